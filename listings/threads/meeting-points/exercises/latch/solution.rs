// region: hidden
//! A latch: it opens when the last guest has arrived, and stays open.

use machine::Changed;
use std::sync::Mutex;
use std::thread;
// endregion

mod machine {
    use std::sync::{Condvar, MutexGuard};
    use std::{cell::Cell, time::Duration};

    /// A condition variable whose first `wait` in each thread returns without a reason.
    #[derive(Default)]
    pub struct Changed(Condvar);

    impl Changed {
        pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
            thread_local!(static CALM: Cell<bool> = const { Cell::new(false) });
            if CALM.replace(true) {
                return self.0.wait(guard).expect("nobody panics");
            }
            let woken = self.0.wait_timeout(guard, Duration::from_millis(10));
            woken.expect("nobody panics").0
        }

        pub fn notify_one(&self) {
            self.0.notify_one();
        }

        pub fn notify_all(&self) {
            self.0.notify_all();
        }
    }
}

struct Latch {
    missing: Mutex<u32>,
    changed: Changed,
}

impl Latch {
    /// One more guest has arrived.
    fn arrive(&self) {
        *self.missing.lock().expect("nobody panics") -= 1;
        self.changed.notify_all();
    }

    /// Returns when no guest is missing, and sleeps until then.
    fn wait(&self) {
        let mut missing = self.missing.lock().expect("nobody panics");
        while *missing > 0 {
            missing = self.changed.wait(missing);
        }
    }
}

fn main() {
    let (missing, changed) = (Mutex::new(2), Changed::default());
    let latch = Latch { missing, changed };
    thread::scope(|scope| {
        scope.spawn(|| latch.wait());
        scope.spawn(|| latch.arrive());
        scope.spawn(|| latch.arrive());
    });
    println!("all have met");
}
