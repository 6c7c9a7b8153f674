#[cfg(test)]
mod check {
    use super::*;
    use futures::stream::{self, Stream, StreamExt};
    use std::pin::pin;
    use std::time::Duration;
    use tokio::time::{Instant, sleep, timeout};

    const GAP: Duration = Duration::from_millis(200);

    /// A value at the end of each of these pauses, and then nothing more, ever.
    fn after(pauses: &[u64]) -> impl Stream<Item = usize> + Unpin {
        let pauses: Vec<u64> = pauses.to_vec();
        let values = stream::iter(pauses).enumerate().then(async |(index, ms)| {
            if ms > 0 {
                sleep(Duration::from_millis(ms)).await;
            }
            index + 1
        });
        Box::pin(values.chain(stream::pending()))
    }

    /// The first values that `throttle` hands on, each with the milliseconds that had passed.
    async fn handed_on(pauses: &[u64]) -> Vec<(usize, u128)> {
        let start = Instant::now();
        let mut values = pin!(throttle(after(pauses), GAP));
        let mut handed_on = Vec::new();
        for expected in 1..=pauses.len() {
            let next = timeout(Duration::from_secs(2), values.next()).await;
            let value = next.unwrap_or_else(|_| {
                panic!(
                    "value {expected} is never handed on: wait for no later value, and lose none"
                )
            });
            let value = value.expect("the values have not ended");
            assert_eq!(value, expected, "the order of the values is kept");
            handed_on.push((value, start.elapsed().as_millis()));
        }
        handed_on
    }

    /// The milliseconds between each value and the one before it.
    fn gaps(handed_on: &[(usize, u128)]) -> Vec<u128> {
        let times = handed_on.windows(2);
        times.map(|pair| pair[1].1 - pair[0].1).collect()
    }

    #[tokio::test]
    async fn values_that_come_fast_are_held_apart() {
        let seen = handed_on(&[0, 0, 0]).await;
        assert!(
            seen[0].1 < 150,
            "the first value is handed on at once, and it came after {} ms",
            seen[0].1
        );
        let gaps = gaps(&seen);
        assert!(
            gaps.iter().all(|gap| *gap >= 190),
            "200 ms between two values, at least; here they were {gaps:?} ms apart"
        );
    }

    #[tokio::test]
    async fn after_a_pause_they_are_held_apart_again() {
        let seen = handed_on(&[0, 700, 0, 0]).await;
        assert!(
            seen[1].1 < 870,
            "the second value is made within 700 ms of being asked for, long after the first: ask for it at once and hand it on at once, not after {} ms",
            seen[1].1
        );
        let gaps = gaps(&seen);
        assert!(
            gaps.iter().all(|gap| *gap >= 190),
            "after the pause too, 200 ms between two values; here they were {gaps:?} ms apart: a tick was left over"
        );
    }
}
