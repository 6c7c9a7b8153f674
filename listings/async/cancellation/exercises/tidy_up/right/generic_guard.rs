//! Makes a guard that runs any closure.

use std::cell::RefCell;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// What happened in the kitchen, in order.
type Diary = RefCell<Vec<&'static str>>;

/// Runs a closure when it is dropped.
struct Defer<F: FnMut()>(F);

impl<F: FnMut()> Drop for Defer<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Bakes for so many milliseconds. However it ends, the heat goes off.
async fn bake(diary: &Diary, ms: u64) {
    diary.borrow_mut().push("heat on");
    let _off = Defer(|| diary.borrow_mut().push("heat off"));
    sleep(Duration::from_millis(ms)).await;
    diary.borrow_mut().push("bread");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let diary = Diary::default();
    let in_time = timeout(Duration::from_millis(50), bake(&diary, 200)).await;
    println!("in time: {}, diary: {:?}", in_time.is_ok(), diary.borrow());
}
