#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn the_text_has_no_blanks_around_it() {
        assert_eq!(
            serve(0.1).await,
            "tea after 0.1 s",
            "trim stands behind .await: first the text has to be there"
        );
    }

    #[tokio::test]
    async fn steep_is_ported_as_it_stands() {
        let start = Instant::now();
        assert_eq!(
            steep(0.1).await,
            " tea after 0.1 s ",
            "Python's steep returns the text with its blanks; it is serve that takes them away"
        );
        let took = start.elapsed();
        assert!(
            took >= Duration::from_millis(98),
            "Python's steep pauses, whoever calls it, and this one returned after {took:?}"
        );
    }

    #[tokio::test]
    async fn the_tea_steeps() {
        let start = Instant::now();
        serve(0.2).await;
        let took = start.elapsed();
        assert!(
            took >= Duration::from_millis(198),
            "0.2 s are 200 ms, and it took {took:?}: Duration::from_secs_f64 takes seconds, and sleep pauses only with .await"
        );
    }

    #[tokio::test]
    async fn two_teas_steep_together() {
        let start = Instant::now();
        tokio::join!(serve(0.4), serve(0.4));
        let took = start.elapsed();
        assert!(
            took >= Duration::from_millis(398),
            "0.4 s are 400 ms, and it took {took:?}: the pause is as long as the argument says"
        );
        assert!(
            took < Duration::from_millis(750),
            "two teas of 0.4 s took {took:?}: tokio::time::sleep waits, std::thread::sleep holds the thread that both need"
        );
    }
}
