#[cfg(test)]
mod check {
    use super::*;
    use std::collections::HashSet;
    use std::sync::Mutex;
    use std::thread::ThreadId;
    use std::time::{Duration, Instant};

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
        assert_eq!(by.len(), 4, "each parcel is weighed once");
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
            thread::sleep(Duration::from_millis(200));
            parcel.grams
        }
        let parcels = parcels(&[1, 2, 3, 4]);
        let start = Instant::now();
        assert_eq!(heaviest(&parcels, slow), Some(4));
        let elapsed = start.elapsed().as_millis();
        assert!(
            elapsed < 750,
            "each half takes 400 ms here, and both took {elapsed} ms: \
             spawn the second thread before you join the first"
        );
    }
}
