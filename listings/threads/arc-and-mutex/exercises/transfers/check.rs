#[cfg(test)]
mod check {
    use super::counted::{CountedMutex, LOCKED};
    use super::*;
    use std::sync::{LazyLock, mpsc};
    use std::thread;
    use std::time::{Duration, Instant};

    fn bank(accounts: &[u32]) -> Bank {
        Bank {
            accounts: CountedMutex::new(accounts.to_vec()),
        }
    }

    /// Every test begins with it, so that none waits for ever.
    #[track_caller]
    fn assert_that_a_transfer_returns() {
        static RETURNS: LazyLock<bool> = LazyLock::new(|| {
            let (result, results) = mpsc::channel();
            thread::spawn(move || result.send(bank(&[100, 50]).transfer(0, 1, 10)));
            results.recv_timeout(Duration::from_secs(3)).is_ok()
        });
        assert!(
            *RETURNS,
            "`transfer` panicked, or it never returns: a thread that locks a mutex again, \
             while its first guard is alive, waits for itself"
        );
    }

    /// What a transfer says, how often it locked the accounts, and how long it took.
    fn transfer(bank: &Bank, amount: u32) -> (bool, u32, Duration) {
        let (before, start) = (LOCKED.get(), Instant::now());
        let has_moved = bank.transfer(0, 1, amount);
        (has_moved, LOCKED.get() - before, start.elapsed())
    }

    #[test]
    fn money_moves_if_it_is_there() {
        assert_that_a_transfer_returns();
        let bank = bank(&[100, 50]);
        assert!(bank.transfer(0, 1, 100), "the account holds 100");
        assert!(!bank.transfer(0, 1, 1), "the account is empty");
        let accounts = bank.accounts.lock().expect("no clerk panics");
        assert_eq!(*accounts, [0, 150], "100 moved, and 1 did not");
    }

    #[test]
    fn a_transfer_locks_the_accounts_once() {
        assert_that_a_transfer_returns();
        let bank = bank(&[100, 50]);
        for amount in [80, 80] {
            let (has_moved, locked, _) = transfer(&bank, amount);
            assert_eq!(
                locked, 1,
                "a transfer that says {has_moved} locked the accounts {locked} times: between two guards \
                 another clerk may take the money that was seen; look and change under one guard"
            );
        }
    }

    #[test]
    fn who_moves_money_prints_a_receipt() {
        assert_that_a_transfer_returns();
        let bank = bank(&[100, 50]);
        let (_, _, took) = transfer(&bank, 60);
        assert!(
            took >= Duration::from_millis(199),
            "a receipt takes 200 ms, and the transfer took {took:?}: call print_receipt, and wait for it"
        );
        let (_, _, took) = transfer(&bank, 60);
        assert!(
            took < Duration::from_millis(180),
            "this transfer was refused after {took:?}: there is nothing to print if no money has moved"
        );
    }

    #[test]
    fn the_total_is_the_same_at_every_moment() {
        assert_that_a_transfer_returns();
        let bank = bank(&[100, 100, 100]);
        let totals: Vec<u32> = thread::scope(|scope| {
            scope.spawn(|| bank.transfer(0, 1, 40));
            scope.spawn(|| bank.transfer(1, 2, 70));
            (0..10)
                .map(|_| {
                    thread::sleep(Duration::from_millis(30));
                    bank.total()
                })
                .collect()
        });
        assert_eq!(
            totals, [300; 10],
            "somebody looked between the two changes, when the money was in no account: \
             make both changes under one guard"
        );
    }

    #[test]
    fn receipts_are_printed_side_by_side() {
        assert_that_a_transfer_returns();
        let bank = bank(&[100, 100, 100]);
        let start = Instant::now();
        thread::scope(|scope| {
            for from in 0..3 {
                let bank = &bank;
                scope.spawn(move || bank.transfer(from, (from + 1) % 3, 10));
            }
        });
        let elapsed = start.elapsed().as_millis();
        assert!(
            elapsed < 550,
            "a receipt takes 200 ms, and three took {elapsed} ms: \
             the accounts are locked meanwhile, so let the guard go before you print"
        );
    }
}
