#[cfg(test)]
mod check {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_cancelled_bake_switches_the_heat_off() {
        let diary = Diary::default();
        let in_time = timeout(Duration::from_millis(20), bake(&diary, 60_000)).await;
        assert!(in_time.is_err(), "baking takes as long as it is told");
        assert_eq!(
            *diary.borrow(),
            ["heat on", "heat off"],
            "the timeout dropped the future at its await: of what comes after it, nothing runs, \
             so the heat has to go off in a destructor"
        );
    }

    #[tokio::test]
    async fn bread_comes_before_the_heat_goes_off() {
        let diary = Diary::default();
        bake(&diary, 10).await;
        assert_eq!(
            *diary.borrow(),
            ["heat on", "bread", "heat off"],
            "the heat goes off once, and after the bread. A variable lives to the end of its block; \
             `let _ = …` is no variable: what stands there is dropped at once"
        );
    }

    #[tokio::test]
    async fn a_future_that_never_ran_has_no_heat() {
        let diary = Diary::default();
        drop(bake(&diary, 10));
        assert!(
            diary.borrow().is_empty(),
            "nobody awaited this future, so none of its lines ran: {:?}",
            diary.borrow()
        );
    }
}
