//! How many cores what is performed may use: a check must decide the same on one.

use std::fmt;

use cargo_book::record::{Confinement, TestRun};
use libtest_mimic::{Failed, Trial};

use crate::place::Place;

/// The cores that a performance may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cores {
    /// All, and the other tests use them too.
    All,
    /// One, not the same for every performance.
    One,
}

impl Cores {
    /// Does something that starts programs from this thread; they inherit the thread's cores.
    pub fn hold<T>(self, action: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
        match self {
            Cores::All => action(),
            Cores::One => {
                let _pinned = one::pin()?;
                action()
            }
        }
    }
}

impl fmt::Display for Cores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Cores::All => "on all cores",
            Cores::One => "on one core",
        })
    }
}

/// That the programs do inherit it.
pub fn trials(place: Place) -> Vec<Trial> {
    if cfg!(not(target_os = "linux")) {
        println!("nothing is held to one core: this system has no means for it");
        return Vec::new();
    }
    let counted = move || {
        let code = "#[test] fn one() { assert_eq!(std::thread::available_parallelism().unwrap().get(), 1) }";
        let performer = place.performer()?;
        for confinement in [Confinement::Reader, Confinement::None] {
            let run =
                Cores::One.hold(|| place.wait_for(performer.run_tests(code, confinement)))??;
            if !matches!(
                run,
                TestRun::Ran {
                    passed: 1,
                    failed: 0,
                    ..
                }
            ) {
                return Err(format!("{confinement:?}: {run:?}").into());
            }
        }
        Ok(())
    };
    vec![Trial::test("one_core_is_one", counted)]
}

#[cfg(target_os = "linux")]
mod one {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use libtest_mimic::Failed;
    use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
    use nix::unistd::Pid;

    /// This thread.
    const HERE: Pid = Pid::from_raw(0);

    static TURN: AtomicUsize = AtomicUsize::new(0);

    /// Gives a thread its cores back.
    pub struct Pinned(CpuSet);

    /// Holds this thread to one core, whichever has its turn.
    pub fn pin() -> Result<Pinned, Failed> {
        let all = sched_getaffinity(HERE)?;
        let mut cores = Vec::new();
        for core in 0..CpuSet::count() {
            if all.is_set(core)? {
                cores.push(core);
            }
        }
        let turn = TURN.fetch_add(1, Ordering::Relaxed);
        let mut one = CpuSet::new();
        one.set(cores[turn % cores.len()])?;
        sched_setaffinity(HERE, &one)?;
        Ok(Pinned(all))
    }

    impl Drop for Pinned {
        fn drop(&mut self) {
            if let Err(error) = sched_setaffinity(HERE, &self.0) {
                eprintln!("this thread stays on one core: {error}");
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod one {
    pub fn pin() -> Result<(), libtest_mimic::Failed> {
        Ok(())
    }
}
