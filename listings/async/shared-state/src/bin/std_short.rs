// region: hidden
//! A guard that lives in functions that await nothing.

use std::sync::Mutex;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;
// endregion

static STOCK: Mutex<u32> = Mutex::new(2);

/// Takes a ticket out of the stock, if there is one.
fn take() -> bool {
    let mut tickets = STOCK.lock().expect("no clerk panics");
    let is_one_left = *tickets > 0;
    if is_one_left {
        *tickets -= 1;
    }
    is_one_left
}

fn put_back() {
    *STOCK.lock().expect("no clerk panics") += 1;
}

async fn sell(guest: &'static str, has_money: bool) {
    if !take() {
        log(guest, "done: sold out");
        return;
    }
    log(guest, "wait: for the payment");
    sleep(Duration::from_millis(100)).await;
    if has_money {
        log(guest, "done: has a ticket");
    } else {
        put_back();
        log(guest, "done: could not pay");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut guests = JoinSet::new();
    for (guest, has_money) in [("ann", true), ("bo", false), ("cem", true)] {
        guests.spawn(sell(guest, has_money));
    }
    guests.join_all().await;
    let left = *STOCK.lock().expect("no clerk panics");
    log("main", &format!("done: {left} left"));
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
