//! Takes the teas in the order in which they are ready.

use futures::stream::{
    FuturesUnordered, StreamExt,
};
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
    let mut brews: FuturesUnordered<_> = guests
        .iter()
        .map(|guest| brew(guest))
        .collect();
    let mut lines = Vec::new();
    while let Some(result) = brews.next().await {
        lines.push(
            result.unwrap_or_else(|error| error),
        );
    }
    lines
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!(
        "{:?}",
        serve(&["Ann", "Cy", "Bo"]).await
    );
}
