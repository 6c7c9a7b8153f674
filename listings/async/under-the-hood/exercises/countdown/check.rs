#[cfg(test)]
mod check {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::{Wake, Waker};

    struct Wakes(AtomicU32);

    impl Wake for Wakes {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Polls until the answer is Ready, ten times at most: the number of polls, and the wakes before each.
    fn polls(left: u32) -> Vec<u32> {
        let mut countdown = std::pin::pin!(Countdown { left });
        let wakes = Arc::new(Wakes(AtomicU32::new(0)));
        let waker = Waker::from(wakes.clone());
        let mut before = Vec::new();
        for _ in 0..10 {
            before.push(wakes.0.load(Ordering::Relaxed));
            let answer = countdown.as_mut().poll(&mut Context::from_waker(&waker));
            if answer.is_ready() {
                return before;
            }
        }
        panic!("ten polls, and still Pending: count down at each poll");
    }

    #[test]
    fn three_times_not_yet_and_then_go() {
        assert_eq!(
            polls(3).len(),
            4,
            "a countdown of 3 is polled four times: three times Pending, then Ready"
        );
        assert_eq!(polls(0).len(), 1, "a countdown of 0 is ready at once");
    }

    #[test]
    fn every_not_yet_has_arranged_a_wake() {
        assert_eq!(
            polls(3),
            [0, 1, 2, 3],
            "the wakes before each poll: who says Pending must see to it that the task is woken"
        );
    }

    #[tokio::test]
    async fn a_runtime_can_run_it() {
        let limit = Duration::from_millis(500);
        let answer = tokio::time::timeout(limit, Countdown { left: 3 }).await;
        assert_eq!(
            answer,
            Ok("go"),
            "nobody woke the task, so it was not polled again before the timeout"
        );
    }
}
