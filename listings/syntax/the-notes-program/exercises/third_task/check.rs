#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    /// What the program prints, and how long it takes.
    async fn run() -> (Vec<u32>, Duration) {
        PRINTED.take();
        let start = Instant::now();
        program().await;
        (PRINTED.take(), start.elapsed())
    }

    #[tokio::test]
    async fn program_waits_for_all_three() {
        let (numbers, _) = run().await;
        assert_eq!(
            numbers.len(),
            3,
            "print was called with {numbers:?} before program returned: call print(3) in print3, spawn it, and await its handle"
        );
    }

    #[tokio::test]
    async fn three_comes_last() {
        let (numbers, took) = run().await;
        assert_eq!(
            numbers,
            [1, 2, 3],
            "print2 pauses for 0.3 s and print3 for 0.6 s, with tokio's sleep, so 3 comes last"
        );
        assert!(
            took >= Duration::from_millis(598),
            "print3 pauses for 0.6 s, and all was over after {took:?}"
        );
    }

    #[tokio::test]
    async fn the_pauses_overlap() {
        let (_, took) = run().await;
        assert!(
            took < Duration::from_millis(850),
            "pauses of 0.3 s and 0.6 s took {took:?}: spawn all three tasks before you await the first handle"
        );
    }
}
