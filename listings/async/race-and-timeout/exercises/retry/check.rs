#[cfg(test)]
mod check {
    use super::*;
    use std::cell::Cell;
    use std::future::pending;
    use std::time::{Duration, Instant};
    use tokio::time::{sleep, timeout};

    /// A shop that is heard at the attempt with this number, after 20 ms.
    async fn shop(calls: &Cell<u32>, attempt: u32, heard_at: u32) -> String {
        calls.set(calls.get() + 1);
        assert_eq!(
            attempt,
            calls.get(),
            "`call` is given the number of the attempt, from 1"
        );
        if attempt < heard_at {
            pending::<()>().await;
        }
        sleep(Duration::from_millis(20)).await;
        format!("bread {attempt}")
    }

    /// What `ask` returns when the shop is heard at this attempt, and how many calls it made.
    async fn asked(heard_at: u32) -> (Option<String>, u32) {
        let calls = Cell::new(0);
        let answer = ask(|attempt| shop(&calls, attempt, heard_at));
        let answer = timeout(Duration::from_secs(1), answer).await;
        let answer = answer.expect(
            "three calls with a limit of 100 ms each are over after 0.3 s, and `ask` still waits after 1 s",
        );
        (answer, calls.get())
    }

    #[tokio::test]
    async fn the_first_answer_ends_the_calling() {
        let (answer, calls) = asked(1).await;
        assert_eq!(
            answer.as_deref(),
            Some("bread 1"),
            "the first call is answered after 20 ms, and `ask` has 100 ms of patience"
        );
        assert_eq!(calls, 1, "an answer came: there is no need to call again");
    }

    #[tokio::test]
    async fn a_call_without_an_answer_is_repeated() {
        for attempt in [2, 3] {
            let (answer, calls) = asked(attempt).await;
            assert_eq!(
                answer,
                Some(format!("bread {attempt}")),
                "call {attempt} is answered; {calls} were made, each with a limit of its own"
            );
            assert_eq!(calls, attempt, "an answer ends the calling");
        }
    }

    #[tokio::test]
    async fn three_calls_without_an_answer_are_enough() {
        let start = Instant::now();
        let (answer, calls) = asked(9).await;
        assert_eq!(
            answer, None,
            "nobody answers: give up, with None, after three times 100 ms"
        );
        assert_eq!(calls, 3, "three attempts, each with a limit of its own");
        assert!(
            start.elapsed() >= Duration::from_millis(298),
            "`ask` gave up after {:?}: it waits for each answer as long as `PATIENCE` says",
            start.elapsed()
        );
    }
}
