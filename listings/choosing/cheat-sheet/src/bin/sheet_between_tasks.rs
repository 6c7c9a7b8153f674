// region: hidden
//! The rows on what passes between tasks, and out of them.

use std::error::Error;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Barrier, Semaphore, mpsc, oneshot, watch};
use tokio::task::spawn_blocking;
// endregion

tokio::task_local! { static GUEST: &'static str; }

async fn serve_one(door: TcpListener) -> std::io::Result<()> {
    let (mut client, _) = door.accept().await?;
    client.write_all(b"welcome\n").await?;
    client.shutdown().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (to, mut inbox) = mpsc::channel(8);
    to.send("soup").await?;
    drop(to);
    println!(
        "Queue: {:?}, then {:?}",
        inbox.recv().await,
        inbox.recv().await
    );

    let (reply, answer) = oneshot::channel();
    let sent = reply.send(42);
    println!("create_future: {sent:?} {}", answer.await?);

    let book = Mutex::new(vec!["ann"]);
    book.lock().expect("no panic").push("bo");
    println!("Lock: {book:?}");

    let (open, mut sign) = watch::channel(false);
    open.send_replace(true);
    let is_open = sign.wait_for(|is_open| *is_open);
    println!("Event, Condition: {}", *is_open.await?);

    let seats = Semaphore::new(2);
    let seat = seats.acquire().await?;
    println!("Semaphore: {} left", seats.available_permits());
    drop(seat);

    let meeting = Arc::new(Barrier::new(2));
    let (one, other) = tokio::join!(meeting.wait(), meeting.wait());
    println!("Barrier: {}", one.is_leader() != other.is_leader());

    let who = GUEST.scope("ann", async move { GUEST.get() });
    println!("ContextVar, a nested async def: {}", who.await);
    println!("to_thread: {}", spawn_blocking(|| 6 * 7).await?);

    let (reply, answer) = oneshot::channel();
    rayon::spawn(|| _ = reply.send(6 * 7));
    println!("run_in_executor: {}", answer.await?);

    let door = TcpListener::bind("127.0.0.1:0").await?;
    let client = TcpStream::connect(door.local_addr()?);
    tokio::spawn(serve_one(door));
    let mut lines = BufReader::new(client.await?).lines();
    println!("start_server, readline: {:?}", lines.next_line().await?);
    Ok(())
}
