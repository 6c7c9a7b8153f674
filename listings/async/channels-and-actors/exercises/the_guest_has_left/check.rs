#[cfg(test)]
mod check {
    use super::*;
    use std::time::Duration;
    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    const PATIENCE: Duration = Duration::from_secs(1);

    type Office = mpsc::Sender<Request>;

    fn open(tickets: u32) -> (Office, JoinHandle<()>) {
        let (office, requests) = mpsc::channel(8);
        (office, tokio::spawn(box_office(tickets, requests)))
    }

    async fn ask<T>(
        office: &Office,
        request: impl Fn(oneshot::Sender<T>) -> Request,
        what: &str,
    ) -> T {
        let (reply, answer) = oneshot::channel();
        let sent = office.send(request(reply)).await;
        assert!(sent.is_ok(), "{what}: the office has ended");
        let answer = timeout(PATIENCE, answer).await;
        let answer = answer.unwrap_or_else(|_| panic!("{what}: no answer within a second"));
        answer.unwrap_or_else(|_| panic!("{what}: the office dropped the reply without an answer"))
    }

    /// Asks, and is gone before the answer comes.
    async fn ask_and_leave<T>(office: &Office, request: impl Fn(oneshot::Sender<T>) -> Request) {
        let (reply, answer) = oneshot::channel();
        drop(answer);
        let sent = office.send(request(reply)).await;
        assert!(
            sent.is_ok(),
            "the office has ended, because somebody before had left: look at what `send` returns"
        );
        // On this one thread the office has its turn now.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    #[tokio::test]
    async fn it_sells_what_it_has() {
        let (office, _) = open(2);
        let mut sold = Vec::new();
        for guest in ["ann", "bo", "cem"] {
            sold.push(ask(&office, Request::Sell, guest).await);
        }
        assert_eq!(sold, [true, true, false], "two tickets, three guests");
    }

    #[tokio::test]
    async fn it_tells_what_is_left() {
        let (office, _) = open(5);
        assert_eq!(ask(&office, Request::Left, "Left").await, 5);
        assert!(ask(&office, Request::Sell, "Sell").await);
        assert_eq!(ask(&office, Request::Left, "Left, after a sale").await, 4);
        assert_eq!(ask(&office, Request::Left, "Left, once more").await, 4);
    }

    #[tokio::test]
    async fn who_has_left_gets_no_ticket() {
        let (office, _) = open(7);
        ask_and_leave(&office, Request::Sell).await;
        ask_and_leave(&office, Request::Sell).await;
        let left = ask(&office, Request::Left, "Left, after two have gone").await;
        assert_eq!(
            left, 7,
            "nobody got a ticket: `send` returns an `Err` if the guest has left"
        );
    }

    #[tokio::test]
    async fn no_ticket_appears_from_nowhere() {
        let (office, _) = open(0);
        ask_and_leave(&office, Request::Sell).await;
        let left = ask(&office, Request::Left, "Left").await;
        assert_eq!(left, 0, "there was no ticket, so there is none to put back");
    }

    #[tokio::test]
    async fn the_office_outlives_a_curious_guest() {
        let (office, _) = open(1);
        ask_and_leave(&office, Request::Left).await;
        assert!(ask(&office, Request::Sell, "Sell, after one had gone").await);
    }

    #[tokio::test]
    async fn it_ends_when_nobody_can_ask() {
        let (office, handle) = open(1);
        drop(office);
        let ended = timeout(PATIENCE, handle).await;
        let ended = ended.expect("no sender is left, so the loop over `recv` has to end");
        ended.expect("the office does not panic");
    }
}
