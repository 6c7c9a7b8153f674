//! Calls one method after another on a variable.

use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// A runtime with two workers, each a thread named "cook".
fn kitchen() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.enable_io().enable_time();
    builder.thread_name("cook");
    builder.worker_threads(2);
    builder.build().expect("the system has room for a runtime")
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
