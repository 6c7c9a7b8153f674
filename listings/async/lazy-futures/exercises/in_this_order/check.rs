#[cfg(test)]
mod check {
    use super::*;

    #[tokio::test]
    async fn all_three_steps_run() {
        let journal = Journal::default();
        serve(&journal).await;
        let steps = journal.into_inner();
        assert_eq!(
            steps.len(),
            3,
            "three calls make three futures, and a future runs when it is awaited; these ran: {steps:?}"
        );
    }

    #[tokio::test]
    async fn the_steps_run_in_the_order_of_the_awaits() {
        let journal = Journal::default();
        serve(&journal).await;
        assert_eq!(
            journal.into_inner(),
            ["greet", "brew", "pay"],
            "what counts is the order of the awaits, not the order of the calls"
        );
    }

    #[test]
    fn serving_itself_is_lazy() {
        let journal = Journal::default();
        drop(serve(&journal));
        assert!(
            journal.into_inner().is_empty(),
            "serve is an async fn: a call that nobody awaits writes nothing"
        );
    }
}
