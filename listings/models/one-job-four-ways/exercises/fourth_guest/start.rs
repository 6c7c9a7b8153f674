// region: hidden
//! A fourth guest wants tea.

use std::time::Duration;
// endregion

async fn brew(guest: &'static str, millis: u64) -> &'static str {
    log(guest, "wait: the tea brews");
    tokio::time::sleep(Duration::from_millis(millis)).await;
    log(guest, "done");
    guest
}

/// Serves every guest and returns their names.
async fn serve() -> Vec<&'static str> {
    let ann = tokio::spawn(brew("ann", 300));
    let bo = tokio::spawn(brew("bo", 200));
    let cem = tokio::spawn(brew("cem", 100));
    // Dee has come. Her tea takes 400 ms.

    let mut served = Vec::new();
    for pot in [ann, bo, cem] {
        served.push(pot.await.expect("brewing does not panic"));
    }
    served
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("served: {}", serve().await.join(", "));
}
