//! Blocks the thread.

use std::time::Duration;

async fn steep(seconds: f64) -> String {
    std::thread::sleep(Duration::from_secs_f64(seconds));
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    steep(seconds).await.trim().to_string()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
