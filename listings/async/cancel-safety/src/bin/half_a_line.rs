// region: hidden
//! A line that comes in two pieces, and three ways to read it.

use std::io::Result;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, duplex};
use tokio::time::timeout;
// endregion

const PATIENCE: Duration = Duration::from_millis(50);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let (mut kitchen, hatch) = duplex(64);
    let mut hatch = BufReader::new(hatch);

    let mut line = String::new();
    kitchen.write_all(b"so").await?;
    let early = timeout(PATIENCE, hatch.read_line(&mut line)).await;
    kitchen.write_all(b"up\n").await?;
    hatch.read_line(&mut line).await?;
    println!("read_line  in time: {}, then {line:?}", early.is_ok());

    let mut line = Vec::new();
    kitchen.write_all(b"so").await?;
    let early = timeout(PATIENCE, hatch.read_until(b'\n', &mut line)).await;
    kitchen.write_all(b"up\n").await?;
    hatch.read_until(b'\n', &mut line).await?;
    let line = String::from_utf8_lossy(&line);
    println!("read_until in time: {}, then {line:?}", early.is_ok());

    let mut lines = hatch.lines();
    kitchen.write_all(b"so").await?;
    let early = timeout(PATIENCE, lines.next_line()).await;
    kitchen.write_all(b"up\n").await?;
    let line = lines.next_line().await?;
    println!("next_line  in time: {}, then {line:?}", early.is_ok());
    Ok(())
}
