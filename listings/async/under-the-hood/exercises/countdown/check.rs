#[cfg(test)]
mod check {
    use super::*;
    use std::pin::pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::{Context, Wake, Waker};
    use std::thread;
    use std::time::{Duration, Instant};

    struct Wakes(AtomicU32);

    impl Wake for Wakes {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    impl Wakes {
        /// Whether a wake comes; another thread may be about to send it.
        fn come(&self) -> bool {
            let start = Instant::now();
            while self.0.load(Ordering::SeqCst) == 0 {
                if start.elapsed() > Duration::from_secs(1) {
                    return false;
                }
                thread::sleep(Duration::from_millis(1));
            }
            true
        }
    }

    /// Polls until the answer is Ready, ten times at most, and hands the wakes of each Pending over; returns the number of polls.
    fn polls(left: u32, mut after_pending: impl FnMut(&Wakes)) -> u32 {
        let mut countdown = pin!(Countdown { left });
        for poll in 1..=10 {
            let wakes = Arc::new(Wakes(AtomicU32::new(0)));
            let waker = Waker::from(Arc::clone(&wakes));
            let answer = countdown.as_mut().poll(&mut Context::from_waker(&waker));
            if answer.is_ready() {
                return poll;
            }
            after_pending(&wakes);
        }
        panic!("ten polls, and still Pending: count down at each poll");
    }

    #[test]
    fn three_times_not_yet_and_then_go() {
        assert_eq!(
            polls(3, |_| ()),
            4,
            "a countdown of 3 is polled four times: three times Pending, then Ready"
        );
        assert_eq!(
            polls(1, |_| ()),
            2,
            "a countdown of 1 is polled twice: once Pending, then Ready"
        );
        assert_eq!(polls(0, |_| ()), 1, "a countdown of 0 is ready at once");
    }

    #[test]
    fn every_not_yet_has_arranged_a_wake() {
        polls(3, |wakes| {
            assert!(
                wakes.come(),
                "the answer was Pending, and no wake has come since: \
                 who says Pending must see to it that the task is woken"
            );
        });
    }

    #[tokio::test]
    async fn a_runtime_can_run_it() {
        let limit = Duration::from_secs(1);
        let answer = tokio::time::timeout(limit, Countdown { left: 3 }).await;
        assert_eq!(
            answer,
            Ok("go"),
            "nobody woke the task, so it was not polled again before the timeout"
        );
    }
}
