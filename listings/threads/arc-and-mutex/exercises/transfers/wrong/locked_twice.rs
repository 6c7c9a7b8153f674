//! Locks again while the first guard is alive, and waits for itself.
// region: hidden
//! A bank whose money is always all there.

use counted::CountedMutex;
use std::thread;
use std::time::Duration;
// endregion

struct Bank {
    /// A `Mutex` that counts how often it is locked, for the tests.
    accounts: CountedMutex<Vec<u32>>,
}

fn print_receipt() {
    thread::sleep(Duration::from_millis(200));
}

impl Bank {
    /// Moves `amount` if the account `from` has it, and says whether it did.
    /// It locks the accounts once, and prints a receipt if the money has moved.
    fn transfer(&self, from: usize, to: usize, amount: u32) -> bool {
        let mut accounts = self.accounts.lock().expect("no clerk panics");
        if accounts[from] < amount {
            return false;
        }
        accounts[from] -= amount;
        self.accounts.lock().expect("no clerk panics")[to] += amount;
        drop(accounts);
        print_receipt();
        true
    }

    /// What all accounts hold together.
    fn total(&self) -> u32 {
        let accounts = self.accounts.lock().expect("no clerk panics");
        accounts.iter().sum()
    }
}

fn main() {
    let bank = Bank {
        accounts: CountedMutex::new(vec![100, 50]),
    };
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 1, 30));
        thread::sleep(Duration::from_millis(100));
        println!("meanwhile: {}", bank.total());
    });
    println!("at the end: {}", bank.total());
}

// region: hidden
mod counted {
    use std::cell::Cell;
    use std::sync::{LockResult, Mutex, MutexGuard};

    thread_local! {
        /// How often this thread has locked a mutex, for the tests.
        pub static LOCKED: Cell<u32> = const { Cell::new(0) };
    }

    /// A mutex that counts how often it is locked.
    pub struct CountedMutex<T>(Mutex<T>);

    impl<T> CountedMutex<T> {
        pub fn new(value: T) -> CountedMutex<T> {
            CountedMutex(Mutex::new(value))
        }

        pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
            LOCKED.set(LOCKED.get() + 1);
            self.0.lock()
        }
    }
}
// endregion
