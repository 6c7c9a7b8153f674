// region: hidden
//! The same sales: what decides is not async, what waits decides nothing.

use std::sync::Mutex;
use std::time::Duration;
use tokio::time::{sleep, timeout};
// endregion

struct Till {
    cups: u32,
    money: u32,
}

#[derive(Debug)]
struct SoldOut;

impl Till {
    fn sell(&mut self, price: u32) -> Result<u32, SoldOut> {
        self.cups = self.cups.checked_sub(1).ok_or(SoldOut)?;
        self.money += price;
        Ok(price)
    }
}

async fn serve(till: &Mutex<Till>, guest: &str) {
    let price = ask_price(guest).await;
    let sale = till.lock().expect("no sale panics").sell(price);
    log(guest, &format!("done: {sale:?}"));
}

async fn ask_price(guest: &str) -> u32 {
    log(guest, "wait: for today's price");
    sleep(Duration::from_millis(100)).await;
    3
}

fn main() {
    let mut till = Till { cups: 1, money: 0 };
    println!("no runtime: {:?}, {:?}", till.sell(3), till.sell(3));
    evening(Till { cups: 10, money: 0 });
}

#[tokio::main(flavor = "current_thread")]
async fn evening(till: Till) {
    let till = Mutex::new(till);
    let bo = async {
        let patience = Duration::from_millis(50);
        if timeout(patience, serve(&till, "bo")).await.is_err() {
            log("bo", "end: leaves");
        }
    };
    tokio::join!(serve(&till, "ann"), bo);
    let till = till.into_inner().expect("no sale panics");
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
