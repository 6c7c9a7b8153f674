// region: hidden
//! Transfers between accounts that have a lock each.

use bank::Account;
use std::thread;
use std::time::Duration;
// endregion

mod bank {
    use std::sync::{Mutex, MutexGuard};
    use std::{thread, time::Duration};

    pub struct Account {
        pub number: u32,
        balance: Mutex<u32>,
    }

    impl Account {
        pub const fn new(number: u32, balance: u32) -> Account {
            let balance = Mutex::new(balance);
            Account { number, balance }
        }

        /// Locks the account, and looks for its file meanwhile.
        pub fn open(&self) -> MutexGuard<'_, u32> {
            let balance = self.balance.lock().expect("no clerk panics");
            thread::sleep(Duration::from_millis(20));
            balance
        }
    }
}

/// Moves `amount` if `from` has it, and says whether it did.
/// Both may be the same account; then nothing changes.
fn transfer(from: &Account, to: &Account, amount: u32) -> bool {
    let mut source = from.open();
    let mut target = to.open();
    if *source < amount {
        return false;
    }
    *source -= amount;
    *target += amount;
    true
}

static ANN: Account = Account::new(1, 100);
static BO: Account = Account::new(2, 100);

fn main() {
    let there = thread::spawn(|| transfer(&ANN, &BO, 30));
    let back = thread::spawn(|| transfer(&BO, &ANN, 20));
    thread::sleep(Duration::from_millis(300));
    println!("done: {}, {}", there.is_finished(), back.is_finished());
}
