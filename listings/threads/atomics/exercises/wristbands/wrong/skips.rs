//! Keeps every door at its own numbers, by the thread that asks: some numbers are left out.
// region: hidden
use machine::Counter;
use std::thread;
// endregion

mod machine {
    use std::sync::atomic::{AtomicU8, Ordering::Relaxed};
    use std::{thread, time::Duration};

    /// An `AtomicU8` on a busy machine: after every step the other threads have a turn.
    pub struct Counter(AtomicU8);

    impl Counter {
        pub const fn new(value: u8) -> Counter {
            Counter(AtomicU8::new(value))
        }

        pub fn load(&self) -> u8 {
            turn(self.0.load(Relaxed))
        }

        pub fn store(&self, value: u8) {
            turn(self.0.store(value, Relaxed));
        }

        pub fn fetch_add(&self, value: u8) -> u8 {
            turn(self.0.fetch_add(value, Relaxed))
        }

        pub fn compare_exchange(&self, current: u8, new: u8) -> Result<u8, u8> {
            turn(self.0.compare_exchange(current, new, Relaxed, Relaxed))
        }
    }

    fn turn<T>(result: T) -> T {
        thread::sleep(Duration::from_micros(200));
        result
    }
}

/// The number of the last wristband.
const LAST: u8 = 250;

/// Hands out each number from 1 to `LAST` once, and then nothing any more.
fn hand_out(next: &Counter) -> Option<u8> {
    thread_local! {
        static MINE: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
    }
    let mine = MINE.get();
    let number = if mine == 0 { next.fetch_add(25) } else { mine };
    MINE.set(number + 1);
    (number <= LAST).then_some(number)
}

fn main() {
    let next = Counter::new(1);
    let door = || println!("{:?}, {:?}", hand_out(&next), hand_out(&next));
    thread::scope(|scope| {
        scope.spawn(door);
        scope.spawn(door);
    });
}
