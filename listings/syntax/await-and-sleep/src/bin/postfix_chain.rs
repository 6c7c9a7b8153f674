// region: hidden
//! An await in a chain, with `?` behind it.
// endregion
use std::time::Duration;
use tokio::time::sleep;

async fn load(page: &str) -> Result<String, &'static str> {
    sleep(Duration::from_millis(100)).await;
    if page == "lost" {
        return Err("no such page");
    }
    Ok(format!("  the {page}  "))
}

async fn title(page: &str) -> Result<String, &'static str> {
    Ok(load(page).await?.trim().to_uppercase())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for page in ["menu", "lost"] {
        match title(page).await {
            Ok(title) => println!("{title}"),
            Err(error) => {
                println!("error: {error}")
            }
        }
    }
}
