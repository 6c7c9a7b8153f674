// region: hidden
//! A chat whose room is an actor; at the address given, or for one evening of its own.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{self, AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::mpsc;
use tokio::time::sleep;
// endregion

type Event = (SocketAddr, Option<String>); // who says what: first a name, in the end None
type News = broadcast::Receiver<String>;

async fn keep(mut events: mpsc::Receiver<Event>, news: broadcast::Sender<String>) {
    let mut names: HashMap<SocketAddr, String> = HashMap::new();
    while let Some((guest, said)) = events.recv().await {
        let _ = news.send(match (names.get(&guest), said) {
            (None, Some(name)) => {
                names.insert(guest, name.clone());
                format!("* {name} comes in")
            }
            (Some(name), Some(text)) => format!("{name}: {text}"),
            (None, None) => continue, // he had no name yet
            (_, None) => format!("* {} leaves", names.remove(&guest).unwrap_or_default()),
        });
    }
}

async fn serve(client: TcpStream, guest: SocketAddr, room: mpsc::Sender<Event>, mut news: News) {
    let (from, mut to) = client.into_split();
    let mut lines = BufReader::new(from).lines();
    loop {
        let line = tokio::select! {
            said = lines.next_line() => {
                let Ok(Some(text)) = said else { break };
                let _ = room.send((guest, Some(text))).await;
                continue;
            }
            heard = news.recv() => match heard {
                Ok(line) => line,
                Err(RecvError::Lagged(missed)) => format!("* you missed {missed} lines"),
                Err(RecvError::Closed) => break,
            },
        };
        let sent = to.write_all(format!("{line}\n").as_bytes()).await;
        let Ok(()) = sent else { break };
    }
    let _ = room.send((guest, None)).await;
}

async fn open(listener: TcpListener) {
    let (news, _) = broadcast::channel(64);
    let (room, events) = mpsc::channel(64);
    tokio::spawn(keep(events, news.clone()));
    while let Ok((client, guest)) = listener.accept().await {
        tokio::spawn(serve(client, guest, room.clone(), news.subscribe()));
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

async fn evening(server: SocketAddr) -> io::Result<()> {
    let letter = "dear friends, ".repeat(22_000);
    let chatter = "hello\nwhat a letter\nit is late\ngood night";
    tokio::try_join!(
        guest("cem", 0, "", 700, server),
        guest("ann", 150, &letter, 0, server),
        guest("bo", 300, chatter, 0, server),
    )?;
    Ok(())
}
// endregion

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:0")).await?;
    let evening = evening(listener.local_addr()?);
    tokio::select! {
        () = open(listener) => Ok(()),
        ended = evening, if address.is_none() => ended,
    }
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
