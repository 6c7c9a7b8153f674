// region: hidden
//! A café with a door, one seat and a guest book.
// endregion
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

struct Door(watch::Sender<bool>);

impl Door {
    fn closed() -> Door {
        Door(watch::Sender::new(false))
    }

    fn open(&self) {
        self.0.send_replace(true);
    }

    async fn pass(&self) -> bool {
        let mut seen = self.0.subscribe();
        seen.wait_for(|open| *open).await.is_ok()
    }
}

async fn pause(ms: u64) {
    sleep(Duration::from_millis(ms)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (door, seats) = (Door::closed(), Semaphore::new(1));
    let book = Mutex::new(vec![]);

    let visit = async |guest, after| {
        pause(after).await;
        log(guest, "wait: at the door");
        if !door.pass().await {
            return log(guest, "end: gives up");
        }
        log(guest, "wait: for a seat");
        let _seat = seats.acquire().await.expect("open");
        log(guest, "wait: drink tea");
        pause(200).await;
        book.lock().expect("no panic").push(guest);
        log(guest, "done");
    };

    let opening = async {
        pause(100).await;
        log("door", "done: it opens");
        door.open();
    };

    log("door", "wait: until opening time");
    tokio::join!(opening, visit("Ann", 0), visit("Bo", 200));
    let book = book.into_inner().expect("no panic");
    println!("book: {}", book.join(" "));
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
