#[cfg(test)]
mod check {
    use super::*;
    use std::sync::{Condvar, Mutex};
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

    const LINES: [&str; 4] = ["Tea and toast", "toast and jam", "", "tea tea"];

    /// Counts slowly, and only in a thread of rayon's.
    fn slow_count(line: &str) -> Counts {
        assert!(
            rayon::current_thread_index().is_some(),
            "a line was counted in a thread that is not rayon's: iterate with `par_iter`"
        );
        meet();
        count_line(line)
    }

    #[test]
    fn the_counts_are_those_of_a_loop() {
        let mut expected = Counts::new();
        for line in LINES {
            for (word, count) in count_line(line) {
                *expected.entry(word).or_default() += count;
            }
        }
        assert_eq!(
            count_words(&LINES, count_line),
            expected,
            "every line counts once, in whatever order the parts are merged"
        );
        assert_eq!(
            count_words(&[], count_line),
            Counts::new(),
            "no lines, no words: `reduce` starts from an empty map, made by `Counts::new`"
        );
    }

    #[test]
    fn the_lines_are_counted_side_by_side() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build();
        let pool = pool.expect("four threads can be started");
        let counts = pool.install(|| count_words(&LINES, slow_count));
        assert_eq!(counts.get("tea"), Some(&3), "Tea, tea and tea");
        assert!(
            have_met(),
            "no two lines were counted at the same time, on four threads: let `count` count them, \
             iterate with `par_iter`, put the maps together with `reduce`, \
             and hold no lock while a line is counted"
        );
    }
}
