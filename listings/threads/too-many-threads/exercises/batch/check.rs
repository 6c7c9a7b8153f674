#[cfg(test)]
mod check {
    use super::*;
    use std::collections::HashSet;
    use std::sync::{Condvar, Mutex};
    use std::thread::{self, ThreadId};
    use std::time::Duration;

    /// Who is at work: the first waits up to a second for a second one, whatever the machine does meanwhile.
    struct Meeting {
        at_work: usize,
        has_met: bool,
        nobody_came: bool,
    }

    static MEETING: Mutex<Meeting> = Mutex::new(Meeting {
        at_work: 0,
        has_met: false,
        nobody_came: false,
    });
    static CHANGED: Condvar = Condvar::new();

    /// Takes part in the work of this test.
    fn meet() {
        let mut meeting = MEETING.lock().expect("no thread panicked");
        meeting.at_work += 1;
        meeting.has_met |= meeting.at_work > 1;
        CHANGED.notify_all();
        let alone = |meeting: &mut Meeting| !meeting.has_met && !meeting.nobody_came;
        let patience = Duration::from_secs(1);
        let waited = CHANGED.wait_timeout_while(meeting, patience, alone);
        let (mut meeting, _) = waited.expect("no thread panicked");
        meeting.nobody_came |= !meeting.has_met;
        meeting.at_work -= 1;
    }

    fn have_met() -> bool {
        MEETING.lock().expect("no thread panicked").has_met
    }

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        fn first_is_slow(item: u32) -> u32 {
            if item == 0 {
                thread::sleep(Duration::from_millis(200));
            }
            item * 10
        }
        for length in [0, 1, 3, 4, 10, 11] {
            let items: Vec<u32> = (0..length).collect();
            let expected: Vec<u32> = items.iter().map(|item| item * 10).collect();
            assert_eq!(
                in_batches(&items, first_is_slow),
                expected,
                "{length} items, the first one slow: join the threads in the order in which they were spawned"
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
        for length in [5, 10, 100, 102] {
            let items: Vec<u32> = (0..length).collect();
            in_batches(&items, noted);
            let worked = std::mem::take(&mut *WORKED.lock().expect("no thread panics"));
            assert_eq!(
                worked.len(),
                items.len(),
                "each of {length} items is worked on once"
            );
            let threads = worked.iter().collect::<HashSet<_>>().len();
            assert!(
                threads <= 4,
                "{length} items were worked on by {threads} threads, and 4 are allowed: \
                 cut the items into 4 slices with `chunks`, round their length up, and give each thread one"
            );
        }
    }

    #[test]
    fn the_threads_overlap() {
        fn slow(item: u32) -> u32 {
            meet();
            item
        }
        let items: Vec<u32> = (0..8).collect();
        in_batches(&items, slow);
        assert!(
            have_met(),
            "no two items were worked on at the same time: spawn all threads, then join all"
        );
    }
}
