use std::sync::Mutex;

/// A shop whose books add up: what is in the till was paid for what is gone from the shelf.
struct Shop {
    loaves: u32,
    money: u32,
}

impl Shop {
    /// The core: looks, takes and books in one step.
    fn sell(&mut self, price: u32) -> Option<u32> {
        self.loaves = self.loaves.checked_sub(1)?;
        self.money += price;
        Some(price)
    }
}

/// Sells a loaf for the price that comes, and returns the price;
/// `None` if there is no loaf, and then nobody pays.
async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    let price = price.await;
    shop.lock().expect("no sale panics").sell(price)
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
