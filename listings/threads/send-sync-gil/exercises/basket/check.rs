#[cfg(test)]
mod check {
    use super::*;
    use std::time::Instant;

    const THINGS: [&str; 12] = [
        "tea", "bread", "jam", "salt", "rice", "milk", "eggs", "oil", "figs", "nuts", "mint",
        "soap",
    ];

    #[test]
    fn everything_is_in_the_basket() {
        let mut basket = shop(&["tea", "bread", "jam", "salt"]);
        basket.sort();
        assert_eq!(
            basket,
            ["bread", "jam", "salt", "tea"],
            "each thing is fetched once, in whatever order; wait for all threads before you look"
        );
    }

    #[test]
    fn things_are_fetched_side_by_side() {
        let start = Instant::now();
        let basket = shop(&THINGS);
        let elapsed = start.elapsed().as_millis();
        assert_eq!(basket.len(), 12, "twelve things are in the basket");
        assert!(
            elapsed >= 199,
            "one thing takes 200 ms, and twelve were there after {elapsed} ms: `fetch` each of them"
        );
        assert!(
            elapsed < 1000,
            "one thing takes 200 ms, and twelve took {elapsed} ms: spawn a thread for each. \
             The compiler will say which part of the basket may not cross to it. \
             If the threads are there, the lock is held during the walk"
        );
    }
}
