// region: hidden
//! A task that borrows from the function that spawned it.
// endregion

async fn brew(tea: &str) -> String {
    format!("a cup of {tea}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tea = String::from("oolong");
    let cup = tokio::spawn(brew(&tea));
    println!("{}", cup.await.expect("brew does not panic"));
}
