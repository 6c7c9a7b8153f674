//! The count is copied into a local variable, and never comes back when the future is dropped.

use std::io::{ErrorKind, Result};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::timeout;

/// Orders of four bytes each, one behind the other.
struct Orders<R> {
    input: R,
    order: [u8; 4],
    filled: usize,
}

impl<R: AsyncRead + Unpin> Orders<R> {
    fn new(input: R) -> Orders<R> {
        Orders {
            input,
            order: [0; 4],
            filled: 0,
        }
    }

    /// The next order, or an error of the kind `UnexpectedEof` where the input ends.
    /// Cancel safe: a call that is dropped loses no byte.
    async fn next(&mut self) -> Result<[u8; 4]> {
        let mut filled = self.filled;
        while filled < self.order.len() {
            let read = self.input.read(&mut self.order[filled..]).await?;
            if read == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            filled += read;
        }
        self.filled = 0;
        Ok(self.order)
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
