//! Puts the loaf back when the guest leaves: until then the books do not add up.
use std::sync::Mutex;

struct Shop {
    loaves: u32,
    money: u32,
}

struct Loaf<'a>(&'a Mutex<Shop>, bool);

impl Drop for Loaf<'_> {
    fn drop(&mut self) {
        if !self.1 {
            self.0.lock().expect("no sale panics").loaves += 1;
        }
    }
}

async fn sell(shop: &Mutex<Shop>, price: impl Future<Output = u32>) -> Option<u32> {
    {
        let mut shop = shop.lock().expect("no sale panics");
        shop.loaves = shop.loaves.checked_sub(1)?;
    }
    let mut loaf = Loaf(shop, false);
    let price = price.await;
    shop.lock().expect("no sale panics").money += price;
    loaf.1 = true;
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
