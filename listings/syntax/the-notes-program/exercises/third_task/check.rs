#[cfg(test)]
mod check {
    use super::*;

    async fn printed() -> Vec<u32> {
        program().await;
        PRINTED.take()
    }

    #[tokio::test]
    async fn program_waits_for_all_three() {
        let numbers = printed().await;
        assert_eq!(
            numbers.len(),
            3,
            "print was called with {numbers:?}: call print(3) in print3, spawn it, and await its handle"
        );
    }

    #[tokio::test]
    async fn three_comes_before_two() {
        let numbers = printed().await;
        assert_eq!(
            numbers,
            [1, 3, 2],
            "0.1 s pass before 0.3 s: spawn all three tasks before you await the first handle"
        );
    }
}
