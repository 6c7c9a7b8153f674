#[cfg(test)]
mod check {
    use super::*;

    const ANN: [&str; 3] = ["ann: grind", "ann: brew", "ann: pour"];
    const BO: [&str; 3] = ["bo: fill", "bo: steep", "bo: cut"];

    #[test]
    fn no_step_is_lost_or_done_twice() {
        let mut steps = take_turns(&ANN, &BO);
        steps.sort_unstable();
        let mut expected = [ANN, BO].concat();
        expected.sort_unstable();
        assert_eq!(
            steps, expected,
            "taking turns changes the order of the work, not the amount"
        );
    }

    #[test]
    fn each_order_keeps_its_own_order() {
        let steps = take_turns(&ANN, &BO);
        let of = |guest: &str| -> Vec<&str> {
            let steps = steps.iter().copied();
            steps.filter(|step| step.starts_with(guest)).collect()
        };
        assert_eq!(of("ann"), ANN, "Ann's second step needs her first one");
        assert_eq!(of("bo"), BO, "Bo's second step needs his first one");
    }

    #[test]
    fn nobody_has_two_turns_while_the_other_waits() {
        assert_eq!(
            take_turns(&ANN, &BO),
            [ANN[0], BO[0], ANN[1], BO[1], ANN[2], BO[2]],
            "after a step of Ann's comes one of Bo's, as long as he has one left"
        );
    }

    #[test]
    fn who_is_left_alone_goes_on() {
        assert_eq!(
            take_turns(&ANN, &BO[..1]),
            [ANN[0], BO[0], ANN[1], ANN[2]],
            "Bo has one step; when he is done, the thread is Ann's"
        );
        assert_eq!(
            take_turns(&ANN[..1], &BO),
            [ANN[0], BO[0], BO[1], BO[2]],
            "Ann has one step; when she is done, the thread is Bo's"
        );
        assert_eq!(
            take_turns(&[], &BO),
            BO,
            "without Ann, Bo need not wait for anybody"
        );
        assert_eq!(
            take_turns(&ANN, &[]),
            ANN,
            "without Bo, Ann need not wait for anybody"
        );
    }
}
