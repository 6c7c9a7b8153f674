// region: hidden
//! Two sales whose every function is async, and a guest who leaves in the middle.

use std::time::Duration;
use tokio::time::{sleep, timeout};
// endregion

struct Till {
    cups: u32,
    money: u32,
}

async fn sell(till: &mut Till, guest: &str) {
    take_cup(till).await;
    let price = ask_price(guest).await;
    take_money(till, price).await;
    log(guest, "done: has a tea");
}

async fn take_cup(till: &mut Till) {
    till.cups -= 1;
}

async fn take_money(till: &mut Till, price: u32) {
    till.money += price;
}

async fn ask_price(guest: &str) -> u32 {
    log(guest, "wait: for today's price");
    sleep(Duration::from_millis(100)).await;
    3
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut till = Till { cups: 10, money: 0 };
    let patience = Duration::from_millis(50);
    sell(&mut till, "ann").await;
    if timeout(patience, sell(&mut till, "bo")).await.is_err() {
        log("bo", "end: leaves");
    }
    println!("{} cups, {} in the till", till.cups, till.money);
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
