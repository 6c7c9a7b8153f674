use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;

async fn cook(order: u32) -> u32 {
    sleep(Duration::from_millis(20)).await;
    order
}

/// Cooks the orders and returns what was cooked, in order. Ends when no order can come any more.
/// Once it notices that `stop` has changed it accepts no more, and cooks all that it has accepted.
async fn kitchen(mut orders: mpsc::Receiver<u32>, mut stop: watch::Receiver<bool>) -> Vec<u32> {
    let mut cooked = Vec::new();
    let mut is_open = true;
    loop {
        tokio::select! {
            _ = stop.changed(), if is_open => {
                orders.close();
                is_open = false;
            }
            order = orders.recv() => match order {
                Some(order) => cooked.push(cook(order).await),
                None => return cooked,
            },
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (stop, stopped) = watch::channel(false);
    let (to_kitchen, orders) = mpsc::channel(8);
    let kitchen = tokio::spawn(kitchen(orders, stopped));
    for order in 1..=5 {
        println!(
            "order {order} accepted: {}",
            to_kitchen.send(order).await.is_ok()
        );
    }
    sleep(Duration::from_millis(30)).await;
    stop.send_replace(true);
    println!("cooked: {:?}", kitchen.await);
}
