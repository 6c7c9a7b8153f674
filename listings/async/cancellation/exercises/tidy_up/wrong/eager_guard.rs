//! Switches the heat on in the call, before anybody awaits.

use std::cell::RefCell;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// What happened in the kitchen, in order.
type Diary = RefCell<Vec<&'static str>>;

/// The heat is on as long as this value is there.
struct Heat<'a>(&'a Diary);

impl Drop for Heat<'_> {
    fn drop(&mut self) {
        self.0.borrow_mut().push("heat off");
    }
}

/// Bakes for so many milliseconds. However it ends, the heat goes off.
fn bake(diary: &Diary, ms: u64) -> impl Future<Output = ()> {
    diary.borrow_mut().push("heat on");
    let _heat = Heat(diary);
    async move {
        let _heat = _heat;
        sleep(Duration::from_millis(ms)).await;
        diary.borrow_mut().push("bread");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let diary = Diary::default();
    let in_time = timeout(Duration::from_millis(50), bake(&diary, 200)).await;
    println!("in time: {}, diary: {:?}", in_time.is_ok(), diary.borrow());
}
