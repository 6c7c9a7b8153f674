#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    const LINES: [&str; 4] = ["Tea and toast", "toast and jam", "", "tea tea"];

    #[test]
    fn the_counts_are_those_of_a_loop() {
        let mut expected = Counts::new();
        for line in LINES {
            expected = merge(expected, count_line(line));
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
        fn slow_count(line: &str) -> Counts {
            std::thread::sleep(Duration::from_millis(200));
            count_line(line)
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build();
        let pool = pool.expect("four threads can be started");
        let start = Instant::now();
        let counts = pool.install(|| count_words(&LINES, slow_count));
        let elapsed = start.elapsed().as_millis();
        assert_eq!(counts.get("tea"), Some(&3), "Tea, tea and tea");
        assert!(
            elapsed < 650,
            "a line takes 200 ms here, and four lines on four threads took {elapsed} ms: \
             iterate with `par_iter`, and put the maps together with `reduce`"
        );
    }
}
