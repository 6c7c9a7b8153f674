//! Awaits the pause in `serve`, so that `steep` alone does not wait.

use std::time::Duration;
use tokio::time::sleep;

async fn steep(seconds: f64) -> String {
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    sleep(Duration::from_secs_f64(seconds)).await;
    let text = steep(seconds).await;
    text.trim().to_owned()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
