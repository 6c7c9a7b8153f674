//! Looks at what each thread of a run does, every few milliseconds, and tells the server: which core it is on, whether it
//! is ready and waits for one, or sleeps.
//!
//! ```text
//! Sampler        a thread of the keeper, beside the one that watches the limits
//! ├── census     which threads there are
//! ├── reading    what /proc counts of one
//! ├── lane       what that says about what it did
//! └── outbox     messages to the server
//! ```
//!
//! `/proc` is what every Linux has. The kernel could also tell of each switch at once (`perf_event_open` with
//! `context_switch`), and more exactly; Debian and Ubuntu refuse that to ordinary users, as containers do, and then there
//! would have to be this all the same.

mod census;
mod lane;
mod outbox;
mod reading;

use super::tree::Tree;
use crate::threads::Threads;
use census::Census;
use lane::Look;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::unistd::Pid;
use outbox::Outbox;
pub(super) use outbox::{MARK, receive};
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often to look, by how long the program runs already.
const STEPS: [(Duration, Duration); 3] = [
    (Duration::from_secs(1), Duration::from_millis(2)),
    (Duration::from_secs(4), Duration::from_millis(5)),
    (Duration::MAX, Duration::from_millis(10)),
];

/// Looking takes no more than this part of one core's time.
const SHARE: u32 = 25;

/// How often to send what is known.
const SEND: Duration = Duration::from_millis(100);

/// How long the end of a run waits for one that looks. A program can make reading `/proc` slow, and has ended by now.
const PATIENCE: Duration = Duration::from_millis(200);

/// A thread that looks at the threads of a run.
pub(super) struct Sampler {
    thread: JoinHandle<()>,
    stop: Arc<AtomicBool>,
    outbox: Arc<Mutex<Outbox>>,
    /// Says when it has told all.
    done: Receiver<()>,
}

impl Sampler {
    /// Starts to look. What is found is sent to the server, also that there can be no thread that looks.
    pub fn start(tree: Arc<Tree>, control: &UnixStream) -> io::Result<Sampler> {
        let stop = Arc::new(AtomicBool::new(false));
        let outbox = Arc::new(Mutex::new(Outbox::new(control.try_clone()?)));
        let (sender, done) = channel();
        let sampling = Sampling {
            census: Census::new(tree),
            outbox: Arc::clone(&outbox),
            stop: Arc::clone(&stop),
            tick: tick(),
        };
        let looking = std::thread::Builder::new().stack_size(256 * 1024);
        let thread = looking.spawn(move || sampling.go_on(&sender));
        let thread = thread.inspect_err(|error| {
            let why = format!("Nobody can look at the threads: {error}.");
            let mut outbox = locked(&outbox);
            outbox.tell(&Threads::Unavailable(why));
            outbox.send_all();
        })?;
        Ok(Sampler {
            thread,
            stop,
            outbox,
            done,
        })
    }

    /// Has the rest told. Nothing is sent to the server when this returns.
    pub fn finish(self) {
        self.stop.store(true, Relaxed);
        self.thread.thread().unpark();
        let _ = self.done.recv_timeout(PATIENCE);
        locked(&self.outbox).close();
    }
}

struct Sampling {
    census: Census,
    outbox: Arc<Mutex<Outbox>>,
    stop: Arc<AtomicBool>,
    tick: Duration,
}

impl Sampling {
    /// Looks until it is told to stop, or has told as much as there may be.
    fn go_on(mut self, done: &Sender<()>) {
        match seen() {
            Ok(seen) => {
                locked(&self.outbox).tell(&seen);
                self.look_on();
            }
            Err(why) => locked(&self.outbox).tell(&Threads::Unavailable(why)),
        }
        locked(&self.outbox).send_all();
        let _ = done.send(());
    }

    fn look_on(&mut self) {
        raise_open_files();
        let begun = now();
        let (mut before, mut sent) = (begun, begun);
        let mut told = Vec::new();
        while !self.stop.load(Relaxed) {
            let at = now();
            let least = step(at - begun);
            let tick = self.tick;
            let look = Look {
                at,
                before,
                least,
                tick,
            };
            self.census.look(look, &mut told);
            before = at;
            if at - sent >= SEND {
                sent = at;
                let mut outbox = locked(&self.outbox);
                if !outbox.tell_spans(std::mem::take(&mut told), at) {
                    return;
                }
                outbox.send_some();
            }
            let took = now() - at;
            let next = at + least.max(took * SHARE);
            self.pause(next);
        }
        let look = Look {
            at: now(),
            before,
            least: step(before - begun),
            tick: self.tick,
        };
        self.census.end(look, &mut told);
        locked(&self.outbox).tell_spans(told, before);
    }

    /// Until this time, or until the end.
    fn pause(&self, until: Duration) {
        loop {
            let left = until.saturating_sub(now());
            if left.is_zero() || self.stop.load(Relaxed) {
                return;
            }
            std::thread::park_timeout(left);
        }
    }
}

fn step(age: Duration) -> Duration {
    let mut steps = STEPS.iter();
    let found = steps.find(|(until, _)| age < *until);
    found.map_or(STEPS[0].1, |(_, step)| *step)
}

/// What there will be to see, or why there is nothing.
fn seen() -> Result<Threads, String> {
    let own = nix::unistd::gettid().as_raw();
    let counts = reading::Files::open(std::process::id().cast_signed(), own);
    let counts = counts.and_then(|files| files.counts());
    // A kernel that does not count gives noughts.
    if counts.is_none_or(|counts| counts.arrivals == 0) {
        return Err("This kernel does not count what threads do.".into());
    }
    let may_use = nix::sched::sched_getaffinity(Pid::from_raw(0));
    let cores = |set: nix::sched::CpuSet| {
        let all = 0..nix::sched::CpuSet::count();
        all.filter(|core| set.is_set(*core).unwrap_or(false))
            .count()
    };
    Ok(Threads::Seen {
        step: STEPS[0].1,
        cores: may_use.map_or(1, cores),
    })
}

/// Two for each thread are needed. The program has its own limit already.
fn raise_open_files() {
    if let Ok((_, most)) = getrlimit(Resource::RLIMIT_NOFILE) {
        let _ = setrlimit(Resource::RLIMIT_NOFILE, most, most);
    }
}

fn locked(outbox: &Mutex<Outbox>) -> MutexGuard<'_, Outbox> {
    outbox.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The machine's clock, which is the same in all its processes.
pub(super) fn now() -> Duration {
    clock(libc::clock_gettime, libc::CLOCK_MONOTONIC)
}

/// The time between two ticks: this clock counts them.
fn tick() -> Duration {
    clock(libc::clock_getres, libc::CLOCK_MONOTONIC_COARSE)
}

fn clock(
    ask: unsafe extern "C" fn(libc::clockid_t, *mut libc::timespec) -> libc::c_int,
    clock: libc::clockid_t,
) -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: both functions that are given here write a structure where the pointer leads, which outlives the call.
    unsafe { ask(clock, &raw mut time) };
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}
