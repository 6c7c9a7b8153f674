//! Takes a queue that keeps the order.

use futures::stream::{FuturesOrdered, StreamExt};
use std::time::Duration;
use tokio::time::sleep;

async fn brew(
    guest: &str,
) -> Result<String, String> {
    // Ann takes hers strong.
    let ms = if guest == "Ann" { 300 } else { 100 };
    sleep(Duration::from_millis(ms)).await;
    if guest == "Cy" {
        return Err("no cup left".to_string());
    }
    Ok(format!("{guest} has tea"))
}

async fn serve(guests: &[&str]) -> Vec<String> {
    let brews: FuturesOrdered<_> = guests
        .iter()
        .map(|guest| brew(guest))
        .collect();
    let lines = brews.map(|result| {
        result.unwrap_or_else(|error| error)
    });
    lines.collect().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!(
        "{:?}",
        serve(&["Ann", "Cy", "Bo"]).await
    );
}
