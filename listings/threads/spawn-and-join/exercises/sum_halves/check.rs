#[cfg(test)]
mod check {
    use super::*;
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
        static CALLS: Mutex<Vec<(ThreadId, usize)>> = Mutex::new(Vec::new());
        fn noted_add(half: &[u64]) -> u64 {
            let mut calls = CALLS.lock().expect("no thread panicked");
            calls.push((thread::current().id(), half.len()));
            add(half)
        }
        sum_halves((1..=10).collect(), noted_add);
        let calls = CALLS.lock().expect("no thread panicked");
        let lengths: Vec<usize> = calls.iter().map(|call| call.1).collect();
        assert_eq!(
            lengths,
            [5, 5],
            "ten numbers have two halves of five: `add` is called once for each"
        );
        assert_ne!(
            calls[0].0, calls[1].0,
            "each half is added up in a thread of its own"
        );
    }

    #[test]
    fn the_threads_overlap() {
        fn slow_add(half: &[u64]) -> u64 {
            meet();
            add(half)
        }
        let total = sum_halves((1..=10).collect(), slow_add);
        assert_eq!(total, 55, "1 + 2 + … + 10 is 55: both halves count");
        assert!(
            have_met(),
            "the two halves were never added up at the same time: \
             the second thread started only after the first was joined; spawn both, then join both"
        );
    }
}
