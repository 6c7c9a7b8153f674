#[cfg(test)]
mod check {
    use super::*;

    fn passwords(count: usize) -> Vec<String> {
        let passwords = (0..count).map(|number| format!("secret {number}"));
        passwords.collect()
    }

    #[tokio::test]
    async fn the_hashes_come_in_the_order_of_the_passwords() {
        let expected = vec![hash("secret 0"), hash("secret 1"), hash("secret 2")];
        assert_eq!(
            hash_all(passwords(3)).await,
            expected,
            "the first hash belongs to the first password"
        );
    }

    #[tokio::test]
    async fn the_clock_never_stands_still_for_long() {
        let mut last_tick = Instant::now();
        let mut longest = Duration::ZERO;
        let mut tick = tokio::time::interval(Duration::from_millis(10));
        let hashed = hash_all(passwords(8));
        tokio::pin!(hashed);
        loop {
            tokio::select! {
                _ = tick.tick() => {}
                _ = &mut hashed => break,
            }
            longest = longest.max(last_tick.elapsed());
            last_tick = Instant::now();
        }
        longest = longest.max(last_tick.elapsed());
        assert!(
            longest < Duration::from_millis(400),
            "the clock stood still for {} ms: eight hashes in a row held the thread",
            longest.as_millis()
        );
    }
}
