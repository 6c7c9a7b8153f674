// region: hidden
//! A future written by hand.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
// endregion

struct Kettle {
    cups: u32,
    ready_at: Instant,
    polls: u32,
}

fn boil(cups: u32) -> Kettle {
    Kettle {
        cups,
        ready_at: Instant::now() + Duration::from_millis(100),
        polls: 0,
    }
}

impl Future for Kettle {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        if Instant::now() >= self.ready_at {
            log("kettle", &format!("done at poll {}", self.polls));
            return Poll::Ready(self.cups);
        }
        if self.polls == 1 {
            log("kettle", "wait: poll 1 says not yet");
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

async fn guests() {
    log("guests", "wait: 300 ms");
    tokio::time::sleep(Duration::from_millis(300)).await;
    log("guests", "done");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (cups, ()) = tokio::join!(boil(2), guests());
    println!("{cups} cups");
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
