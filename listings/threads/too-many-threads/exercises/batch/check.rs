#[cfg(test)]
mod check {
    use super::*;
    use std::collections::HashSet;
    use std::sync::Mutex;
    use std::thread::ThreadId;
    use std::time::{Duration, Instant};

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        for length in [0, 1, 3, 4, 10] {
            let items: Vec<u32> = (0..length).collect();
            let expected: Vec<u32> = items.iter().map(|item| item * 10).collect();
            assert_eq!(
                in_batches(&items, |item| item * 10),
                expected,
                "{length} items: join the threads in the order in which they were spawned"
            );
        }
    }

    #[test]
    fn four_threads_are_enough() {
        static WORKED: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());
        fn noted(item: u32) -> u32 {
            let mut worked = WORKED.lock().expect("no thread panics");
            worked.push(thread::current().id());
            item
        }
        let items: Vec<u32> = (0..100).collect();
        in_batches(&items, noted);
        let worked = WORKED.lock().expect("no thread panics");
        assert_eq!(worked.len(), 100, "each item is worked on once");
        let threads = worked.iter().collect::<HashSet<_>>().len();
        assert!(
            threads <= THREADS,
            "100 items were worked on by {threads} threads, and {THREADS} are allowed: \
             cut the items into {THREADS} slices with `chunks`, and give each thread one"
        );
    }

    #[test]
    fn the_threads_overlap() {
        fn slow(item: u32) -> u32 {
            thread::sleep(Duration::from_millis(100));
            item
        }
        let items: Vec<u32> = (0..8).collect();
        let start = Instant::now();
        in_batches(&items, slow);
        let elapsed = start.elapsed().as_millis();
        assert!(
            elapsed < 650,
            "eight items of 100 ms took {elapsed} ms on four threads: spawn all, then join all"
        );
    }
}
