//! Numbers the dishes of the banquet, and buffers the buffet.

use futures::stream::{FuturesUnordered, StreamExt, iter};
use std::time::Duration;
use tokio::time::sleep;

type Dish = Result<String, String>;

/// A banquet needs every dish: the first error ends it,
/// and what still cooks is dropped.
async fn banquet<F>(dishes: Vec<F>) -> Result<Vec<String>, String>
where
    F: Future<Output = Dish>,
{
    let numbered = dishes.into_iter().enumerate();
    let numbered = numbered.map(async |(place, dish)| dish.await.map(|dish| (place, dish)));
    let mut cooking: FuturesUnordered<_> = numbered.collect();
    let mut served = Vec::new();
    while let Some(dish) = cooking.next().await {
        served.push(dish?);
    }
    served.sort();
    Ok(served.into_iter().map(|(_, dish)| dish).collect())
}

/// A buffet takes every dish that worked, in the order of the list.
async fn buffet<F>(dishes: Vec<F>) -> Vec<String>
where
    F: Future<Output = Dish>,
{
    let most = dishes.len().max(1);
    let mut dishes = iter(dishes).buffered(most);
    let mut served = Vec::new();
    while let Some(dish) = dishes.next().await {
        served.extend(dish);
    }
    served
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
