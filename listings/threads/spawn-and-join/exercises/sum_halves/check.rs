#[cfg(test)]
mod check {
    use super::*;
    use std::sync::Mutex;
    use std::thread::ThreadId;
    use std::time::{Duration, Instant};

    fn add(half: &[u64]) -> u64 {
        half.iter().sum()
    }

    #[test]
    fn the_sum_is_right() {
        assert_eq!(
            sum_halves((1..=100).collect(), add),
            5050,
            "1 + 2 + … + 100 is 5050: join both threads and add what they return"
        );
        assert_eq!(
            sum_halves(vec![7, 8, 9], add),
            24,
            "three numbers: no half may lose one"
        );
        assert_eq!(sum_halves(Vec::new(), add), 0, "an empty list adds up to 0");
    }

    #[test]
    fn two_threads_do_the_work() {
        static THREADS: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());
        fn noted_add(half: &[u64]) -> u64 {
            THREADS
                .lock()
                .expect("no thread panicked")
                .push(thread::current().id());
            add(half)
        }
        sum_halves((1..=10).collect(), noted_add);
        let threads = THREADS.lock().expect("no thread panicked");
        assert_eq!(threads.len(), 2, "`add` is called once for each half");
        assert_ne!(
            threads[0], threads[1],
            "each half is added up in a thread of its own"
        );
    }

    #[test]
    fn the_threads_overlap() {
        fn slow_add(half: &[u64]) -> u64 {
            thread::sleep(Duration::from_millis(400));
            add(half)
        }
        let start = Instant::now();
        let total = sum_halves((1..=10).collect(), slow_add);
        let elapsed = start.elapsed().as_millis();
        assert_eq!(total, 55, "1 + 2 + … + 10 is 55: both halves count");
        assert!(
            elapsed < 750,
            "each half takes 400 ms here, and the sum took {elapsed} ms: \
             the second thread started only after the first was joined; spawn both, then join both"
        );
    }
}
