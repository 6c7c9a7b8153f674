// region: hidden
//! The loser of `select!` takes along what it has received.

use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::sleep;
// endregion

type Word = &'static str;

/// An order is two messages: the table, then the dish.
async fn next_order(till: &mut Receiver<Word>) -> Option<(Word, Word)> {
    let table = till.recv().await?;
    log("waiter", &format!("wait: has {table}, for the dish"));
    let dish = till.recv().await?;
    Some((table, dish))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (to_till, mut till) = mpsc::channel(8);
    let (to_phone, mut phone) = mpsc::channel(8);
    tokio::spawn(evening(to_till, to_phone));

    loop {
        log("waiter", "wait: an order, or the phone");
        tokio::select! {
            order = next_order(&mut till) => match order {
                Some((table, dish)) => log("waiter", &format!("brings {dish} to {table}")),
                None => break,
            },
            Some(call) = phone.recv() => log("waiter", &format!("answers the phone: {call}")),
        }
    }
    log("waiter", "done");
}

async fn evening(till: Sender<Word>, phone: Sender<Word>) {
    for word in ["table 4", "ring", "soup", "table 7", "cake"] {
        log("evening", word);
        let device = if word == "ring" { &phone } else { &till };
        device.send(word).await.expect("the waiter is here");
        sleep(Duration::from_millis(100)).await;
    }
    log("evening", "done");
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
