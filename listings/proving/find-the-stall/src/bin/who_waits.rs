// region: hidden
//! Each thread writes down which lock it took and which one it waits for; a watchdog reads it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
// endregion

static SEATS: Mutex<u32> = Mutex::new(10);
static TILL: Mutex<u32> = Mutex::new(100);

/// Which thread took a lock last, and which lock a thread waits for.
static OWNER: Mutex<BTreeMap<&str, String>> = Mutex::new(BTreeMap::new());
static WANTED: Mutex<BTreeMap<String, &str>> = Mutex::new(BTreeMap::new());

/// The value in a lock, even if a thread has panicked with the guard.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lock(name: &'static str, lock: &'static Mutex<u32>) -> MutexGuard<'static, u32> {
    let thread = thread::current();
    let me = thread.name().unwrap_or("a thread without a name");
    open(&WANTED).insert(me.to_owned(), name);
    let guard = open(lock);
    open(&WANTED).remove(me);
    open(&OWNER).insert(name, me.to_owned());
    guard
}

fn sell() {
    let mut seats = lock("seats", &SEATS);
    thread::sleep(Duration::from_millis(100)); // prints a slip
    let mut till = lock("till", &TILL);
    (*seats, *till) = (*seats - 1, *till + 12);
}

fn refund() {
    let mut till = lock("till", &TILL);
    thread::sleep(Duration::from_millis(100)); // prints a slip
    let mut seats = lock("seats", &SEATS);
    (*seats, *till) = (*seats + 1, *till - 12);
}

fn main() -> std::io::Result<()> {
    thread::Builder::new().name("sell".into()).spawn(sell)?;
    thread::Builder::new().name("refund".into()).spawn(refund)?;
    thread::sleep(Duration::from_millis(400)); // the watchdog's patience
    let owner = open(&OWNER);
    for (thread, lock) in &*open(&WANTED) {
        println!("{thread} waits for {lock}, which {} has", owner[lock]);
    }
    println!("the watchdog has looked");
    Ok(())
}
