use std::sync::Mutex;

/// A shop whose books add up: what is in the till was paid for what is gone from the shelf.
struct Shop {
    loaves: u32,
    money: u32,
}

/// Sells a loaf for the price that comes, and returns the price;
/// `None` if there is no loaf, and then nobody pays.
async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    take_loaf(shop).await?;
    let price = price.await;
    pay(shop, price).await;
    Some(price)
}

async fn take_loaf(shop: &Mutex<Shop>) -> Option<()> {
    let mut shop = shop.lock().expect("no sale panics");
    shop.loaves = shop.loaves.checked_sub(1)?;
    Some(())
}

async fn pay(shop: &Mutex<Shop>, price: u32) {
    shop.lock().expect("no sale panics").money += price;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let shop = Mutex::new(Shop {
        loaves: 1,
        money: 0,
    });
    println!("{:?}", sell(&shop, async { 4 }).await);
    println!("{:?}", sell(&shop, async { 4 }).await);
    let Shop { loaves, money } = shop.into_inner().expect("no sale panics");
    println!("{loaves} loaves, {money} in the till");
}
