//! Puts a ticket back for everybody who has left, also for one who would have got none.

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
    while let Some(request) = requests.recv().await {
        match request {
            Request::Sell(reply) => {
                let sold = tickets > 0;
                if sold {
                    tickets -= 1;
                }
                if reply.send(sold).is_err() {
                    tickets += 1;
                }
            }
            Request::Left(reply) => {
                let _ = reply.send(tickets);
            }
        }
    }
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
