#[cfg(test)]
mod check {
    use super::*;
    use std::sync::{Condvar, Mutex};
    use std::time::Duration;

    /// As a loop would do it, over all paths.
    fn expected(paths: &[&str], k: usize) -> Vec<(String, u64)> {
        let mut all: Vec<(String, u64)> = count_all(paths).into_iter().collect();
        all.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        all.truncate(k);
        all
    }

    fn count_all(paths: &[&str]) -> Counts {
        let mut counts = Counts::new();
        for path in paths {
            *counts.entry((*path).to_owned()).or_default() += 1;
        }
        counts
    }

    #[test]
    fn nothing_is_left_out_in_a_part() {
        // /tea is once in every part, below seven others that are there twice.
        let names: Vec<String> = (0..70).map(|number| format!("/page/{number}")).collect();
        let mut paths = Vec::new();
        for part in names.chunks(7) {
            for name in part {
                paths.extend([name.as_str(), name.as_str()]);
            }
            paths.push("/tea");
        }
        assert_eq!(
            top(&paths, 1, 15, count_all),
            [("/tea".to_owned(), 10)],
            "the first 1, in ten parts of 15: /tea is the last in each part, and the first of all"
        );
    }

    #[test]
    fn equals_are_in_alphabetical_order() {
        let mut paths: Vec<&str> = "/q /w /e /r /t /y /u /i /o /p /чай /A".split(' ').collect();
        paths.extend(["/menu", "/menu", "/tea", "/tea", "/", "/"]);
        assert_eq!(
            top(&paths, 9, 4, count_all),
            expected(&paths, 9),
            "of paths with equal hits, the first in the alphabet comes first; a `HashMap` gives them in any order"
        );
    }

    #[test]
    fn there_may_be_fewer() {
        assert_eq!(
            top(&["/b", "/a"], 5, 1, count_all),
            expected(&["/b", "/a"], 5),
            "there are two paths, and five are asked for"
        );
        assert_eq!(top(&[], 5, 10, count_all), [], "no paths, no list");
        assert_eq!(top(&["/a"], 0, 10, count_all), [], "none are asked for");
    }

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

    /// Counts slowly, and looks whether another does so at the same time.
    fn slow_count(paths: &[&str]) -> Counts {
        assert!(
            rayon::current_thread_index().is_some(),
            "a part was counted in a thread that is not rayon's"
        );
        let mut meeting = MEETING.lock().expect("no thread panicked");
        meeting.at_work += 1;
        meeting.has_met |= meeting.at_work > 1;
        CHANGED.notify_all();
        let alone = |meeting: &mut Meeting| !meeting.has_met && !meeting.nobody_came;
        let waited = CHANGED.wait_timeout_while(meeting, Duration::from_secs(1), alone);
        let (mut meeting, _) = waited.expect("no thread panicked");
        meeting.nobody_came |= !meeting.has_met;
        meeting.at_work -= 1;
        count_all(paths)
    }

    #[test]
    fn parts_are_counted_side_by_side() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build();
        let pool = pool.expect("four threads can be started");
        let paths = ["/", "/tea", "/", "/menu", "/", "/tea", "/", "/"];
        let top = pool.install(|| top(&paths, 2, 2, slow_count));
        assert_eq!(top, expected(&paths, 2));
        assert!(
            MEETING.lock().expect("no thread panicked").has_met,
            "no two parts were counted at the same time, on four threads: let `count` count the chunks of `par_chunks`, and hold no lock meanwhile"
        );
    }
}
