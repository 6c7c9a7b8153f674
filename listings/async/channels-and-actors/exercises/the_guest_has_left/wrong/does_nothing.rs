//! Takes the requests, and answers none.

use tokio::sync::{mpsc, oneshot};

enum Request {
    /// Sell one ticket: the answer says whether there was one.
    Sell(oneshot::Sender<bool>),
    /// How many tickets are left?
    Left(oneshot::Sender<u32>),
}

/// Owns the tickets, and answers as long as anybody can ask.
/// A guest who has left before the answer comes gets no ticket.
async fn box_office(mut tickets: u32, mut requests: mpsc::Receiver<Request>) {
    let _ = &mut tickets;
    while requests.recv().await.is_some() {}
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (to_office, requests) = mpsc::channel(8);
    tokio::spawn(box_office(3, requests));

    let (reply, answer) = oneshot::channel();
    drop(answer); // this guest leaves at once
    let sent = to_office.send(Request::Sell(reply)).await;
    println!("asked for a ticket: {}", sent.is_ok());

    let (reply, answer) = oneshot::channel();
    let sent = to_office.send(Request::Left(reply)).await;
    println!("asked what is left: {}", sent.is_ok());
    println!("left: {:?}", answer.await);
}
