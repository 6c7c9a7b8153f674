// region: hidden
//! `for` takes an iterator, and a stream is none.

use futures::stream;
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for dish in stream::iter(["soup", "rice", "tea"]) {
        println!("carries {dish}");
    }
}
