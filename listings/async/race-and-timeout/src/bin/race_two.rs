// region: hidden
//! Two shops are called, and the first answer is taken.

use std::time::Duration;
use tokio::time::sleep;
// endregion

struct Line(&'static str);

impl Drop for Line {
    fn drop(&mut self) {
        log(self.0, "end: the line is closed");
    }
}

async fn call(shop: &'static str, ms: u64) -> &'static str {
    let _line = Line(shop);
    log(shop, "wait: for an answer");
    sleep(Duration::from_millis(ms)).await;
    log(shop, "answers");
    shop
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    log("main", "wait: for either shop");
    let shop = tokio::select! {
        shop = call("bakery", 200) => shop,
        shop = call("grocer", 100) => shop,
    };
    log("main", &format!("done: bread from the {shop}"));
}

// region: hidden
/// When the program started, in milliseconds of the system clock; a child process is given its parent's.
static START: std::sync::LazyLock<u128> =
    std::sync::LazyLock::new(|| match std::env::var("LOG_START") {
        Ok(start) => start.parse().expect("LOG_START is a number"),
        Err(_) => now(),
    });

fn now() -> u128 {
    let since_1970 = std::time::UNIX_EPOCH.elapsed();
    since_1970.expect("the clock is past 1970").as_millis()
}

/// Prints `<milliseconds> ms | <lane> | <what>`, counted from the first line.
fn log(lane: &str, what: &str) {
    let start = *START;
    println!("{:4} ms | {lane} | {what}", now().saturating_sub(start));
}
// endregion
