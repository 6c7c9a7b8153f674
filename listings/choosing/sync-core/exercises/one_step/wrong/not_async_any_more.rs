//! Takes async from the helpers, and leaves the await between them.
use std::sync::Mutex;

struct Shop {
    loaves: u32,
    money: u32,
}

async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    take_loaf(shop)?;
    let price = price.await;
    shop.lock().expect("no sale panics").money += price;
    Some(price)
}

fn take_loaf(shop: &Mutex<Shop>) -> Option<()> {
    let mut shop = shop.lock().expect("no sale panics");
    shop.loaves = shop.loaves.checked_sub(1)?;
    Some(())
}

fn main() {
    let shop = Mutex::new(Shop {
        loaves: 1,
        money: 0,
    });
    drop(sell(&shop, async { 4 }));
    let Shop { loaves, money } = shop.into_inner().expect("no sale panics");
    println!("{loaves} loaves, {money} in the till");
}
