// region: hidden
//! The program of the notes, line by line.
// endregion
use std::time::Duration;
use tokio::time::sleep;

async fn print1() {
    println!("1");
}

async fn print2() {
    sleep(Duration::from_millis(300)).await;
    println!("2");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task1 = tokio::spawn(print1());
    let task2 = tokio::spawn(print2());

    task1.await.expect("print1 panicked");
    task2.await.expect("print2 panicked");
}
