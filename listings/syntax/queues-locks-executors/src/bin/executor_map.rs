// region: hidden
//! A call on another thread, a map over a pool.
// endregion
use rayon::prelude::*;
use tokio::task::spawn_blocking;

const DISHES: [&str; 3] = ["soup", "rice", "tea"];

fn weigh(dish: &str) -> u32 {
    dish.bytes().map(u32::from).sum()
}

fn weigh_all() -> Vec<u32> {
    DISHES.par_iter().map(|it| weigh(it)).collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let job = spawn_blocking(|| weigh("bread"));
    let sum = job.await.expect("weigh panicked");
    println!("thread: {sum}");

    let job = spawn_blocking(weigh_all);
    let sums = job.await.expect("weigh panicked");
    let [soup, rice, tea] = sums[..] else {
        return;
    };
    println!("pool: {soup} {rice} {tea}");
}
