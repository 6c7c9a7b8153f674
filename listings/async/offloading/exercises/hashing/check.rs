#[cfg(test)]
mod check {
    use super::*;
    use std::time::Duration;
    use tokio::time::MissedTickBehavior;

    #[tokio::test]
    async fn the_hashes_come_in_the_order_of_the_passwords() {
        let passwords = ["milk and honey", "tea", "sugar"];
        let expected = passwords.map(hash);
        assert_eq!(
            hash_all(passwords.map(String::from).into()).await,
            expected,
            "the first hash belongs to the first password, whichever is done first"
        );
        assert_eq!(
            hash_all(Vec::new()).await,
            [],
            "no passwords have no hashes"
        );
    }

    #[tokio::test]
    async fn the_clock_ticks_while_a_hash_is_computed() {
        // Forty letters each: such a hash computes for 800 ms.
        let passwords =
            (1..=2).map(|number| format!("a secret so long that nobody guesses it {number}"));
        let mut clock = tokio::time::interval(Duration::from_millis(10));
        clock.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut ticks = 0;
        let hashed = hash_all(passwords.collect());
        tokio::pin!(hashed);
        loop {
            tokio::select! {
                _ = clock.tick() => ticks += 1,
                _ = &mut hashed => break,
            }
        }
        assert!(
            ticks >= 12,
            "the clock ticked {ticks} times in 10 ms steps while two hashes of 800 ms were computed: \
             they held the thread of the runtime, and a turn between the two is too late; compute elsewhere"
        );
    }
}
