// region: hidden
//! A call whose await was forgotten.
// endregion
#![deny(unused_must_use)]

async fn boil(cups: u32) {
    println!("kettle: {cups} cups");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    boil(2);
    println!("main: tea is served");
}
