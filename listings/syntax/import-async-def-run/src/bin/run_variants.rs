// region: hidden
//! Two ways to run a future from ordinary code.
// endregion
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

async fn tea(minutes: u64) -> String {
    sleep(Duration::from_millis(minutes * 100)).await;
    format!("tea of {minutes} min")
}

#[tokio::main(flavor = "current_thread")]
async fn one_run() -> String {
    tea(3).await
}

fn main() -> std::io::Result<()> {
    println!("{}", one_run());

    let runtime = Builder::new_current_thread().enable_all().build()?;
    println!("{}", runtime.block_on(tea(1)));
    println!("{}", runtime.block_on(tea(2)));
    Ok(())
}
