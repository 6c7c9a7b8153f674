//! Wakes, and never counts down.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Says "not yet" as many times as `left`, and then "go".
struct Countdown {
    left: u32,
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("go");
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let countdown = Countdown { left: 3 };
    let answer = tokio::time::timeout(Duration::from_millis(200), countdown).await;
    println!("{answer:?}");
}
