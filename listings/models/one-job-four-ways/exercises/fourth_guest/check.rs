#[cfg(test)]
mod check {
    use super::*;
    use std::time::Instant;

    #[tokio::test]
    async fn every_guest_is_served() {
        let mut served = serve().await;
        served.sort_unstable();
        assert_eq!(
            served,
            ["ann", "bo", "cem", "dee"],
            "four guests are waiting: `serve` returns the name of each one that got tea"
        );
    }

    #[tokio::test]
    async fn the_teas_brew_side_by_side() {
        let start = Instant::now();
        let served = serve().await;
        let elapsed = start.elapsed().as_millis();
        assert!(served.contains(&"dee"), "dee has no tea yet");
        assert!(
            elapsed >= 399,
            "dee's tea takes 400 ms, and all four were served after {elapsed} ms: \
             hers did not brew, or nobody waited for it"
        );
        assert!(
            elapsed < 650,
            "the longest tea takes 400 ms, and serving all four took {elapsed} ms: \
             one tea starts only after another is done; spawn all four before the first await"
        );
    }
}
