// region: hidden
//! A trait whose method returns a boxed future, and a list of whatever implements it.

use std::time::Duration;

use futures::future::{BoxFuture, join_all};
use tokio::time::sleep;
// endregion

trait Pot {
    fn boil(&self) -> BoxFuture<'_, &'static str>;
}

struct Kettle;

impl Pot for Kettle {
    fn boil(&self) -> BoxFuture<'_, &'static str> {
        Box::pin(async {
            log("kettle", "wait: gets hot");
            sleep(Duration::from_millis(100)).await;
            log("kettle", "done");
            "tea"
        })
    }
}

struct Stove {
    ms: u64,
}

impl Pot for Stove {
    fn boil(&self) -> BoxFuture<'_, &'static str> {
        Box::pin(async {
            log("stove", "wait: gets hot");
            sleep(Duration::from_millis(self.ms)).await;
            log("stove", "done");
            "soup"
        })
    }
}

fn pots() -> Vec<Box<dyn Pot>> {
    vec![Box::new(Stove { ms: 200 }), Box::new(Kettle)]
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pots = pots();
    let dishes = join_all(pots.iter().map(|pot| pot.boil())).await;
    log("waiter", &format!("serves {}", dishes.join(" and ")));
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
