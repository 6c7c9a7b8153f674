#[cfg(test)]
mod check {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    const PATIENCE: Duration = Duration::from_millis(1500);

    /// Drops the pool in a thread of its own; the receiver hears when `drop` has returned.
    fn drop_aside(pool: Pool) -> Receiver<()> {
        let (sign, dropped) = mpsc::channel();
        thread::spawn(move || {
            drop(pool);
            // Nobody listens if the test has failed.
            let _ = sign.send(());
        });
        dropped
    }

    fn wait_for(dropped: &Receiver<()>) {
        match dropped.recv_timeout(PATIENCE) {
            Ok(()) => {}
            Err(mpsc::RecvTimeoutError::Timeout) => panic!(
                "`drop` does not return: the workers wait for a job as long as a sender is there, \
                 so the pool has to let its own sender go before it joins"
            ),
            Err(mpsc::RecvTimeoutError::Disconnected) => panic!(
                "`drop` panicked: `join` returns an `Err` for a worker whose job panicked, and that is no fault of the pool"
            ),
        }
    }

    #[test]
    fn every_job_is_run() {
        static RUN: AtomicU32 = AtomicU32::new(0);
        let pool = Pool::new(3);
        for _ in 0..12 {
            pool.execute(|| {
                thread::sleep(Duration::from_millis(20));
                RUN.fetch_add(1, Ordering::Relaxed);
            });
        }
        wait_for(&drop_aside(pool));
        let run = RUN.load(Ordering::Relaxed);
        assert_eq!(
            run, 12,
            "`drop` returned when {run} of 12 jobs had been run"
        );
    }

    /// Three jobs wait for a word each, and are given it one after another, in three different orders.
    #[test]
    fn drop_waits_for_every_worker() {
        for first in 0..3 {
            let pool = Pool::new(3);
            let words = [(); 3].map(|()| {
                let (word, job) = mpsc::channel::<()>();
                pool.execute(move || job.recv().expect("the word comes"));
                word
            });
            let dropped = drop_aside(pool);
            for given in 0..3 {
                // The first time it is longer than a `sleep` that looks long enough.
                let ms = if (first, given) == (0, 0) { 1200 } else { 150 };
                assert!(
                    dropped.recv_timeout(Duration::from_millis(ms)).is_err(),
                    "{given} of 3 jobs are done, and `drop` returned: join every worker"
                );
                let word = words[(first + given) % 3].send(());
                word.expect("the job waits for it");
            }
            wait_for(&dropped);
        }
    }

    #[test]
    fn a_pool_without_jobs_goes_at_once() {
        wait_for(&drop_aside(Pool::new(4)));
    }

    /// Again and again, because any of the workers may be the one that is left.
    #[test]
    fn a_job_may_panic() {
        for _ in 0..8 {
            let run = Arc::new(AtomicU32::new(0));
            let pool = Pool::new(3);
            for _ in 0..2 {
                pool.execute(|| panic!("this job is meant to panic"));
            }
            for _ in 0..4 {
                let run = Arc::clone(&run);
                pool.execute(move || {
                    thread::sleep(Duration::from_millis(20));
                    run.fetch_add(1, Ordering::Relaxed);
                });
            }
            wait_for(&drop_aside(pool));
            let run = run.load(Ordering::Relaxed);
            assert_eq!(
                run, 4,
                "`drop` returned when {run} of 4 jobs had been run: \
                 two workers have gone with their jobs, and the third one runs the rest"
            );
        }
    }
}
