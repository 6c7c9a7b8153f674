// region: hidden
//! A server that looks after one client at a time.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{self, AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
// endregion

async fn serve(mut client: TcpStream) {
    let (from, mut to) = client.split();
    let mut lines = BufReader::new(from).lines();
    while let Ok(Some(name)) = lines.next_line().await {
        log("server", &format!("greets {name}"));
        let greeting = format!("hello {name}\n");
        if to.write_all(greeting.as_bytes()).await.is_err() {
            break;
        }
        log("server", "wait: a client");
    }
}

async fn call(name: &str, ms: u64, server: SocketAddr) -> io::Result<()> {
    log(name, "wait: connects, and thinks");
    let mut server = BufReader::new(TcpStream::connect(server).await?);
    sleep(Duration::from_millis(ms)).await;
    log(name, "wait: an answer");
    server.write_all(format!("{name}\n").as_bytes()).await?;
    let mut answer = String::new();
    server.read_line(&mut answer).await?;
    log(name, &format!("done: {}", answer.trim()));
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    log("server", "wait: a client");
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            serve(client).await;
        }
    });
    tokio::try_join!(
        call("ann", 300, server),
        call("bo", 100, server),
        call("cem", 200, server),
    )?;
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
