#[cfg(test)]
mod check {
    use super::*;

    #[track_caller]
    fn assert_typical(runs: &[u64], expected: u64, why: &str) {
        assert_eq!(typical(runs), Some(expected), "the runs {runs:?}: {why}");
    }

    #[test]
    fn one_slow_run_changes_nothing() {
        assert_typical(
            &[41, 39, 42, 9040, 41],
            41,
            "four of five take about 41 µs; the mean of 1840 µs is the time of none of them",
        );
        assert_typical(
            &[9000, 40, 41, 9500, 42, 40, 41],
            41,
            "two slow runs of seven leave the middle where it is",
        );
    }

    #[test]
    fn the_runs_come_in_any_order() {
        assert_typical(
            &[100, 9, 60, 8, 90],
            60,
            "in the order of their times they are 8, 9, 60, 90, 100, and 60 is in the middle; \
             as texts 100 would come first",
        );
    }

    #[test]
    fn of_an_even_number_two_are_in_the_middle() {
        assert_typical(
            &[40, 10],
            25,
            "both are in the middle, and their mean is 25",
        );
        assert_typical(
            &[1000, 20, 31, 10],
            25,
            "20 and 31 are in the middle; their mean is 25.5, rounded down",
        );
    }

    #[test]
    fn equal_times_count_each() {
        assert_typical(
            &[5, 5, 5, 70, 80],
            5,
            "three of five took 5 µs: each run counts, also if another took as long",
        );
        assert_typical(&[7], 7, "a single run is in the middle by itself");
    }

    #[test]
    fn no_run_has_no_time() {
        assert_eq!(
            typical(&[]),
            None,
            "nothing was measured, so nothing is typical"
        );
    }
}
