//! One byte at a time, each kept before the next await.

use std::io::Result;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::timeout;

/// Orders of four bytes each, one behind the other.
struct Orders<R> {
    input: R,
    bytes: Vec<u8>,
}

impl<R: AsyncRead + Unpin> Orders<R> {
    fn new(input: R) -> Orders<R> {
        Orders {
            input,
            bytes: Vec::new(),
        }
    }

    /// The next order, or an error of the kind `UnexpectedEof` where the input ends.
    /// Cancel safe: a call that is dropped loses no byte.
    async fn next(&mut self) -> Result<[u8; 4]> {
        while self.bytes.len() < 4 {
            let byte = self.input.read_u8().await?;
            self.bytes.push(byte);
        }
        let order = [self.bytes[0], self.bytes[1], self.bytes[2], self.bytes[3]];
        self.bytes.clear();
        Ok(order)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let (mut kitchen, hatch) = duplex(64);
    let mut orders = Orders::new(hatch);
    kitchen.write_all(b"so").await?;
    let early = timeout(Duration::from_millis(50), orders.next()).await;
    println!("in time: {}", early.is_ok());

    kitchen.write_all(b"upcake").await?;
    drop(kitchen);
    while let Ok(order) = orders.next().await {
        println!("order: {}", String::from_utf8_lossy(&order));
    }
    Ok(())
}
