//! Sends the guest away at once if the shelf is empty, and looks again after the await.
use std::sync::Mutex;

struct Shop {
    loaves: u32,
    money: u32,
}

fn try_sell(shop: &mut Shop, price: u32) -> Option<u32> {
    if shop.loaves == 0 {
        return None;
    }
    shop.loaves -= 1;
    shop.money += price;
    Some(price)
}

async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    if shop.lock().expect("no sale panics").loaves == 0 {
        return None;
    }
    let price = price.await;
    let mut shop = shop.lock().expect("no sale panics");
    try_sell(&mut shop, price)
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
