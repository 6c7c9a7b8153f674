#[cfg(test)]
mod check {
    use super::*;
    use std::cell::Cell;
    use std::future::pending;

    /// A shop that is heard at the attempt with this number, and at once.
    async fn shop(calls: &Cell<u32>, attempt: u32, heard_at: u32) -> String {
        calls.set(calls.get() + 1);
        assert_eq!(
            attempt,
            calls.get(),
            "`call` is given the number of the attempt"
        );
        if attempt < heard_at {
            pending::<()>().await;
        }
        format!("bread {attempt}")
    }

    #[tokio::test]
    async fn the_first_answer_ends_the_calling() {
        let calls = Cell::new(0);
        let answer = ask(|attempt| shop(&calls, attempt, 1)).await;
        assert_eq!(answer.as_deref(), Some("bread 1"));
        assert_eq!(
            calls.get(),
            1,
            "an answer came: there is no need to call again"
        );
    }

    #[tokio::test]
    async fn a_call_without_an_answer_is_repeated() {
        let calls = Cell::new(0);
        let answer = ask(|attempt| shop(&calls, attempt, 3)).await;
        assert_eq!(
            answer.as_deref(),
            Some("bread 3"),
            "the third call is answered; {} were made",
            calls.get()
        );
    }

    #[tokio::test]
    async fn three_calls_without_an_answer_are_enough() {
        let calls = Cell::new(0);
        let answer = timeout(
            Duration::from_secs(2),
            ask(|attempt| shop(&calls, attempt, 9)),
        )
        .await;
        assert_eq!(
            answer,
            Ok(None),
            "nobody answers: give up, with None, after three times 100 ms"
        );
        assert_eq!(
            calls.get(),
            3,
            "three attempts, each with a limit of its own"
        );
    }
}
