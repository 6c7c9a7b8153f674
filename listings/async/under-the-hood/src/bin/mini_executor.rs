// region: hidden
//! A future and the executor that runs it, both by hand.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};
// endregion

struct Kettle {
    cups: u32,
    ready_at: Instant,
    polls: u32,
}

fn boil(cups: u32, ms: u64) -> Kettle {
    Kettle {
        cups,
        ready_at: Instant::now() + Duration::from_millis(ms),
        polls: 0,
    }
}

impl Future for Kettle {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        let (lane, poll) = (format!("{} cups", self.cups), self.polls);
        if Instant::now() >= self.ready_at {
            log(&lane, &format!("done at poll {poll}"));
            return Poll::Ready(self.cups);
        }
        log(&lane, &format!("wait: poll {poll} says not yet"));
        let (due, waker) = (self.ready_at, cx.waker().clone());
        thread::spawn(move || {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            waker.wake();
        });
        Poll::Pending
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        log("executor", "poll");
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
        log("executor", "wait: parked until a wake");
        thread::park();
        log("executor", "woken");
    }
}

fn main() {
    let cups = block_on(async { boil(2, 100).await });
    log("executor", &format!("done: {cups} cups"));
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
