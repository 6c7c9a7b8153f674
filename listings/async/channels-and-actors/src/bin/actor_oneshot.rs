// region: hidden
//! A task that owns the tickets, and is asked for them.

use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep;
// endregion

struct Sell {
    guest: &'static str,
    reply: oneshot::Sender<bool>,
}

async fn box_office(mut requests: mpsc::Receiver<Sell>) {
    let mut tickets = 1;
    while let Some(Sell { guest, reply }) = requests.recv().await {
        let sold = tickets >= 1;
        if sold {
            log("office", &format!("wait: {guest} pays"));
            sleep(Duration::from_millis(100)).await;
            tickets -= 1;
        }
        if reply.send(sold).is_err() {
            log("office", &format!("{guest} has left"));
        }
    }
    log("office", &format!("done: {tickets} left"));
}

async fn buy(guest: &'static str, office: mpsc::Sender<Sell>) {
    log(guest, "wait: for an answer");
    let (reply, answer) = oneshot::channel();
    let sent = office.send(Sell { guest, reply }).await;
    sent.expect("the office is open");
    match answer.await {
        Ok(true) => log(guest, "done: has a ticket"),
        Ok(false) => log(guest, "done: sold out"),
        Err(_) => log(guest, "done: no answer"),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (to_office, requests) = mpsc::channel(8);
    let office = tokio::spawn(box_office(requests));
    tokio::join!(buy("ann", to_office.clone()), buy("bo", to_office));
    office.await.expect("the office does not panic");
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
