// region: hidden
//! A pool of one worker that gives back what its jobs return.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
// endregion

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    fn of_one() -> Pool {
        let (jobs, queue) = mpsc::channel::<Job>();
        thread::spawn(move || {
            for job in queue {
                job();
            }
        });
        Pool { jobs }
    }

    fn submit<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
        let (answer, answered) = mpsc::channel();
        let job = move || {
            // An error means that nobody wants the answer any more.
            let _ = answer.send(work());
        };
        // An error means that the worker is gone; then the answer never comes.
        let _ = self.jobs.send(Box::new(job));
        answered
    }
}

fn main() {
    let pool = Pool::of_one();
    let orders = ["12", "twelve", "9"];
    let answers = orders.map(|order| pool.submit(move || order.parse::<u32>().expect("a number")));
    for (order, answer) in orders.into_iter().zip(answers) {
        match answer.recv() {
            Ok(number) => println!("{order}: {number:?}"),
            Err(error) => println!("{order}: {error}"),
        }
    }
}
