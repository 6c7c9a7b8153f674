//! Makes the pause, and does not await it.

use std::time::Duration;
use tokio::time::sleep;

/// Waits for 0.1 s, and returns who knocks.
async fn knock(guest: &str) -> String {
    let _pause = sleep(Duration::from_millis(100));
    format!("{guest} knocks")
}

async fn program() {
    let open_door = async { "the door opens" };

    print(&knock("Ann").await);
    print(open_door.await);
    print(&knock("Bo").await);
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    program().await;
}

// region: hidden
thread_local! {
    /// The lines that this thread has printed, for the tests.
    static PRINTED: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
}

fn print(line: &str) {
    println!("{line}");
    PRINTED.with_borrow_mut(|printed| {
        printed.push(line.to_owned())
    });
}
// endregion
