//! Makes the pause, and does not await it.

use std::time::Duration;
use tokio::time::sleep;

async fn steep(seconds: f64) -> String {
    let _pause = sleep(Duration::from_secs_f64(seconds));
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    steep(seconds).await.trim().to_string()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
