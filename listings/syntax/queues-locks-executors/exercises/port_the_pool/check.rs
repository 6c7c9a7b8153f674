#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn the_results_have_the_order_of_the_dishes() {
        assert_eq!(
            weigh_all(&[
                "potato salad",
                "tea",
                "bread"
            ]),
            [12, 3, 5],
            "pool.map keeps the order of its input, whatever is weighed first: join the threads in the order in which you spawned them"
        );
    }

    #[test]
    fn no_dish_is_no_trouble() {
        assert!(
            weigh_all(&[]).is_empty(),
            "nothing was to be weighed"
        );
    }

    #[test]
    fn the_dishes_are_weighed_together() {
        // Whoever asks for rayon's pool gets this one: as on a machine with two cores.
        let two = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .build()
            .expect("two threads can be started");
        let start = Instant::now();
        let weights = two
            .install(|| weigh_all(&["soup"; 24]));
        let took = start.elapsed();
        assert_eq!(
            weights, [4; 24],
            "each dish has a result"
        );
        assert!(
            took >= Duration::from_millis(99),
            "one dish takes 0.1 s on the scales, and all were done after {took:?}: call weigh"
        );
        assert!(
            took < Duration::from_millis(590),
            "twenty-four dishes of 0.1 s took {took:?}: spawn all threads before you join the first. \
             Rayon's pool is too small here: it has a thread for each core, and these threads wait"
        );
    }
}
