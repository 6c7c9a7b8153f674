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
use crate::threads::{ThreadSpan, Threads};
use census::Census;
use lane::Look;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::unistd::Pid;
use outbox::Outbox;
pub(super) use outbox::{MARK, receive};
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

/// How often to look, by how long the program runs already.
const STEPS: [(Duration, Duration); 3] = [
    (Duration::from_secs(1), Duration::from_millis(2)),
    (Duration::from_secs(4), Duration::from_millis(5)),
    (Duration::MAX, Duration::from_millis(10)),
];

/// Looking takes no more than this part of one core's time.
const SHARE: u32 = 50;

/// How often to send what is known.
const SEND: Duration = Duration::from_millis(100);

/// How long the end of a run waits for a look that goes on. A program can make reading `/proc` slow, and has ended by now.
const PATIENCE: Duration = Duration::from_millis(200);

/// How long it waits at once.
const PAUSE: Duration = Duration::from_micros(200);

/// How long to wait for the first look: a program that has ended by then is not worth a thread that looks, which takes as
/// long to start and to end as it does.
pub(super) const FIRST_LOOK: Duration = STEPS[0].1;

/// Looks at the threads of a run until it is finished.
pub(super) struct Sampler {
    sampling: Arc<Mutex<Sampling>>,
    has_begun: bool,
}

impl Sampler {
    /// Tells the server what there will be to see.
    pub fn new(tree: Arc<Tree>, control: &UnixStream) -> io::Result<Sampler> {
        let outbox = Outbox::new(control.try_clone()?);
        let begun = now();
        let sampling = Arc::new(Mutex::new(Sampling {
            census: Census::new(tree),
            outbox,
            told: Vec::new(),
            tick: tick(),
            begun,
            before: begun,
            sent: begun,
        }));
        let seen = seen();
        let has_begun = seen.is_err();
        let mut held = locked(&sampling);
        held.outbox.tell(&seen.unwrap_or_else(Threads::Unavailable));
        held.outbox.send_some();
        drop(held);
        Ok(Sampler {
            sampling,
            has_begun,
        })
    }

    /// Whether a thread looks, or none ever will.
    pub fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// Starts the thread that looks.
    pub fn begin(&mut self) {
        self.has_begun = true;
        let same = Arc::clone(&self.sampling);
        let looking = std::thread::Builder::new().stack_size(256 * 1024);
        if let Err(error) = looking.spawn(move || look_on(&same)) {
            let why = format!("Nobody can look at the threads: {error}.");
            locked(&self.sampling)
                .outbox
                .tell(&Threads::Unavailable(why));
        }
    }

    /// Has the rest told. Nothing is sent to the server when this returns.
    ///
    /// The thread that looks is left to itself, and mostly sleeps: waking it would take as long as a short program runs.
    pub fn finish(self) {
        let end = now() + PATIENCE;
        loop {
            match self.sampling.try_lock() {
                Ok(mut sampling) => return sampling.finish(),
                Err(TryLockError::Poisoned(sampling)) => return sampling.into_inner().finish(),
                Err(TryLockError::WouldBlock) if now() < end => std::thread::sleep(PAUSE),
                // It holds up whoever looks, and nobody else.
                Err(TryLockError::WouldBlock) => return,
            }
        }
    }
}

/// What is known, and what was told.
struct Sampling {
    census: Census,
    outbox: Outbox,
    told: Vec<ThreadSpan>,
    tick: Duration,
    begun: Duration,
    /// When the last look was.
    before: Duration,
    /// When something was sent last.
    sent: Duration,
}

/// The thread that looks: until the run is finished, or as much is told as there may be.
fn look_on(sampling: &Mutex<Sampling>) {
    raise_open_files();
    loop {
        let Some(pause) = locked(sampling).look() else {
            return;
        };
        std::thread::sleep(pause);
    }
}

impl Sampling {
    /// Looks once, and returns how long to wait for the next time; none if there is no next time.
    fn look(&mut self) -> Option<Duration> {
        // Not by the clock: a look is not long because others had the core meanwhile.
        let (at, own) = (now(), own_time());
        let look = self.look_at(at);
        self.census.look(look, &mut self.told);
        self.before = at;
        if at - self.sent >= SEND {
            self.sent = at;
            let told = std::mem::take(&mut self.told);
            let fits = self.outbox.tell_spans(told, at);
            self.outbox.send_some();
            if !fits {
                return None;
            }
        }
        let took = own_time().saturating_sub(own);
        Some(look.least.max(took * SHARE).saturating_sub(took))
    }

    /// No thread is there any more.
    fn finish(&mut self) {
        let look = self.look_at(now());
        self.census.end(look, &mut self.told);
        let told = std::mem::take(&mut self.told);
        self.outbox.tell_spans(told, self.before);
        self.outbox.send_all();
    }

    fn look_at(&self, at: Duration) -> Look {
        Look {
            at,
            before: self.before,
            least: step(at - self.begun),
            tick: self.tick,
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
        let those = all.filter(|core| set.is_set(*core).unwrap_or(false));
        those.count()
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

fn locked(sampling: &Mutex<Sampling>) -> MutexGuard<'_, Sampling> {
    sampling.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The machine's clock, which is the same in all its processes.
pub(super) fn now() -> Duration {
    clock(libc::clock_gettime, libc::CLOCK_MONOTONIC)
}

/// How long this thread was on a core.
fn own_time() -> Duration {
    clock(libc::clock_gettime, libc::CLOCK_THREAD_CPUTIME_ID)
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
