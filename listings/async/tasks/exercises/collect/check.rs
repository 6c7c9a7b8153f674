#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn one_result_for_each_order() {
        let cups = serve(&["oolong", "mint", "rock", "rooibos"]).await;
        assert_eq!(
            cups.len(),
            4,
            "four orders need four results, errors included; these came: {cups:?}"
        );
        assert_eq!(
            cups[0],
            Ok("a cup of oolong".to_string()),
            "the first result belongs to the first order, even if its tea is ready last"
        );
        assert_eq!(
            cups[1],
            Err("mint is sold out".to_string()),
            "the second result belongs to the second order"
        );
        assert!(
            cups[2].is_err(),
            "the third order broke the machine, and the third result is {:?}",
            cups[2]
        );
        assert_eq!(
            cups[3],
            Ok("a cup of rooibos".to_string()),
            "one failed task does not stop the others"
        );
    }

    #[tokio::test]
    async fn an_error_that_a_task_returns_is_kept() {
        let cups = serve(&["mint"]).await;
        assert_eq!(
            cups,
            [Err("mint is sold out".to_string())],
            "the task ended well and returned an Err: it is inside the Ok of the handle"
        );
    }

    #[tokio::test]
    async fn a_panic_becomes_an_error() {
        let cups = serve(&["rock"]).await;
        assert!(
            matches!(cups.as_slice(), [Err(_)]),
            "a task that panics is the Err of its handle; these came: {cups:?}"
        );
    }

    #[tokio::test]
    async fn the_orders_brew_together() {
        let start = Instant::now();
        serve(&["oolong", "sencha", "assam", "rooibos", "chai"]).await;
        assert!(
            start.elapsed() < Duration::from_millis(550),
            "one cup of 300 ms and four of 100 ms took {:?}: spawn every task before you await the first",
            start.elapsed()
        );
    }
}
