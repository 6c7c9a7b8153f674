// region: hidden
//! The rows on threads.

use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Barrier, Condvar, Mutex};
use std::thread;
use std::time::Duration;
// endregion

static SERVED: AtomicU32 = AtomicU32::new(0);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cook = thread::spawn(|| 6 * 7);
    println!("Thread, join: {:?}", cook.join());

    let mut tables = [2, 4];
    thread::scope(|scope| {
        for table in &mut tables {
            scope.spawn(|| *table += 1);
        }
    });
    println!("with ThreadPoolExecutor: {tables:?}");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
    let threads = pool.install(rayon::current_num_threads);
    println!("ThreadPoolExecutor(2): {threads} threads");

    let stock = Mutex::new(10);
    *stock.lock().expect("no panic") -= 1;
    println!("Lock: {:?}", stock.lock());
    let (is_open, changed): (Mutex<bool>, _) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            *is_open.lock().expect("no panic") = true;
            changed.notify_all();
        });
        let guard = is_open.lock().expect("no panic");
        let guard = changed.wait_while(guard, |is_open| !*is_open);
        println!("Event, Condition.wait_for: {}", guard.expect("no panic"));
    });
    println!("Barrier: {}", Barrier::new(1).wait().is_leader());

    let (to, inbox) = channel();
    to.send("soup")?;
    println!("Queue: {}", inbox.recv()?);
    let late = inbox.recv_timeout(Duration::from_millis(1));
    println!("Queue.get(timeout): {late:?}");
    let (to, inbox) = sync_channel(1);
    to.send("rice")?;
    println!("Queue(maxsize=1): {}", inbox.recv()?);

    SERVED.fetch_add(1, Relaxed);
    println!("with lock, n += 1: {}", SERVED.load(Relaxed));

    let prices: Vec<u32> = [1, 2, 3].par_iter().map(|n| n * n).collect();
    println!("Pool.map: {prices:?}");
    println!(
        "functools.reduce: {}",
        prices.into_par_iter().reduce(|| 0, |a, b| a + b)
    );
    Ok(())
}
