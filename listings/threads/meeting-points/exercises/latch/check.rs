#[cfg(test)]
mod check {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_millis(1500);

    fn latch(missing: u32) -> Arc<Latch> {
        Arc::new(Latch {
            missing: Mutex::new(missing),
            changed: Changed::default(),
        })
    }

    /// A thread that waits at the latch; the receiver hears when it is through.
    fn waiter(latch: &Arc<Latch>) -> Receiver<()> {
        let latch = Arc::clone(latch);
        let (sign, through) = mpsc::channel();
        thread::spawn(move || {
            // Nobody listens if the test has failed.
            let _ = sign.send(());
            latch.wait();
            let _ = sign.send(());
        });
        through.recv().expect("the thread begins");
        through
    }

    fn is_through(through: &Receiver<()>, patience: Duration) -> bool {
        match through.recv_timeout(patience) {
            Err(RecvTimeoutError::Disconnected) => panic!("a thread that waits has panicked"),
            answer => answer.is_ok(),
        }
    }

    /// Arrives in a thread of its own, for whoever waits may have the lock.
    fn arrive(latch: &Arc<Latch>) {
        let (sign, arrived) = mpsc::channel();
        let latch = Arc::clone(latch);
        thread::spawn(move || {
            latch.arrive();
            let _ = sign.send(());
        });
        assert!(
            arrived.recv_timeout(PATIENCE).is_ok(),
            "a guest cannot arrive: somebody has the lock and sleeps; \
             `wait` of a condition variable unlocks meanwhile"
        );
    }

    #[test]
    fn nobody_is_through_before_the_last_has_arrived() {
        let latch = latch(3);
        let through = waiter(&latch);
        for arrived in 0..3 {
            assert!(
                !is_through(&through, Duration::from_millis(200)),
                "{arrived} of 3 guests have arrived, and somebody is through: \
                 `wait` may return without a reason, so look again each time"
            );
            arrive(&latch);
        }
        assert!(
            is_through(&through, PATIENCE),
            "all guests have arrived, and somebody waits on: who changes the count has to wake those who wait for it"
        );
    }

    #[test]
    fn all_who_wait_are_woken() {
        let latch = latch(1);
        let waiters = [(); 4].map(|()| waiter(&latch));
        thread::sleep(Duration::from_millis(200));
        arrive(&latch);
        let through = waiters.map(|waiter| is_through(&waiter, Duration::from_millis(500)));
        assert_eq!(
            through, [true; 4],
            "four waited, and the last guest has arrived: `notify_one` wakes one of them"
        );
    }

    /// The count falls to 0, and nobody gives a sign: who sleeps does not notice it.
    #[test]
    fn who_waits_sleeps_until_it_is_called() {
        let latch = latch(1);
        let through = waiter(&latch);
        // By then the waiter has been woken once without a reason, and sleeps again.
        thread::sleep(Duration::from_millis(600));
        let why = "a thread that waits looks at the count again and again: \
                   let it sleep in the `wait` of `changed` until it is called";
        *latch.missing.try_lock().expect(why) = 0;
        assert!(!is_through(&through, Duration::from_millis(200)), "{why}");
        latch.changed.notify_all();
        assert!(
            is_through(&through, PATIENCE),
            "it is called, and sleeps on"
        );
    }

    /// The second `wait` of a thread returns for nothing but a sign.
    #[test]
    fn who_comes_late_does_not_wait() {
        let latch = latch(1);
        arrive(&latch);
        let (sign, through) = mpsc::channel();
        thread::spawn(move || {
            latch.wait();
            latch.wait();
            // Nobody listens if the test has failed.
            let _ = sign.send(());
        });
        assert!(
            is_through(&through, PATIENCE),
            "nobody is missing, and no sign will come any more: look before you wait"
        );
    }
}
