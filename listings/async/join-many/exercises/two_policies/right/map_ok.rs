//! Makes an empty dish of an error, and leaves it out.

use futures::future::{join_all, try_join_all};
use std::time::Duration;
use tokio::time::sleep;

type Dish = Result<String, String>;

/// A banquet needs every dish: the first error ends it,
/// and what still cooks is dropped.
async fn banquet<F>(dishes: Vec<F>) -> Result<Vec<String>, String>
where
    F: Future<Output = Dish>,
{
    try_join_all(dishes).await
}

/// A buffet takes every dish that worked, in the order of the list.
async fn buffet<F>(dishes: Vec<F>) -> Vec<String>
where
    F: Future<Output = Dish>,
{
    let dishes = dishes.into_iter().map(async |dish| dish.await.ok());
    let dishes = join_all(dishes).await;
    dishes.into_iter().flatten().collect()
}

async fn cook(dish: &str, ms: u64) -> Dish {
    sleep(Duration::from_millis(ms)).await;
    match dish {
        "soup" => Err("the soup is burnt".to_string()),
        _ => Ok(dish.to_string()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let menu = || vec![cook("rice", 100), cook("soup", 20), cook("tart", 50)];
    println!("banquet: {:?}", banquet(menu()).await);
    println!("buffet: {:?}", buffet(menu()).await);
}
