//! Spawns the toast, and brews meanwhile.

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

/// Makes tea and toast. It takes 1.55 s, and 0.8 s would do.
async fn breakfast(leaves: &'static str, bread: &'static str) -> (String, String) {
    let toasted = tokio::spawn(toast(bread));
    let water = boil().await;
    let tea = steep(leaves, water).await;
    (tea, toasted.await.expect("toasting does not panic"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", breakfast("green", "rye bread").await);
}
