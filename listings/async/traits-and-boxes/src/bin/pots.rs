// region: hidden
//! A trait with an async function, and callers that know the type.

use std::time::Duration;
use tokio::time::sleep;
// endregion

trait Pot {
    async fn boil(&self) -> &'static str;
}

async fn serve(pot: impl Pot) {
    let dish = pot.boil().await;
    log("waiter", &format!("done: {dish} is served"));
}

struct Kettle;

impl Pot for Kettle {
    async fn boil(&self) -> &'static str {
        log("kettle", "wait: gets hot");
        sleep(Duration::from_millis(100)).await;
        log("kettle", "done");
        "tea"
    }
}

struct Stove {
    ms: u64,
}

impl Pot for Stove {
    async fn boil(&self) -> &'static str {
        log("stove", "wait: gets hot");
        sleep(Duration::from_millis(self.ms)).await;
        log("stove", "done");
        "soup"
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(serve(Stove { ms: 200 }), serve(Kettle));
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
