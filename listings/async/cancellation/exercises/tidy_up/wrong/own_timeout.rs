//! Gives up by itself after 50 ms.

use std::cell::RefCell;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// What happened in the kitchen, in order.
type Diary = RefCell<Vec<&'static str>>;

/// Bakes for so many milliseconds. However it ends, the heat goes off.
async fn bake(diary: &Diary, ms: u64) {
    diary.borrow_mut().push("heat on");
    let bread = timeout(Duration::from_millis(50), sleep(Duration::from_millis(ms)));
    if bread.await.is_ok() {
        diary.borrow_mut().push("bread");
    }
    diary.borrow_mut().push("heat off");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let diary = Diary::default();
    let in_time = timeout(Duration::from_millis(50), bake(&diary, 200)).await;
    println!("in time: {}, diary: {:?}", in_time.is_ok(), diary.borrow());
}
