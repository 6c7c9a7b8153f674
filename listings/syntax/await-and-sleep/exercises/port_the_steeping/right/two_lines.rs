//! Awaits in one line and trims in the next.

use std::time::Duration;

async fn steep(seconds: f64) -> String {
    let pause = Duration::from_secs_f64(seconds);
    tokio::time::sleep(pause).await;
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    let text = steep(seconds).await;
    text.trim().to_owned()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
