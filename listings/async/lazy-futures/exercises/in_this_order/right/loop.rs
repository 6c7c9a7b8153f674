//! Awaits in a loop.

use std::cell::RefCell;

/// What happened, in its order.
type Journal = RefCell<Vec<String>>;

/// Writes one line into the journal.
async fn note(journal: &Journal, what: &str) {
    journal.borrow_mut().push(what.to_string());
}

/// Serves a guest: greet, brew, pay.
async fn serve(journal: &Journal) {
    let pay = note(journal, "pay");
    let brew = note(journal, "brew");
    let greet = note(journal, "greet");
    for step in [greet, brew, pay] {
        step.await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let journal = Journal::default();
    serve(&journal).await;
    println!("{:?}", journal.into_inner());
}
