// region: hidden
//! A task that borrows from the function that spawned it.
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tea = String::from("oolong");
    let cup = tokio::spawn(async { format!("a cup of {tea}") });
    println!("{}", cup.await.expect("brewing does not panic"));
}
