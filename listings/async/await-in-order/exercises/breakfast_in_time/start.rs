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

/// Makes tea and toast. It takes a second, and half a second would do.
async fn breakfast() -> (String, String) {
    let water = boil().await;
    let bread = toast().await;
    let tea = steep(water).await;
    (tea, bread)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", breakfast().await);
}
