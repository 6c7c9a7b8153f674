//! Takes the bank apart.
// region: hidden
//! Looks for an order of steps that breaks what a bank promises.
// endregion
/// Two accounts, and the two clerks who move money from one to the other.
#[derive(Clone, Copy, Debug, Default)]
struct Bank {
    ann: i32,
    bo: i32,
    in_hand: [i32; 2], // taken from one account, not yet put into the other
    #[allow(dead_code)] // clerks of the check make notes
    seen: [i32; 2],
}

/// What has to be true after **every** step, if `before` is the bank in which the clerks began:
/// no money is made or lost, and no account is below zero.
/// At the beginning no clerk holds any money.
fn holds(before: &Bank, now: &Bank) -> bool {
    let &Bank {
        ann,
        bo,
        in_hand: [first, second],
        ..
    } = now;
    let total = before.ann + before.bo + before.in_hand.iter().sum::<i32>();
    match (ann, bo) {
        (0.., 0..) => ann + bo + first + second == total,
        _ => false,
    }
}

/// The bank after a step of clerk `me`, or `None` if the clerk has to wait.
type Step = fn(Bank, me: usize) -> Option<Bank>;

/// The first order that breaks the promise, with the bank as it is then.
fn breach(before: &Bank, now: Bank, scripts: [&[Step]; 2], order: &str) -> Option<(String, Bank)> {
    if !holds(before, &now) {
        return Some((order.to_owned(), now));
    }
    [0, 1].into_iter().find_map(|me| {
        let (step, rest) = scripts[me].split_first()?;
        let after = step(now, me)?;
        let mut scripts = scripts;
        scripts[me] = rest;
        let order = format!("{order}{}", ["A", "B"][me]);
        breach(before, after, scripts, &order)
    })
}

fn take(mut bank: Bank, me: usize) -> Option<Bank> {
    bank.ann -= 60;
    bank.in_hand[me] = 60;
    Some(bank)
}

fn put(mut bank: Bank, me: usize) -> Option<Bank> {
    bank.bo += bank.in_hand[me];
    bank.in_hand[me] = 0;
    Some(bank)
}

fn main() {
    let mut bank = Bank::default();
    bank.ann += 100;
    let breach = breach(&bank, bank, [&[take, put]; 2], "");
    println!("broken after: {breach:?}");
}
