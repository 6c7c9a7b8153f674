//! Keeps the runtime of one thread, and enables its timers.

use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// A runtime with two workers, each a thread named "cook".
fn kitchen() -> Runtime {
    Builder::new_current_thread()
        .worker_threads(2)
        .thread_name("cook")
        .enable_all()
        .build()
        .expect("the system has room for a runtime")
}

/// Cooks one dish, and says on which thread.
async fn cook(dish: &str) -> String {
    tokio::time::sleep(Duration::from_millis(20)).await;
    let thread = std::thread::current();
    format!("{dish} by {}", thread.name().unwrap_or("nobody"))
}

fn main() {
    let kitchen = kitchen();
    let soup = kitchen.spawn(cook("soup"));
    println!("{:?}", kitchen.block_on(soup));
}
