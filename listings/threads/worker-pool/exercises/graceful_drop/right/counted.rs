//! Closes the queue, and looks until every worker has finished, without a join.
// region: hidden
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
// endregion

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Option<Sender<Job>>,
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
        let jobs = Some(jobs);
        Pool { jobs, workers }
    }

    fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("there until drop");
        let sent = jobs.send(Box::new(job));
        sent.expect("a worker is there");
    }
}

fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().expect("no job runs under the lock").recv();
        let Ok(job) = job else { break };
        job();
    }
}

impl Drop for Pool {
    /// Returns when every job has been run and every worker has ended.
    /// A worker whose job panicked has ended too; `drop` does not panic for it.
    fn drop(&mut self) {
        drop(self.jobs.take());
        while !self.workers.iter().all(JoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn main() {
    let pool = Pool::new(2);
    for page in 1..=4 {
        pool.execute(move || {
            thread::sleep(Duration::from_millis(100));
            println!("page {page} is printed");
        });
    }
    drop(pool);
    println!("the print shop is closed");
}
