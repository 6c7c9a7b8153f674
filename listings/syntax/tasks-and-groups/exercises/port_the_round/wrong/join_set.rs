//! Takes the tasks of a set in the order in which they end.

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
    let mut brews = tokio::task::JoinSet::new();
    for guest in guests {
        let guest = guest.to_string();
        brews.spawn(
            async move { brew(&guest).await },
        );
    }
    let mut lines = Vec::new();
    while let Some(result) = brews.join_next().await
    {
        lines.push(
            result
                .expect("a panic")
                .unwrap_or_else(|error| error),
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
