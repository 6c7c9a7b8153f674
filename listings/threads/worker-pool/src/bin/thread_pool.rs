// region: hidden
//! A pool: some threads, and one queue of jobs.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
// endregion

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let start = |_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || work(&queue))
        };
        let workers = (0..size).map(start).collect();
        Pool { jobs, workers }
    }

    fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let sent = self.jobs.send(Box::new(job));
        sent.expect("a worker is there");
    }

    fn finish(self) {
        drop(self.jobs);
        for worker in self.workers {
            worker.join().expect("no job panics");
        }
    }
}

fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().expect("no job runs under the lock").recv();
        let Ok(job) = job else { break };
        job();
    }
}

fn main() {
    let pool = Pool::new(2);
    for page in ["page 1", "page 2", "page 3", "page 4", "page 5", "page 6"] {
        pool.execute(move || {
            log(page, "block: print for 100 ms");
            thread::sleep(Duration::from_millis(100));
            log(page, "done");
        });
    }
    log("main", "block: until all is printed");
    pool.finish();
    log("main", "done");
}

// region: hidden
/// When the program started, in milliseconds of the system clock; a child process is given its parent's.
static START: std::sync::LazyLock<u128> =
    std::sync::LazyLock::new(|| match std::env::var("LOG_START") {
        Ok(start) => start.parse().expect("LOG_START is a number"),
        Err(_) => now(),
    });

fn now() -> u128 {
    let since_1970 = std::time::UNIX_EPOCH.elapsed();
    since_1970.expect("the clock is past 1970").as_millis()
}

/// Prints `<milliseconds> ms | <lane> | <what>`, counted from the first line.
fn log(lane: &str, what: &str) {
    let start = *START;
    println!("{:4} ms | {lane} | {what}", now().saturating_sub(start));
}
// endregion
