//! Looks after it has counted: one poll too few.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Says "not yet" as many times as `left`, and then "go".
struct Countdown {
    left: u32,
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        self.left = self.left.saturating_sub(1);
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
