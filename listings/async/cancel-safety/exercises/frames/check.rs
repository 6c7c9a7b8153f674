#[cfg(test)]
mod check {
    use super::*;
    use std::io::ErrorKind;
    use tokio::io::DuplexStream;

    const MOMENT: Duration = Duration::from_millis(20);

    fn orders() -> (DuplexStream, Orders<DuplexStream>) {
        let (kitchen, hatch) = duplex(64);
        (kitchen, Orders::new(hatch))
    }

    async fn send(kitchen: &mut DuplexStream, bytes: &[u8]) {
        let sent = kitchen.write_all(bytes).await;
        sent.expect("64 bytes have room");
    }

    /// Asks for an order, and gives up after a moment.
    async fn give_up(orders: &mut Orders<DuplexStream>) {
        let early = timeout(MOMENT, orders.next()).await;
        assert!(
            early.is_err(),
            "an order has four bytes, and fewer have come: {early:?}"
        );
    }

    async fn expect(orders: &mut Orders<DuplexStream>, wanted: &str, why: &str) {
        let order = timeout(Duration::from_secs(1), orders.next()).await;
        let order =
            order.unwrap_or_else(|_| panic!("{wanted:?} has come, and `next` waits on: {why}"));
        let order = order.expect("the input is open");
        assert_eq!(String::from_utf8_lossy(&order), wanted, "{why}");
    }

    #[tokio::test]
    async fn a_dropped_call_loses_no_byte() {
        let (mut kitchen, mut orders) = orders();
        send(&mut kitchen, b"so").await;
        give_up(&mut orders).await;
        send(&mut kitchen, b"up").await;
        let why = "the call that was dropped had read two bytes: keep them, and their number, in the struct";
        expect(&mut orders, "soup", why).await;
    }

    #[tokio::test]
    async fn a_call_may_be_dropped_after_every_byte() {
        let (mut kitchen, mut orders) = orders();
        for wanted in ["rice", "cake", "tart"] {
            for byte in wanted.as_bytes() {
                give_up(&mut orders).await;
                send(&mut kitchen, &[*byte]).await;
            }
            let why =
                "each byte came during a call of its own, and each call but the last was dropped";
            expect(&mut orders, wanted, why).await;
        }
    }

    #[tokio::test]
    async fn what_belongs_to_the_next_order_is_kept() {
        let (mut kitchen, mut orders) = orders();
        send(&mut kitchen, b"soupricetea").await;
        let why = "three orders stand in the input, one behind the other, the last without its end";
        expect(&mut orders, "soup", why).await;
        expect(&mut orders, "rice", why).await;
        give_up(&mut orders).await;
        send(&mut kitchen, b"scake").await;
        expect(&mut orders, "teas", why).await;
        expect(&mut orders, "cake", why).await;
    }

    #[tokio::test]
    async fn the_end_of_the_input_is_an_error() {
        let (mut kitchen, mut orders) = orders();
        send(&mut kitchen, b"so").await;
        drop(kitchen);
        let end = timeout(Duration::from_secs(1), orders.next()).await;
        let end = end.expect("no more can come: `read` gives 0 there, and `next` has to return");
        let error = end.expect_err("two bytes are not an order");
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    }
}
