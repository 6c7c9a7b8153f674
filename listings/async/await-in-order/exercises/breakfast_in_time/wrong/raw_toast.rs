//! Returns the first that is ready.

use std::time::Duration;
use tokio::time::sleep;

async fn boil() -> &'static str {
    sleep(Duration::from_millis(400)).await;
    "hot water"
}

async fn steep(leaves: &str, water: &str) -> String {
    sleep(Duration::from_millis(400)).await;
    format!("{leaves} tea from {water}")
}

async fn toast(bread: &str) -> String {
    sleep(Duration::from_millis(750)).await;
    format!("toasted {bread}")
}

async fn brew(leaves: &str) -> String {
    let water = boil().await;
    steep(leaves, water).await
}

/// Makes tea and toast at the same time.
async fn breakfast(leaves: &'static str, bread: &'static str) -> (String, String) {
    tokio::select! {
        tea = brew(leaves) => (tea, bread.to_string()),
        toasted = toast(bread) => (leaves.to_string(), toasted),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", breakfast("green", "rye bread").await);
}
