// region: hidden
//! A chat in which everybody is written to by a task of his own.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{self, AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::sleep;
// endregion

async fn serve(client: TcpStream, room: broadcast::Sender<String>) -> io::Result<()> {
    let mut news = room.subscribe();
    let (from, mut to) = client.into_split();
    let mut lines = BufReader::new(from).lines();
    let name = lines.next_line().await?.unwrap_or_default();
    loop {
        let line = tokio::select! {
            said = lines.next_line() => {
                let Some(text) = said? else { return Ok(()) };
                let _ = room.send(format!("{name}: {text}"));
                continue;
            }
            heard = news.recv() => match heard {
                Ok(line) => line,
                Err(RecvError::Lagged(missed)) => format!("* you missed {missed} lines"),
                Err(RecvError::Closed) => return Ok(()),
            },
        };
        to.write_all(format!("{line}\n").as_bytes()).await?;
    }
}

async fn open(listener: TcpListener) {
    let (room, _) = broadcast::channel(2);
    while let Ok((client, _)) = listener.accept().await {
        tokio::spawn(serve(client, room.clone()));
    }
}

// region: hidden
async fn guest(name: &str, comes: u64, says: &str, deaf: u64, at: SocketAddr) -> io::Result<()> {
    sleep(Duration::from_millis(comes)).await;
    let (from, mut to) = TcpStream::connect(at).await?.into_split();
    log(name, "wait: is in");
    for line in format!("{name}\n{says}").lines() {
        to.write_all(format!("{line}\n").as_bytes()).await?;
        sleep(Duration::from_millis(20)).await;
    }
    sleep(Duration::from_millis(deaf)).await;
    let mut lines = BufReader::new(from).lines();
    while let Some(line) = lines.next_line().await? {
        log(name, &format!("wait: heard {line:.20}"));
        if line == "bo: good night" {
            break;
        }
    }
    log(name, "done");
    Ok(())
}
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.set_send_buffer_size(16 * 1024)?; // little, to be full soon
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let listener = socket.listen(8)?;
    let server = listener.local_addr()?;
    tokio::spawn(open(listener));
    let letter = "dear friends, ".repeat(22_000);
    let chatter = "hello\nwhat a letter\nit is late\ngood night";
    tokio::try_join!(
        guest("cem", 0, "", 700, server),
        guest("ann", 150, &letter, 0, server),
        guest("bo", 300, chatter, 0, server),
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
