//! Takes after the await what it saw before: two guests buy the last loaf.
use std::sync::Mutex;

struct Shop {
    loaves: u32,
    money: u32,
}

async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    if shop.lock().expect("no sale panics").loaves == 0 {
        return None;
    }
    let price = price.await;
    let mut shop = shop.lock().expect("no sale panics");
    shop.loaves = shop.loaves.saturating_sub(1);
    shop.money += price;
    Some(price)
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
