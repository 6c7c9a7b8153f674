#[cfg(test)]
mod check {
    use super::*;
    use Bottleneck::{Computing, Mixed, Waiting};

    #[test]
    fn a_job_that_leaves_the_cores_alone_waits() {
        assert_eq!(
            bottleneck(2000, 40),
            Waiting,
            "a download of 2 s was on a core for 40 ms: it is long, and it computes next to nothing"
        );
        assert_eq!(
            bottleneck(100, 20),
            Waiting,
            "a fifth of the time on a core still counts as waiting"
        );
        assert_eq!(
            bottleneck(1000, 200),
            Waiting,
            "200 ms on a core are a fifth of 1 s: what counts is the share, not the milliseconds"
        );
        assert_eq!(bottleneck(300, 0), Waiting, "a sleep is on no core at all");
    }

    #[test]
    fn a_job_that_keeps_a_core_computes() {
        assert_eq!(
            bottleneck(300, 290),
            Computing,
            "an image is resized in 300 ms, 290 of them on a core: it is short, and it computes"
        );
        assert_eq!(
            bottleneck(100, 80),
            Computing,
            "four fifths of the time on a core count as computing"
        );
        assert_eq!(
            bottleneck(40, 40),
            Computing,
            "40 ms, and all of them on a core: what counts is the share, not the milliseconds"
        );
    }

    #[test]
    fn a_job_of_both_kinds_is_mixed() {
        assert_eq!(
            bottleneck(400, 200),
            Mixed,
            "half of the time on a core: such a job gains from overlapping its waits and from more cores"
        );
        for (clock, cores) in [
            (100, 21),
            (100, 79),
            (1000, 201),
            (1000, 209),
            (1000, 799),
            (104, 83),
        ] {
            assert_eq!(
                bottleneck(clock, cores),
                Mixed,
                "{cores} of {clock} ms are more than a fifth and less than four fifths: \
                 compare exactly, for a division of integers drops what is behind the point"
            );
        }
    }

    #[test]
    fn several_cores_count_together() {
        assert_eq!(
            bottleneck(100, 190),
            Computing,
            "two threads on two cores: 190 ms on cores within 100 ms by the clock"
        );
    }
}
