//! The core makes a new shop from the old one.
use std::sync::Mutex;

struct Shop {
    loaves: u32,
    money: u32,
}

fn sold(Shop { loaves, money }: &Shop, price: u32) -> Option<Shop> {
    Some(Shop {
        loaves: loaves.checked_sub(1)?,
        money: money + price,
    })
}

async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    let price = price.await;
    let mut shop = shop.lock().expect("no sale panics");
    *shop = sold(&shop, price)?;
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
