#[cfg(test)]
mod check {
    use super::*;
    use std::time::Instant;

    fn bank(accounts: &[u32]) -> Bank {
        Bank {
            accounts: Mutex::new(accounts.to_vec()),
        }
    }

    #[test]
    fn money_moves_if_it_is_there() {
        let bank = bank(&[100, 50]);
        assert!(bank.transfer(0, 1, 100), "the account holds 100");
        assert!(!bank.transfer(0, 1, 1), "the account is empty");
        let accounts = bank.accounts.lock().expect("no clerk panics");
        assert_eq!(*accounts, [0, 150], "100 moved, and 1 did not");
    }

    #[test]
    fn the_total_is_the_same_at_every_moment() {
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
