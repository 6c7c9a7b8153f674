// region: hidden
//! A hundred clients and a silent one, one thread, and a limit for the wait for a line.

use std::net::SocketAddr;
use std::time::Duration;

use futures::future::try_join_all;
use tokio::io::{self, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
// endregion

const PATIENCE: Duration = Duration::from_millis(700);

async fn echo(mut client: TcpStream) -> io::Result<()> {
    let (from, mut to) = client.split();
    let mut lines = BufReader::new(from).lines();
    while let Some(line) = timeout(PATIENCE, lines.next_line()).await?? {
        to.write_all(format!("{line}\n").as_bytes()).await?;
    }
    Ok(())
}

async fn talk(client: u32, server: SocketAddr) -> io::Result<()> {
    let mut server = BufReader::new(TcpStream::connect(server).await?);
    for round in 1..=3 {
        sleep(Duration::from_millis(100)).await;
        let said = format!("client {client}, round {round}\n");
        server.write_all(said.as_bytes()).await?;
        let mut heard = String::new();
        server.read_line(&mut heard).await?;
        assert_eq!(said, heard);
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(echo(client));
        }
    });
    let mut silent = TcpStream::connect(server).await?;
    log("silent client", "wait: says nothing");
    log("100 clients", "wait: three rounds each");
    try_join_all((1..=100).map(|client| talk(client, server))).await?;
    log("100 clients", "done");
    let bytes = silent.read(&mut [0; 64]).await?;
    log("silent client", &format!("done: read {bytes} bytes"));
    Ok(())
}

// region: hidden
/// When the program started, in milliseconds of the system clock; a child process is given its parent's.
static START: std::sync::LazyLock<u128> =
    std::sync::LazyLock::new(|| match std::env::var("LOG_START") {
        Ok(start) => start.parse().expect("LOG_START is a number"),
        Err(_) => now(),
    });

fn now() -> u128 {
    let since_1970 = std::time::UNIX_EPOCH.elapsed();
    since_1970.expect("the clock is past 1970").as_millis()
}

/// Prints `<milliseconds> ms | <lane> | <what>`, counted from the first line.
fn log(lane: &str, what: &str) {
    let start = *START;
    println!("{:4} ms | {lane} | {what}", now().saturating_sub(start));
}
// endregion
