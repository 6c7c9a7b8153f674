//! Counts the gap from the moment at which a value came, not from the one at which it was handed on.

use std::time::Duration;

use futures::stream::{self, Stream, StreamExt};
use tokio::time::{Instant, sleep, sleep_until};

/// Hands the values on in their order, and at least `gap` apart.
/// The first is handed on at once, and so is one that comes later than `gap` after the one before it.
fn throttle<S>(values: S, gap: Duration) -> impl Stream<Item = S::Item>
where
    S: Stream + Unpin,
{
    stream::unfold(
        (values, Instant::now()),
        move |(mut values, free)| async move {
            let value = values.next().await?;
            let came = Instant::now();
            sleep_until(free).await;
            Some((value, (values, came + gap)))
        },
    )
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let guests = stream::iter(1..=4).then(async |guest| {
        if guest == 2 {
            sleep(Duration::from_millis(500)).await;
        }
        guest
    });
    let mut door = Box::pin(throttle(Box::pin(guests), Duration::from_millis(200)));
    while let Some(guest) = door.next().await {
        println!("guest {guest} after {} ms", start.elapsed().as_millis());
    }
}
