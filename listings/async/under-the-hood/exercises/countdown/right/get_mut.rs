//! Takes the value out of the pin, and matches.

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
        let countdown = self.get_mut();
        match countdown.left.checked_sub(1) {
            None => Poll::Ready("go"),
            Some(rest) => {
                countdown.left = rest;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let countdown = Countdown { left: 3 };
    let answer = tokio::time::timeout(Duration::from_millis(200), countdown).await;
    println!("{answer:?}");
}
