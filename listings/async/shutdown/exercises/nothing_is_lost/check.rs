#[cfg(test)]
mod check {
    use super::*;
    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    struct Open {
        stop: watch::Sender<bool>,
        to_kitchen: mpsc::Sender<u32>,
        kitchen: JoinHandle<Vec<u32>>,
    }

    fn open() -> Open {
        let (stop, stopped) = watch::channel(false);
        let (to_kitchen, orders) = mpsc::channel(8);
        let kitchen = tokio::spawn(kitchen(orders, stopped));
        Open {
            stop,
            to_kitchen,
            kitchen,
        }
    }

    async fn cooked(kitchen: JoinHandle<Vec<u32>>, why: &str) -> Vec<u32> {
        let ended = timeout(Duration::from_secs(2), kitchen).await;
        let ended = ended.unwrap_or_else(|_| panic!("the kitchen has not ended: {why}"));
        ended.expect("the kitchen does not panic")
    }

    async fn accepted(open: &Open, order: u32) {
        let sent = timeout(Duration::from_secs(2), open.to_kitchen.send(order)).await;
        let sent = sent.unwrap_or_else(|_| panic!("order {order} waits, and nobody cooks"));
        assert!(
            sent.is_ok(),
            "order {order} was refused before anybody said stop"
        );
    }

    #[tokio::test]
    async fn what_stands_in_the_queue_is_cooked() {
        let open = open();
        for order in [4, 2, 9, 1] {
            accepted(&open, order).await;
        }
        // The first is on the fire, three stand in the queue.
        sleep(Duration::from_millis(8)).await;
        open.stop.send_replace(true);
        let why = "it was told to stop, and what is left is four times 20 ms of work";
        assert_eq!(
            cooked(open.kitchen, why).await,
            [4, 2, 9, 1],
            "all four were accepted before the stop: the one on the fire and those in the queue"
        );
    }

    #[tokio::test]
    async fn nothing_is_accepted_and_lost() {
        let open = open();
        let to_kitchen = open.to_kitchen.clone();
        let guests = tokio::spawn(async move {
            let mut accepted = Vec::new();
            for order in 1..2_000 {
                if to_kitchen.send(order).await.is_err() {
                    break;
                }
                accepted.push(order);
                sleep(Duration::from_millis(3)).await;
            }
            accepted
        });
        sleep(Duration::from_millis(100)).await;
        open.stop.send_replace(true);
        let why = "guests go on sending after the stop, so `close` the receiver: \
                   `send` is an `Err` from then on";
        let cooked = cooked(open.kitchen, why).await;
        let accepted = guests.await.expect("guests do not panic");
        assert_eq!(
            cooked, accepted,
            "left: cooked, right: accepted (`send` was `Ok`)"
        );
        assert!(cooked.len() > 2, "100 ms are enough for more than two");
    }

    #[tokio::test]
    async fn cooking_takes_its_time() {
        let open = open();
        accepted(&open, 3).await;
        accepted(&open, 5).await;
        sleep(Duration::from_millis(8)).await;
        open.stop.send_replace(true);
        let start = tokio::time::Instant::now();
        assert_eq!(cooked(open.kitchen, "two orders are left").await, [3, 5]);
        assert!(
            start.elapsed() >= Duration::from_millis(25),
            "both orders are cooked for 20 ms each, after the stop as before it"
        );
    }

    #[tokio::test]
    async fn it_cooks_before_anybody_says_stop() {
        let open = open();
        // More than the queue holds.
        for order in 1..=12 {
            accepted(&open, order).await;
        }
        drop(open.to_kitchen);
        let why = "no sender is left, so no order can come";
        let wanted: Vec<u32> = (1..=12).collect();
        assert_eq!(cooked(open.kitchen, why).await, wanted);
    }

    #[tokio::test]
    async fn an_idle_kitchen_stops_at_once() {
        let open = open();
        sleep(Duration::from_millis(8)).await;
        open.stop.send_replace(true);
        let why = "there is no order, and it was told to stop";
        assert!(cooked(open.kitchen, why).await.is_empty());
        assert!(
            open.to_kitchen.send(7).await.is_err(),
            "after the stop nothing is accepted"
        );
    }
}
