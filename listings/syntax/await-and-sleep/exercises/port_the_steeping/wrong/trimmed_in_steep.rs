//! Trims in `steep`, where the text is made.

use std::time::Duration;
use tokio::time::sleep;

async fn steep(seconds: f64) -> String {
    sleep(Duration::from_secs_f64(seconds)).await;
    format!("tea after {seconds} s")
}

async fn serve(seconds: f64) -> String {
    steep(seconds).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
