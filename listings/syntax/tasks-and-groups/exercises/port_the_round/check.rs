#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn every_guest_has_a_line() {
        assert_eq!(
            serve(&["Ann", "Cy", "Bo"]).await,
            [
                "Ann has tea",
                "no cup left",
                "Bo has tea"
            ],
            "with return_exceptions an error is a result like any other, in the order of the guests, whoever's tea is ready first"
        );
    }

    #[tokio::test]
    async fn all_brew_at_once() {
        let start = Instant::now();
        serve(&[
            "Ann", "Bo", "Dee", "Eve", "Fay",
            "Gus", "Hal", "Ida",
        ])
        .await;
        let took = start.elapsed();
        assert!(
            took >= Duration::from_millis(298),
            "Ann's tea takes 0.3 s, and all were served after {took:?}"
        );
        assert!(
            took < Duration::from_millis(700),
            "Ann's tea of 0.3 s and seven of 0.1 s took {took:?}: gather starts all before it waits, and so does join_all"
        );
    }
}
