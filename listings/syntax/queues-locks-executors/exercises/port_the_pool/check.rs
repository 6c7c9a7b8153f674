#[cfg(test)]
mod check {
    use super::*;
    use std::time::Instant;

    #[test]
    fn the_results_have_the_order_of_the_dishes() {
        assert_eq!(
            weigh_all(&["soup", "bread", "tea"]),
            [4, 5, 3],
            "Pool.map keeps the order of its input: join the threads in the order in which you spawned them"
        );
    }

    #[test]
    fn the_dishes_are_weighed_together() {
        let start = Instant::now();
        weigh_all(&["a"; 8]);
        let took = start.elapsed();
        assert!(
            took < Duration::from_millis(600),
            "eight dishes of 0.1 s took {took:?}: spawn all threads before you join the first"
        );
    }
}
