// region: hidden
//! What one write sends is not what one read gets.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{self, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
// endregion

async fn guest(server: SocketAddr) -> io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    server.write_all(b"tea\ntwo pan").await?;
    log("guest", "wait: takes a breath");
    sleep(Duration::from_millis(100)).await;
    server.write_all(b"cakes\nwater\n").await?;
    server.shutdown().await?;
    log("guest", "wait: said all, and listens");
    let mut answer = String::new();
    server.read_to_string(&mut answer).await?;
    log("guest", &format!("done: heard {answer:?}"));
    Ok(())
}

async fn kitchen(listener: TcpListener) -> io::Result<()> {
    let (mut guest, _) = listener.accept().await?;
    let mut orders = 0;
    log("kitchen", "wait: an order");
    let mut buffer = [0; 1024];
    loop {
        let length = guest.read(&mut buffer).await?;
        if length == 0 {
            break;
        }
        let order = String::from_utf8_lossy(&buffer[..length]);
        orders += 1;
        log("kitchen", &format!("wait: after order {order:?}"));
    }
    log("kitchen", "done: end of file");
    let answer = format!("{orders} orders");
    guest.write_all(answer.as_bytes()).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    tokio::try_join!(kitchen(listener), guest(server))?;
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
