//! Catches the panics of futures that it joins.

use futures::FutureExt;
use std::panic::AssertUnwindSafe;
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
    let brews = teas
        .iter()
        .map(|tea| AssertUnwindSafe(brew(tea)).catch_unwind());
    let cups = futures::future::join_all(brews).await.into_iter();
    cups.map(|cup| cup.unwrap_or_else(|_| Err("a panic".to_string())))
        .collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for cup in serve(&["oolong", "mint", "rock", "rooibos"]).await {
        println!("{cup:?}");
    }
}
