// region: hidden
//! An async main without a runtime.
// endregion
async fn print1() {
    println!("1");
}

async fn main() {
    print1().await;
}
