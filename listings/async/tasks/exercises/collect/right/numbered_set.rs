//! Numbers the tasks of a set, and sorts by the number.

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
    let mut tasks = tokio::task::JoinSet::new();
    let mut places = std::collections::HashMap::new();
    for (place, tea) in teas.iter().enumerate() {
        places.insert(tasks.spawn(brew(tea)).id(), place);
    }
    let mut cups = vec![Err(String::new()); teas.len()];
    while let Some(ended) = tasks.join_next_with_id().await {
        match ended {
            Ok((id, cup)) => cups[places[&id]] = cup,
            Err(error) => cups[places[&error.id()]] = Err(error.to_string()),
        }
    }
    cups
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for cup in serve(&["oolong", "mint", "rock", "rooibos"]).await {
        println!("{cup:?}");
    }
}
