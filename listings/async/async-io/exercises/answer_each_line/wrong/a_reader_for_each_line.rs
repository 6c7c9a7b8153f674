//! A new `BufReader` for each line: what it had read beyond the line goes with it.

use tokio::io::{
    self, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};

/// Answers each order as soon as it is there with the line `here is ORDER`, and returns when no more can come.
/// An order is a line; the last one may lack its line end.
async fn serve<S>(client: S) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut from, mut to) = io::split(client);
    loop {
        let mut order = String::new();
        if BufReader::new(&mut from).read_line(&mut order).await? == 0 {
            return Ok(());
        }
        let answer = format!("here is {}\n", order.trim_end());
        to.write_all(answer.as_bytes()).await?;
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
