// region: hidden
//! Two functions named sleep beside a clock.
// endregion
use std::thread;
use std::time::Duration;
use tokio::time;

async fn clock() {
    for tick in 0..4 {
        println!("tick {tick}");
        let pause = Duration::from_millis(200);
        time::sleep(pause).await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let ticking = tokio::spawn(clock());

    time::sleep(Duration::from_millis(500)).await;
    println!("waited");

    thread::sleep(Duration::from_millis(300));
    println!("blocked");

    ticking.await.expect("the clock panicked");
}
