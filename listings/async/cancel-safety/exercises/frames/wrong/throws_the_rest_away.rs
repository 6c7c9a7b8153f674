//! Lucky where orders come one by one: what was read of the next order is thrown away.

use std::io::{ErrorKind, Result};
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
            if self.input.read_buf(&mut self.bytes).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        let mut order = [0; 4];
        order.copy_from_slice(&self.bytes[..4]);
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
