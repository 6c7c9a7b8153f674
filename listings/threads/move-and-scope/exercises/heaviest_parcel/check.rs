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

    fn parcels(grams: &[u32]) -> Vec<Parcel> {
        grams.iter().map(|&grams| Parcel { grams }).collect()
    }

    fn grams(parcel: &Parcel) -> u32 {
        parcel.grams
    }

    #[test]
    fn the_heaviest_is_found() {
        assert_eq!(
            heaviest(&parcels(&[5, 9, 2, 7]), grams),
            Some(9),
            "the heaviest parcel lies in the left half"
        );
        assert_eq!(
            heaviest(&parcels(&[5, 2, 7, 9]), grams),
            Some(9),
            "the heaviest parcel lies in the right half: spawn a thread for that half too"
        );
        assert_eq!(
            heaviest(&parcels(&[1, 3, 2, 4, 6]), grams),
            Some(6),
            "five parcels: the last one is in a half too"
        );
        assert_eq!(
            heaviest(&parcels(&[4]), grams),
            Some(4),
            "one of the halves is empty, and `max` of nothing is `None`"
        );
        assert_eq!(heaviest(&[], grams), None, "there is no parcel at all");
    }

    #[test]
    fn two_threads_weigh() {
        static WEIGHED_BY: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());
        fn noted(parcel: &Parcel) -> u32 {
            WEIGHED_BY
                .lock()
                .expect("no thread panicked")
                .push(thread::current().id());
            parcel.grams
        }
        let parcels = parcels(&[1, 2, 3, 4]);
        heaviest(&parcels, noted);
        let by = WEIGHED_BY.lock().expect("no thread panicked");
        assert_eq!(
            by.len(),
            4,
            "four parcels, and `weigh` was called {} times: compare the weights, not the parcels",
            by.len()
        );
        let threads: HashSet<_> = by.iter().collect();
        assert_eq!(
            threads.len(),
            2,
            "each half is weighed in a thread of its own"
        );
    }

    #[test]
    fn the_threads_overlap() {
        fn slow(parcel: &Parcel) -> u32 {
            meet();
            parcel.grams
        }
        assert_eq!(heaviest(&parcels(&[1, 2, 3, 4]), slow), Some(4));
        assert!(
            have_met(),
            "the two threads never weighed at the same time: \
             spawn the second thread before you join the first"
        );
    }
}
