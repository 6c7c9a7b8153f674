//! Multiplies by 1000.

use std::time::Duration;
use tokio::time::sleep;

async fn steep(seconds: f64) -> String {
    sleep(Duration::from_millis((seconds * 1000.0).round() as u64)).await;
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    steep(seconds).await.trim().to_string()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
