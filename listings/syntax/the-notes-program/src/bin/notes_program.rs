// region: hidden
//! The program of the notes, line by line.
// endregion
use std::time::Duration;

async fn print1() {
    println!("1");
}

async fn print2() {
    tokio::time::sleep(Duration::from_millis(300)).await;
    println!("2");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task1 = tokio::spawn(print1());
    let task2 = tokio::spawn(print2());

    task1.await.expect("print1 does not panic");
    task2.await.expect("print2 does not panic");
}
