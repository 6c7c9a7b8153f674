#[cfg(test)]
mod check {
    use super::*;
    use std::time::Duration;
    use tokio::io::{self, AsyncReadExt, AsyncWriteExt, DuplexStream};
    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    /// A guest whose line to the kitchen holds no more than 16 bytes.
    fn open() -> (DuplexStream, JoinHandle<io::Result<()>>) {
        let (guest, kitchen) = io::duplex(16);
        (guest, tokio::spawn(serve(kitchen)))
    }

    /// What is answered to these pieces, which are sent with a pause after each.
    async fn answers(pieces: &[&[u8]]) -> String {
        let (guest, kitchen) = open();
        let (mut from, mut to) = io::split(guest);
        let speak = async {
            for piece in pieces {
                to.write_all(piece).await.expect("the kitchen listens");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            to.shutdown().await.expect("the kitchen listens");
        };
        let mut heard = Vec::new();
        let listen = async {
            let read = from.read_to_end(&mut heard).await;
            read.expect("the kitchen's line can be read");
        };
        let talk = async { tokio::join!(speak, listen) };
        let ended = timeout(Duration::from_secs(3), talk).await;
        ended.expect("when no more orders can come, `serve` returns, and drops the client");
        let served = kitchen.await.expect("`serve` does not panic");
        served.expect("the end of the orders is no error");
        String::from_utf8_lossy(&heard).into_owned()
    }

    #[tokio::test]
    async fn an_order_may_come_in_two_pieces() {
        assert_eq!(
            answers(&[b"pan", b"cakes\n"]).await,
            "here is pancakes\n",
            "one `read` brought a part of the order; it ends with its line"
        );
    }

    #[tokio::test]
    async fn two_orders_may_come_in_one_piece() {
        assert_eq!(
            answers(&[b"tea\nrice\n"]).await,
            "here is tea\nhere is rice\n",
            "one `read` brought two orders; each is answered"
        );
    }

    #[tokio::test]
    async fn a_character_may_come_in_two_pieces() {
        let (first, second) = "чай\n".as_bytes().split_at(3);
        assert_eq!(
            answers(&[first, second]).await,
            "here is чай\n",
            "a piece ended within a character: make text of a whole line, not of a piece"
        );
    }

    #[tokio::test]
    async fn a_long_answer_arrives_whole() {
        let order = "soup,".repeat(500);
        let heard = answers(&[order.as_bytes(), b"\n"]).await;
        let expected = format!("here is {order}\n");
        assert_eq!(
            heard.len(),
            expected.len(),
            "the number of bytes that came back: the line takes 16 at a time, and `write` says how many it took"
        );
    }

    #[tokio::test]
    async fn the_last_order_may_lack_its_end() {
        assert_eq!(
            answers(&[b"tea\n", b"rice"]).await,
            "here is tea\nhere is rice\n",
            "no more can come, so `rice` is a whole order"
        );
    }

    #[tokio::test]
    async fn an_order_is_answered_before_the_next_comes() {
        let (mut guest, _kitchen) = open();
        for order in ["tea", "rice"] {
            let sent = guest.write_all(format!("{order}\n").as_bytes()).await;
            sent.expect("the kitchen listens");
            let mut heard = vec![0; format!("here is {order}\n").len()];
            let read = timeout(Duration::from_secs(2), guest.read_exact(&mut heard)).await;
            let read = read.unwrap_or_else(|_| {
                panic!("the guest waits for {order}, and orders nothing more before it is there")
            });
            read.expect("the kitchen goes on after an answer");
            assert_eq!(
                String::from_utf8_lossy(&heard),
                format!("here is {order}\n")
            );
        }
    }
}
