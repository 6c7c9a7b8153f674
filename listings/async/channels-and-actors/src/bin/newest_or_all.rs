// region: hidden
//! One sender, many receivers: the newest value, or all of them.

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sign, mut board) = watch::channel("nothing");
    let (shout, mut news) = broadcast::channel(2);

    for dish in ["soup", "rice", "cake", "tart", "tea"] {
        sign.send_replace(dish);
        shout.send(dish).expect("somebody listens");
    }
    drop((sign, shout));

    while board.changed().await.is_ok() {
        println!("board: {}", *board.borrow_and_update());
    }
    loop {
        match news.recv().await {
            Ok(dish) => println!("news: {dish}"),
            Err(RecvError::Lagged(missed)) => println!("news: missed {missed}"),
            Err(RecvError::Closed) => break,
        }
    }
}
