use std::time::Duration;
use tokio::time::sleep;

async fn boil() -> &'static str {
    sleep(Duration::from_millis(250)).await;
    "hot water"
}

async fn steep(water: &str) -> String {
    sleep(Duration::from_millis(250)).await;
    format!("tea from {water}")
}

async fn toast() -> String {
    sleep(Duration::from_millis(500)).await;
    "toast".to_string()
}

async fn brew() -> String {
    let water = boil().await;
    steep(water).await
}

/// Makes tea and toast at the same time.
async fn breakfast() -> (String, String) {
    tokio::join!(brew(), toast())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", breakfast().await);
}
