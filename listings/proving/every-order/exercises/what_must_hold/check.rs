#[cfg(test)]
mod check {
    use super::*;

    fn bank(ann: i32, bo: i32) -> Bank {
        Bank {
            ann,
            bo,
            ..Bank::default()
        }
    }

    fn look(mut bank: Bank, me: usize) -> Option<Bank> {
        bank.seen[me] = bank.ann;
        Some(bank)
    }

    fn take_if_seen(bank: Bank, me: usize) -> Option<Bank> {
        if bank.seen[me] < 60 {
            Some(bank)
        } else {
            take(bank, me)
        }
    }

    fn take_if_there(bank: Bank, me: usize) -> Option<Bank> {
        if bank.ann < 60 {
            Some(bank)
        } else {
            take(bank, me)
        }
    }

    /// The other half of `look`, and `take` in two steps with it.
    fn take_as_seen(mut bank: Bank, me: usize) -> Option<Bank> {
        if bank.seen[me] >= 60 {
            bank.ann = bank.seen[me] - 60;
            bank.in_hand[me] = 60;
        }
        Some(bank)
    }

    fn look_at_bo(mut bank: Bank, me: usize) -> Option<Bank> {
        bank.seen[me] = bank.bo;
        Some(bank)
    }

    /// The other half of `look_at_bo`, and `put` in two steps with it.
    fn put_as_seen(mut bank: Bank, me: usize) -> Option<Bank> {
        bank.bo = bank.seen[me] + bank.in_hand[me];
        bank.in_hand[me] = 0;
        Some(bank)
    }

    /// Puts the money back if the account is below zero.
    fn put_or_return(mut bank: Bank, me: usize) -> Option<Bank> {
        if bank.ann >= 0 {
            return put(bank, me);
        }
        bank.ann += bank.in_hand[me];
        bank.in_hand[me] = 0;
        Some(bank)
    }

    /// The same clerk at the other end: from Bo to Ann.
    fn take_from_bo(mut bank: Bank, me: usize) -> Option<Bank> {
        bank.bo -= 60;
        bank.in_hand[me] = 60;
        Some(bank)
    }

    fn put_to_ann(mut bank: Bank, me: usize) -> Option<Bank> {
        bank.ann += bank.in_hand[me];
        bank.in_hand[me] = 0;
        Some(bank)
    }

    fn assert_right(start: Bank, scripts: [&[Step]; 2]) {
        let breach = breach(&start, start, scripts, "");
        assert!(
            breach.is_none(),
            "nothing is wrong with this program, and it is refused after the steps {breach:?}: \
             what a clerk has in the hand is neither made nor lost, and an account may be empty"
        );
    }

    fn assert_wrong(start: Bank, scripts: [&[Step]; 2], what: &str) {
        assert!(
            breach(&start, start, scripts, "").is_some(),
            "this program is wrong, and no order of it breaks the promise: {what}"
        );
    }

    #[test]
    fn a_right_transfer_is_accepted_in_every_order() {
        for start in [bank(100, 0), bank(120, 7), bank(59, 1), bank(60, 0)] {
            assert_right(start, [&[take_if_there, put]; 2]);
        }
    }

    #[test]
    fn transfers_there_and_back_are_accepted() {
        assert_right(
            bank(60, 60),
            [&[take_if_there, put], &[take_from_bo, put_to_ann]],
        );
    }

    #[test]
    fn an_account_below_zero_is_found() {
        let what = "both clerks see 100, and each takes 60";
        assert_wrong(bank(100, 0), [&[look, take_if_seen, put]; 2], what);
        let what = "both clerks take 60 from Bo, who has 100";
        assert_wrong(bank(0, 100), [&[take_from_bo, put_to_ann]; 2], what);
    }

    #[test]
    fn an_account_below_zero_for_a_moment_is_found() {
        assert_wrong(
            bank(100, 0),
            [&[take, put_or_return]; 2],
            "an account falls below zero and is put right again; the promise is for every moment",
        );
    }

    #[test]
    fn made_money_is_found() {
        let what = "both clerks see 150 and leave 90, and each has 60 in the hand";
        assert_wrong(bank(150, 0), [&[look, take_as_seen, put]; 2], what);
    }

    #[test]
    fn lost_money_is_found() {
        let what = "both clerks see that Bo has nothing, and both write that he has 60";
        assert_wrong(bank(150, 0), [&[take, look_at_bo, put_as_seen]; 2], what);
    }

    #[test]
    fn the_search_still_finds_what_it_found() {
        let order =
            breach(&bank(0, 0), bank(0, 0), [&[take, put], &[]], "").map(|(order, _)| order);
        assert_eq!(
            order.as_deref(),
            Some("A"),
            "the account is empty, and A takes 60 from it: change `holds`, and leave the search as it is"
        );
    }
}
