//! A function of its own decides what is said.

use std::collections::HashMap;
use tokio::sync::{broadcast, mpsc};

type Event = (u32, Option<String>); // who says what: first a name, in the end None

/// Tells the room what its guests say and do.
/// After `/nick NAME` the guest has another name, and the room hears `* OLD is now NAME`;
/// if somebody in the room has that name, it hears `* NAME is taken`, and all names stay as they are.
async fn keep(mut events: mpsc::Receiver<Event>, news: broadcast::Sender<String>) {
    let mut names: HashMap<u32, String> = HashMap::new();
    while let Some((guest, said)) = events.recv().await {
        let _ = news.send(step(&mut names, guest, said));
    }
}

fn step(names: &mut HashMap<u32, String>, guest: u32, said: Option<String>) -> String {
    let Some(text) = said else {
        return format!("* {} leaves", names.remove(&guest).unwrap_or("?".into()));
    };
    let Some(name) = names.get(&guest).cloned() else {
        names.insert(guest, text.clone());
        return format!("* {text} comes in");
    };
    let Some(wish) = text.strip_prefix("/nick ") else {
        return format!("{name}: {text}");
    };
    if names.values().any(|other| other == wish) {
        return format!("* {wish} is taken");
    }
    names.insert(guest, wish.to_owned());
    format!("* {name} is now {wish}")
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
