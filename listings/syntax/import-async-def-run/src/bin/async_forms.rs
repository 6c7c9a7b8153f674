// region: hidden
//! A function, a block, a closure, all async.
// endregion
async fn greet(guest: &str) -> String {
    format!("hello, {guest}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", greet("Ann").await);

    let later = async { "hello, Bo" };

    println!("{}", later.await);

    let loud = async |guest: &str| greet(&guest.to_uppercase()).await;
    println!("{}", loud("Cem").await);
}
