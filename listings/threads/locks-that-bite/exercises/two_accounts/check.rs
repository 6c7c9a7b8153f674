#[cfg(test)]
mod check {
    use super::*;
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Instant;

    const PATIENCE: Duration = Duration::from_millis(1500);

    /// Accounts with the numbers 1, 2, 3, …, side by side in memory and for as long as the program runs:
    /// a clerk who is stuck keeps them.
    fn accounts<const N: usize>(balances: [u32; N]) -> [&'static Account; N] {
        let mut number = 0;
        let accounts = balances.map(|balance| {
            number += 1;
            Account::new(number, balance)
        });
        Box::leak(Box::new(accounts)).each_ref()
    }

    /// What the work returns, or `None` if it is stuck or has panicked.
    fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (answer, answered) = mpsc::channel();
        thread::spawn(move || answer.send(work()));
        match answered.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Disconnected) => panic!("a transfer has panicked"),
            answer => answer.ok(),
        }
    }

    #[test]
    fn money_moves_if_it_is_there() {
        let [ann, bo] = accounts([100, 50]);
        assert!(transfer(ann, bo, 100), "the account holds 100");
        assert!(!transfer(ann, bo, 1), "the account is empty");
        assert!(transfer(bo, ann, 120), "the account holds 150");
        assert!(!transfer(bo, ann, 31), "the account holds 30");
        let balances = (*ann.open(), *bo.open());
        assert_eq!(balances, (120, 30), "100 went there, 120 came back");
    }

    #[test]
    fn transfers_there_and_back_do_not_wait_for_each_other_for_ever() {
        let accounts = accounts([100; 3]);
        let done = in_time(move || {
            let clerks = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 0), (0, 2)].map(|(from, to)| {
                thread::spawn(move || transfer(accounts[from], accounts[to], 10))
            });
            clerks.map(|clerk| clerk.join().expect("a transfer does not panic"))
        });
        assert_eq!(
            done,
            Some([true; 6]),
            "each clerk has one account and waits for another one: \
             let all of them open the account with the smaller number first"
        );
    }

    #[test]
    fn a_transfer_to_the_same_account_changes_nothing() {
        let [ann] = accounts([100]);
        let done = in_time(move || (transfer(ann, ann, 70), transfer(ann, ann, 101), *ann.open()));
        assert_eq!(
            done,
            Some((true, false, 100)),
            "expected true for 70, false for 101, and 100 at the end; \
             None: the clerk waits for an account that it has opened itself"
        );
    }

    #[test]
    fn the_total_is_the_same_at_every_moment() {
        for (from, to) in [(1, 2), (2, 1)] {
            let accounts = accounts([100; 2]);
            let totals = in_time(move || totals_during(accounts, from, to));
            let totals = totals.unwrap_or_else(|| {
                panic!(
                    "somebody opens both accounts, the smaller number first, and the transfer \
                     from {from} to {to} opens them in the other order: each waits for the other"
                )
            });
            assert!(
                totals.iter().all(|&total| total == 200),
                "the accounts hold 200 together, but during the transfer from {from} to {to} \
                 they held {totals:?}: have both open while you move the money"
            );
        }
    }

    /// What the two accounts hold together, seen again and again until the transfer is done.
    fn totals_during(accounts: [&'static Account; 2], from: usize, to: usize) -> Vec<u32> {
        let clerk = thread::spawn(move || transfer(accounts[from - 1], accounts[to - 1], 30));
        let mut totals = Vec::new();
        while !clerk.is_finished() {
            let first = accounts[0].open();
            let second = accounts[1].open();
            totals.push(*first + *second);
            drop((first, second));
            thread::sleep(Duration::from_millis(10));
        }
        totals
    }

    #[test]
    fn the_same_money_moves_once() {
        let [ann, bo] = accounts([0, 100]);
        let moved = in_time(move || {
            let clerks = [(); 4].map(|()| thread::spawn(move || transfer(bo, ann, 60)));
            clerks.map(|clerk| clerk.join().unwrap_or(true))
        });
        let moved = moved.map(|answers| answers.iter().filter(|&&moved| moved).count());
        assert_eq!(
            moved,
            Some(1),
            "four clerks move 60 from an account that holds 100, and one of them can: \
             look and move under the same guards"
        );
    }

    #[test]
    fn other_accounts_need_not_wait() {
        let [ann, bo, cem, dee] = accounts([100; 4]);
        let (sign, done) = mpsc::channel();
        let held = bo.open();
        thread::spawn(move || transfer(ann, bo, 10));
        thread::sleep(Duration::from_millis(200));
        thread::spawn(move || sign.send(transfer(cem, dee, 10)));
        let other = done.recv_timeout(PATIENCE);
        drop(held);
        assert_eq!(
            other,
            Ok(true),
            "a transfer between 3 and 4 waits for one between 1 and 2: lock the two accounts, and not the whole bank"
        );
    }

    #[test]
    fn to_open_an_account_takes_its_time() {
        let [ann] = accounts([100]);
        let start = Instant::now();
        drop(ann.open());
        let elapsed = start.elapsed();
        assert!(
            elapsed >= Duration::from_millis(19),
            "`open` belongs to the bank: leave it as it is, and change `transfer`"
        );
    }
}
