// region: hidden
//! Each primitive of asyncio once, in Rust.
// endregion
use std::sync::Mutex;
use tokio::sync::{Semaphore, mpsc, watch};

async fn queue() {
    let (hatch, mut dishes) = mpsc::channel(1);

    let cook = async move {
        for dish in ["soup", "rice"] {
            hatch.send(dish).await.expect("open");
        }
    };

    let cooking = tokio::spawn(cook);
    while let Some(dish) = dishes.recv().await {
        println!("queue: {dish}");
    }
    cooking.await.expect("the cook panicked");
}

async fn lock() {
    let list = Mutex::new(vec![]);

    let enter = async |guest| {
        list.lock().expect("no panic").push(guest);
    };

    tokio::join!(enter("Ann"), enter("Bo"));
    let list = list.into_inner().expect("no panic");
    println!("lock: {}", list.join(" "));
}

async fn event() {
    let (door, mut seen) = watch::channel(false);
    door.send_replace(true);
    if seen.wait_for(|open| *open).await.is_ok() {
        println!("event: the door is open");
    }
}

async fn semaphore() {
    let seats = Semaphore::new(1);
    let _seat =
        seats.acquire().await.expect("open");
    println!("semaphore: seated");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    queue().await;
    lock().await;
    event().await;
    semaphore().await;
}
