//! Takes the blanks at the end away only.

use std::time::Duration;
use tokio::time::sleep;

async fn steep(seconds: f64) -> String {
    sleep(Duration::from_secs_f64(seconds)).await;
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    steep(seconds).await.trim_end().to_string()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
