//! Lucky: makes text of each piece, which is right as long as no character is cut in two.

use tokio::io::{self, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Answers each order as soon as it is there with the line `here is ORDER`, and returns when no more can come.
/// An order is a line; the last one may lack its line end.
async fn serve<S>(mut client: S) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut buffer = [0; 1024];
    let mut text = String::new();
    loop {
        let length = client.read(&mut buffer).await?;
        text += &String::from_utf8_lossy(&buffer[..length]);
        while let Some((order, rest)) = text.split_once('\n') {
            let answer = format!("here is {order}\n");
            text = rest.to_owned();
            client.write_all(answer.as_bytes()).await?;
        }
        if length == 0 {
            if !text.is_empty() {
                let answer = format!("here is {text}\n");
                client.write_all(answer.as_bytes()).await?;
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
