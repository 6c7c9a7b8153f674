//! Awaits one function after another: the numbers are the same.

use std::time::Duration;
use tokio::time::sleep;

async fn print1() {
    print(1);
}

async fn print2() {
    sleep(Duration::from_millis(300)).await;
    print(2);
}

async fn print3() {
    sleep(Duration::from_millis(600)).await;
    print(3);
}

async fn program() {
    print1().await;
    print2().await;
    print3().await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    program().await;
}

// region: hidden
thread_local! {
    /// The numbers that this thread has printed, for the tests.
    static PRINTED: std::cell::RefCell<Vec<u32>> = const { std::cell::RefCell::new(Vec::new()) };
}

fn print(number: u32) {
    println!("{number}");
    PRINTED.with_borrow_mut(|printed| {
        printed.push(number)
    });
}
// endregion
