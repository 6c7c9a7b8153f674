//! Spawns a task for each guest, and awaits them in turn.

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
    let mut tasks = Vec::new();
    for guest in guests {
        let guest = guest.to_string();
        tasks.push(tokio::spawn(async move {
            brew(&guest).await
        }));
    }
    let mut lines = Vec::new();
    for task in tasks {
        match task
            .await
            .expect("brewing does not panic")
        {
            Ok(line) | Err(line) => {
                lines.push(line)
            }
        }
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
