// region: hidden
//! A guard of std's mutex may not live across an await in a task.
// endregion
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

static STOCK: Mutex<u32> = Mutex::new(2);

async fn sell(guest: &'static str) {
    let mut tickets = STOCK.lock().expect("no clerk panics");
    *tickets -= 1;
    println!("{guest} pays; left: {tickets}");
    sleep(Duration::from_millis(100)).await;
    println!("{guest} has a ticket");
}

#[tokio::main]
async fn main() {
    let clerk = tokio::spawn(sell("ann"));
    clerk.await.expect("no clerk panics");
}
