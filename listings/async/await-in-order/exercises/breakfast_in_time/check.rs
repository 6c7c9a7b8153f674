#[cfg(test)]
mod check {
    use super::*;
    use std::time::Instant;

    #[tokio::test]
    async fn breakfast_is_tea_and_toast() {
        let (tea, bread) = breakfast().await;
        assert_eq!(
            tea, "tea from hot water",
            "the leaves need the water: steep what boil returns"
        );
        assert_eq!(bread, "toast", "the second value is what toast returns");
    }

    #[tokio::test]
    async fn the_waits_overlap() {
        let start = Instant::now();
        breakfast().await;
        let took = start.elapsed();
        assert!(
            took < Duration::from_millis(900),
            "breakfast took {took:?}: the toast needs no water, so it can be joined with the rest"
        );
        assert!(
            took < Duration::from_millis(700),
            "breakfast took {took:?}: the leaves wait for the toast; join the toast with boiling and steeping"
        );
    }

    #[tokio::test]
    async fn nothing_is_cut_short() {
        let start = Instant::now();
        breakfast().await;
        assert!(
            start.elapsed() >= Duration::from_millis(490),
            "bread browns for 500 ms, so breakfast cannot be ready sooner"
        );
    }
}
