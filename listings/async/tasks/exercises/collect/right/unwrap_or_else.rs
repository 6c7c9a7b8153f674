//! Puts the two errors of a handle together in one expression.

use std::time::Duration;
use tokio::time::sleep;

/// Brews one order: a tea may be sold out, or break the machine.
async fn brew(tea: &'static str) -> Result<String, String> {
    // Oolong takes its time.
    let ms = if tea == "oolong" { 300 } else { 100 };
    sleep(Duration::from_millis(ms)).await;
    match tea {
        "mint" => Err("mint is sold out".to_string()),
        "rock" => panic!("the machine broke"),
        _ => Ok(format!("a cup of {tea}")),
    }
}

/// Brews all orders at once: one result for each, in the order of `teas`.
async fn serve(teas: &[&'static str]) -> Vec<Result<String, String>> {
    let tasks: Vec<_> = teas.iter().map(|tea| tokio::spawn(brew(tea))).collect();
    let mut cups = Vec::new();
    for task in tasks {
        cups.push(task.await.unwrap_or_else(|error| Err(error.to_string())));
    }
    cups
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for cup in serve(&["oolong", "mint", "rock", "rooibos"]).await {
        println!("{cup:?}");
    }
}
