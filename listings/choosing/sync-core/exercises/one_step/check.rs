#[cfg(test)]
mod check {
    use super::*;
    use std::pin::{Pin, pin};
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
    use std::task::{Context, Poll, Waker};

    fn shop(loaves: u32) -> Mutex<Shop> {
        Mutex::new(Shop { loaves, money: 0 })
    }

    /// Polls once, by hand: no runtime, and no time passes.
    fn poll<F: Future>(sale: Pin<&mut F>) -> Poll<F::Output> {
        sale.poll(&mut Context::from_waker(Waker::noop()))
    }

    /// A price that is 7, and comes when it is told to.
    fn price(has_come: &AtomicBool) -> impl Future<Output = u32> {
        std::future::poll_fn(|_| match has_come.load(SeqCst) {
            true => Poll::Ready(7),
            false => Poll::Pending,
        })
    }

    /// What is on the shelf and in the till, if nobody holds the lock.
    fn books(shop: &Mutex<Shop>) -> (u32, u32) {
        let shop = shop.try_lock().unwrap_or_else(|_| {
            panic!("somebody waits for a price and holds the lock meanwhile: the next one hangs")
        });
        (shop.loaves, shop.money)
    }

    #[test]
    fn a_sale_takes_a_loaf_and_the_price() {
        let (shop, has_come) = (shop(3), AtomicBool::new(false));
        let mut sale = pin!(sell(&shop, price(&has_come)));
        assert!(
            poll(sale.as_mut()).is_pending(),
            "the price has not come yet, and the sale is done: it has to await the price"
        );
        has_come.store(true, SeqCst);
        assert_eq!(
            poll(sale),
            Poll::Ready(Some(7)),
            "the price that came was 7"
        );
        assert_eq!(
            books(&shop),
            (2, 7),
            "loaves and money after one sale of 3 loaves for 7"
        );
    }

    #[test]
    fn the_books_add_up_while_a_guest_waits() {
        let (shop, has_come) = (shop(3), AtomicBool::new(false));
        let mut sale = pin!(sell(&shop, price(&has_come)));
        assert!(
            poll(sale.as_mut()).is_pending(),
            "the price has not come yet"
        );
        assert_eq!(
            books(&shop),
            (3, 0),
            "loaves and money while the guest waits for the price: \
             what belongs together was torn apart by an await"
        );
    }

    #[test]
    fn a_guest_who_leaves_has_changed_nothing() {
        let (shop, has_come) = (shop(3), AtomicBool::new(false));
        {
            let mut sale = pin!(sell(&shop, price(&has_come)));
            assert!(
                poll(sale.as_mut()).is_pending(),
                "the price has not come yet"
            );
        }
        assert_eq!(
            books(&shop),
            (3, 0),
            "loaves and money after the future was dropped at its await"
        );
    }

    #[test]
    fn the_last_loaf_is_sold_once() {
        let (shop, has_come) = (shop(1), AtomicBool::new(false));
        let mut ann = pin!(sell(&shop, price(&has_come)));
        let mut bo = pin!(sell(&shop, price(&has_come)));
        let ann_waits = poll(ann.as_mut()).is_pending();
        // Here a lock that is held across the await would let this test hang.
        books(&shop);
        let bo_waits = poll(bo.as_mut()).is_pending();
        assert!(
            ann_waits && bo_waits,
            "nobody has bought the loaf yet, and one guest is refused already"
        );
        has_come.store(true, SeqCst);
        assert_eq!(
            poll(bo),
            Poll::Ready(Some(7)),
            "Bo is first to have his price"
        );
        assert_eq!(
            poll(ann),
            Poll::Ready(None),
            "Bo has the last loaf: who waited has to look again, after the await"
        );
        assert_eq!(books(&shop), (0, 7), "loaves and money after one sale");
    }

    #[test]
    fn nobody_pays_for_nothing() {
        let shop = shop(0);
        let has_come = AtomicBool::new(true);
        let sale = pin!(sell(&shop, price(&has_come)));
        assert_eq!(poll(sale), Poll::Ready(None), "there is no loaf");
        assert_eq!(books(&shop), (0, 0), "loaves and money of an empty shop");
    }
}
