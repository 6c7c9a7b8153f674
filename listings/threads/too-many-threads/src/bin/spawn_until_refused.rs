// region: hidden
//! Threads that do nothing, until the system refuses one.

use std::sync::Mutex;
use std::thread;
// endregion

const MOST: usize = 400;
const STACK: usize = 2 * 1024 * 1024;

fn main() {
    let door = Mutex::new(());
    let closed = door.lock().expect("no thread panics");
    println!("resident before: {}", memory("VmRSS"));

    let refused = thread::scope(|scope| {
        let mut started = 0;
        let refused = loop {
            if started == MOST {
                break None;
            }
            let idle = thread::Builder::new().stack_size(STACK);
            match idle.spawn_scoped(scope, || drop(door.lock())) {
                Ok(_) => started += 1,
                Err(error) => break Some(error),
            }
        };
        println!("threads: {started}");
        println!("resident with them: {}", memory("VmRSS"));
        println!("address space: {}", memory("VmSize"));
        drop(closed);
        refused
    });
    println!("refused: {refused:?}");
}

/// What the kernel says of this process's memory; on Linux alone.
fn memory(entry: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status");
    let status = status.unwrap_or_default();
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix(&format!("{entry}:")));
    line.map_or("unknown".into(), |line| line.trim().to_owned())
}
