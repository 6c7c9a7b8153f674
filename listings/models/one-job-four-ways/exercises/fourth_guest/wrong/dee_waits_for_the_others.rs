//! Awaits a future that was not spawned, when the others are done.
// region: hidden
//! A fourth guest wants tea.

use std::time::Duration;
// endregion

async fn brew(guest: &'static str, millis: u64) -> &'static str {
    log(guest, "wait: the tea brews");
    tokio::time::sleep(Duration::from_millis(millis)).await;
    log(guest, "done");
    guest
}

/// Serves every guest and returns their names.
async fn serve() -> Vec<&'static str> {
    let ann = tokio::spawn(brew("ann", 300));
    let bo = tokio::spawn(brew("bo", 200));
    let cem = tokio::spawn(brew("cem", 100));
    let dee = brew("dee", 400);

    let mut served = Vec::new();
    for pot in [ann, bo, cem] {
        served.push(pot.await.expect("brewing does not panic"));
    }
    served.push(dee.await);
    served
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("served: {}", serve().await.join(", "));
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
