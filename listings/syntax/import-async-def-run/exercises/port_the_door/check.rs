#[cfg(test)]
mod check {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn it_prints_what_python_prints() {
        PRINTED.take();
        program().await;
        let printed = PRINTED.take();
        assert_eq!(
            printed.first().map(String::as_str),
            Some("Ann knocks"),
            "knock returns the text with the guest's name: format! takes the place of the f-string"
        );
        assert_eq!(
            printed,
            [
                "Ann knocks",
                "the door opens",
                "Bo knocks"
            ],
            "three lines, in the order in which the Python program awaits: awaits stand in a row"
        );
    }

    #[tokio::test]
    async fn bo_waits_for_the_door() {
        let start = Instant::now();
        program().await;
        let took = start.elapsed();
        assert!(
            took >= Duration::from_millis(198),
            "two knocks of 0.1 s took {took:?}: in Python the second begins when the first is over, for awaits stand in a row"
        );
    }

    #[tokio::test]
    async fn each_knock_waits() {
        let start = Instant::now();
        knock("Cem").await;
        assert!(
            start.elapsed()
                >= Duration::from_millis(98),
            "a knock took {:?} and needs 0.1 s: sleep takes a Duration, and pauses only with .await",
            start.elapsed()
        );
    }
}
