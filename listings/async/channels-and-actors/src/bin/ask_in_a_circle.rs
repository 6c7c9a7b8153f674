// region: hidden
//! Two actors, each of which waits for the other's answer.

use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
// endregion

type Text = &'static str;
type Question = (Text, oneshot::Sender<Text>);

async fn ask(who: &mpsc::Sender<Question>, what: Text) -> Option<Text> {
    let (reply, answer) = oneshot::channel();
    who.send((what, reply)).await.ok()?;
    answer.await.ok()
}

async fn kitchen(mut questions: mpsc::Receiver<Question>, cellar: mpsc::Sender<Question>) {
    while let Some((what, reply)) = questions.recv().await {
        let answer = if what == "dinner" {
            log("kitchen", "wait: asks for a wine");
            ask(&cellar, "a wine").await.unwrap_or("no wine")
        } else {
            "fish"
        };
        log("kitchen", answer);
        let _ = reply.send(answer);
    }
}

async fn cellar(mut questions: mpsc::Receiver<Question>, kitchen: mpsc::Sender<Question>) {
    while let Some((_wine, reply)) = questions.recv().await {
        log("cellar", "wait: asks for the dish");
        let dish = ask(&kitchen, "the dish").await;
        let wine = if dish == Some("fish") { "white" } else { "red" };
        log("cellar", wine);
        let _ = reply.send(wine);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (to_kitchen, for_kitchen) = mpsc::channel(8);
    let (to_cellar, for_cellar) = mpsc::channel(8);
    tokio::spawn(kitchen(for_kitchen, to_cellar));
    tokio::spawn(cellar(for_cellar, to_kitchen.clone()));

    log("main", "wait: dinner, for 500 ms at most");
    match timeout(Duration::from_millis(500), ask(&to_kitchen, "dinner")).await {
        Ok(dinner) => log("main", &format!("done: {dinner:?}")),
        Err(_) => log("main", "done: no dinner"),
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
