#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn breakfast_is_tea_and_toast() {
        for (leaves, bread) in [("black", "white bread"), ("mint", "a bun")] {
            let (tea, toasted) = breakfast(leaves, bread).await;
            assert_eq!(
                tea,
                format!("{leaves} tea from hot water"),
                "the leaves need the water: steep them in what boil returns"
            );
            assert_eq!(
                toasted,
                format!("toasted {bread}"),
                "the second value is what toast returns"
            );
        }
    }

    #[tokio::test]
    async fn the_waits_overlap() {
        let start = Instant::now();
        breakfast("black", "white bread").await;
        let took = start.elapsed();
        assert!(
            took < Duration::from_millis(1400),
            "breakfast took {took:?}: the toast needs no water, so it can be joined with the rest"
        );
        assert!(
            took < Duration::from_millis(1050),
            "breakfast took {took:?}: the leaves wait for the toast, or the toast for the water; join the toast with boiling and steeping"
        );
    }

    #[tokio::test]
    async fn nothing_is_cut_short() {
        let start = Instant::now();
        breakfast("black", "white bread").await;
        assert!(
            start.elapsed() >= Duration::from_millis(798),
            "water boils for 400 ms, and leaves steep for 400 ms after that, \
             so breakfast cannot be ready after {:?}",
            start.elapsed()
        );
    }
}
