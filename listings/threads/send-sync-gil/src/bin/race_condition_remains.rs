// region: hidden
//! The last ticket is sold twice, with every access locked.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;
// endregion

fn sell(name: &str, stock: &Mutex<i32>) {
    log(name, "block: look at the stock");
    let in_stock = *stock.lock().expect("no clerk panics");
    if in_stock > 0 {
        log(name, "block: the guest pays");
        thread::sleep(Duration::from_millis(400));
        *stock.lock().expect("no clerk panics") -= 1;
        log(name, "done: a ticket is sold");
    } else {
        log(name, "done: sold out");
    }
}

fn main() {
    let stock = Mutex::new(1);
    thread::scope(|scope| {
        scope.spawn(|| sell("Ann", &stock));
        thread::sleep(Duration::from_millis(100));
        scope.spawn(|| sell("Bo", &stock));
    });
    let stock = stock.into_inner().expect("no clerk panics");
    println!("in stock: {stock}");
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
