//! Collects bytes by hand, and cuts a line off when there is one.

use tokio::io::{self, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Answers each order as soon as it is there with the line `here is ORDER`, and returns when no more can come.
/// An order is a line; the last one may lack its line end.
async fn serve<S>(mut client: S) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut bytes = Vec::new();
    loop {
        let ended = client.read_buf(&mut bytes).await? == 0;
        while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            let order: Vec<u8> = bytes.drain(..=end).collect();
            client.write_all(b"here is ").await?;
            client.write_all(&order).await?;
        }
        if ended {
            if !bytes.is_empty() {
                client.write_all(b"here is ").await?;
                client.write_all(&bytes).await?;
                client.write_all(b"\n").await?;
            }
            return Ok(());
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let (mut guest, kitchen) = io::duplex(64);
    let kitchen = tokio::spawn(serve(kitchen));
    guest.write_all(b"tea\ntwo pan").await?;
    tokio::task::yield_now().await;
    guest.write_all(b"cakes\n").await?;
    guest.shutdown().await?;
    let mut answers = String::new();
    guest.read_to_string(&mut answers).await?;
    print!("{answers}");
    kitchen.await?
}
