//! Asks the questions of the picture, in their order.

#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code)] // not every name has to be chosen
enum Way {
    OneByOne,
    Processes,
    Threads,
    Tasks,
    /// Tasks wait, and hand what computes to threads.
    TasksAndThreads,
}
use Way::*;

struct Job {
    needs_a_wall: bool,
    cannot_be_shared: bool,
    computes: bool,
    waits: u32,
}

const JOB: Job = Job {
    needs_a_wall: false,
    cannot_be_shared: false,
    computes: false,
    waits: 0,
};

const fn choose(job: Job) -> Way {
    if job.needs_a_wall {
        return Processes;
    }
    if job.cannot_be_shared {
        return OneByOne;
    }
    match (job.waits, job.computes) {
        (0..100, _) => Threads,
        (_, true) => TasksAndThreads,
        (_, false) => Tasks,
    }
}

const WEATHER: Way = choose(Job { waits: 2000, ..JOB });
const PHOTOS: Way = choose(Job {
    computes: true,
    ..JOB
});
const BALANCES: Way = choose(Job {
    cannot_be_shared: true,
    ..JOB
});
const PLUGINS: Way = choose(Job {
    needs_a_wall: true,
    ..JOB
});
const THERMOMETERS: Way = choose(Job { waits: 4, ..JOB });
const SHOP: Way = choose(Job {
    waits: 3000,
    computes: true,
    ..JOB
});
const BASKET: Way = choose(Job {
    cannot_be_shared: true,
    computes: true,
    ..JOB
});
const VIDEO: Way = choose(Job {
    needs_a_wall: true,
    ..JOB
});

fn main() {
    println!("weather: {WEATHER:?}, photos: {PHOTOS:?}");
    println!("balances: {BALANCES:?}, plug-ins: {PLUGINS:?}");
    println!("thermometers: {THERMOMETERS:?}, shop: {SHOP:?}");
    println!("basket: {BASKET:?}, video: {VIDEO:?}");
}
