#[cfg(test)]
mod check {
    use super::*;
    use futures::future::BoxFuture;
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::{Duration, Instant};
    use tokio::time::{sleep, timeout};

    /// Counts how many are dropped.
    struct Line<'a>(&'a AtomicU32);

    impl Drop for Line<'_> {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// A shop that answers after so many milliseconds with their number.
    async fn shop(ms: u64, closed: &AtomicU32) -> u64 {
        let _line = Line(closed);
        sleep(Duration::from_millis(ms)).await;
        ms
    }

    async fn race(times: &[u64]) -> (u64, u128, u32) {
        let closed = AtomicU32::new(0);
        let start = Instant::now();
        let mut shops: Vec<BoxFuture<'_, u64>> = Vec::new();
        for ms in times {
            shops.push(Box::pin(shop(*ms, &closed)));
        }
        let answer = timeout(Duration::from_secs(3), first_of(shops)).await;
        let answer =
            answer.expect("an answer comes: who says Pending has polled somebody who will wake");
        (
            answer,
            start.elapsed().as_millis(),
            closed.load(Ordering::Relaxed),
        )
    }

    #[tokio::test]
    async fn the_fastest_wins_wherever_it_stands() {
        for times in [[100, 800, 600], [800, 100, 600], [600, 800, 100]] {
            let (answer, ms, _) = race(&times).await;
            assert_eq!(
                answer, 100,
                "of shops that take {times:?} ms the fastest answers first"
            );
            assert!(
                ms < 450,
                "all wait at the same time; {times:?} took {ms} ms"
            );
        }
    }

    #[tokio::test]
    async fn the_others_are_dropped() {
        let (_, _, closed) = race(&[500, 100, 700]).await;
        assert_eq!(
            closed, 3,
            "of three lines, how many were opened, and are closed when the answer is there: all begin, and the losers are dropped"
        );
    }

    #[tokio::test]
    async fn one_alone_is_enough() {
        assert_eq!(race(&[50]).await.0, 50);
    }

    #[tokio::test]
    async fn nobody_is_polled_without_need() {
        let polls = AtomicU32::new(0);
        let mut clock = Box::pin(sleep(Duration::from_millis(200)));
        let counted = poll_fn(|cx| {
            polls.fetch_add(1, Ordering::Relaxed);
            clock.as_mut().poll(cx)
        });
        first_of(vec![Box::pin(counted)]).await;
        let polls = polls.load(Ordering::Relaxed);
        assert!(
            polls <= 10,
            "one timer was polled {polls} times: answer Pending, and the timer will have you woken"
        );
    }
}
