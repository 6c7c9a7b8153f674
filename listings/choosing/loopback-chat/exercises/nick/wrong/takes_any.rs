//! The tempting one: does not ask whether somebody has the name.

use std::collections::HashMap;
use tokio::sync::{broadcast, mpsc};

type Event = (u32, Option<String>); // who says what: first a name, in the end None

/// Tells the room what its guests say and do.
/// After `/nick NAME` the guest has another name, and the room hears `* OLD is now NAME`;
/// if somebody in the room has that name, it hears `* NAME is taken`, and all names stay as they are.
async fn keep(mut events: mpsc::Receiver<Event>, news: broadcast::Sender<String>) {
    let mut names: HashMap<u32, String> = HashMap::new();
    while let Some((guest, said)) = events.recv().await {
        let _ = news.send(match (names.get(&guest), said) {
            (None, Some(name)) => {
                names.insert(guest, name.clone());
                format!("* {name} comes in")
            }
            (Some(name), Some(text)) => match text.strip_prefix("/nick ") {
                None => format!("{name}: {text}"),
                Some(wish) => {
                    let line = format!("* {name} is now {wish}");
                    names.insert(guest, wish.to_owned());
                    line
                }
            },
            (None, None) => continue, // he had no name yet
            (_, None) => format!("* {} leaves", names.remove(&guest).unwrap_or_default()),
        });
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (room, events) = mpsc::channel(8);
    let (news, mut heard) = broadcast::channel(8);
    tokio::spawn(keep(events, news));
    for (guest, text) in [(1, "ann"), (2, "bo"), (2, "/nick cem"), (2, "hello")] {
        let said = Some(text.to_owned());
        room.send((guest, said)).await.expect("the room is open");
    }
    drop(room);
    while let Ok(line) = heard.recv().await {
        println!("{line}");
    }
}
