// region: hidden
//! A bank whose money is always all there.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;
// endregion

struct Bank {
    accounts: Mutex<Vec<u32>>,
}

fn print_receipt() {
    thread::sleep(Duration::from_millis(200));
}

impl Bank {
    /// Moves `amount` if the account `from` has it, and says whether it did.
    fn transfer(&self, from: usize, to: usize, amount: u32) -> bool {
        let mut accounts = self.accounts.lock().expect("no clerk panics");
        if accounts[from] < amount {
            return false;
        }
        accounts[from] -= amount;
        accounts[to] += amount;
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
        accounts: Mutex::new(vec![100, 50]),
    };
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 1, 30));
        thread::sleep(Duration::from_millis(100));
        println!("meanwhile: {}", bank.total());
    });
    println!("at the end: {}", bank.total());
}
