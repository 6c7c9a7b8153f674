#[cfg(test)]
mod check {
    use super::*;
    use std::sync::Barrier;

    /// What so many doors hand out, each asked so many times.
    fn handed_out(next: &Counter, doors: usize, each: usize) -> Vec<Option<u8>> {
        thread::scope(|scope| {
            let door = || (0..each).map(|_| hand_out(next)).collect::<Vec<_>>();
            let doors: Vec<_> = (0..doors).map(|_| scope.spawn(door)).collect();
            let answers = doors.into_iter().map(|door| door.join());
            answers
                .flat_map(|answer| answer.expect("no door panics"))
                .collect()
        })
    }

    fn sorted(answers: &[Option<u8>]) -> Vec<u8> {
        let mut numbers: Vec<u8> = answers.iter().copied().flatten().collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn one_door_hands_out_each_number_once() {
        let next = Counter::new(1);
        let numbers = sorted(&handed_out(&next, 1, 250));
        let all: Vec<u8> = (1..=LAST).collect();
        assert_eq!(numbers, all, "250 guests get the numbers from 1 to 250");
    }

    #[test]
    fn many_doors_hand_out_each_number_once() {
        let next = Counter::new(1);
        let answers = handed_out(&next, 10, 25);
        let mut numbers = sorted(&answers);
        assert_eq!(
            numbers.len(),
            250,
            "250 guests came, and there is a wristband for each: \
             if another door was faster, look at the new number and try again"
        );
        numbers.dedup();
        let different = numbers.len();
        assert_eq!(
            different, 250,
            "only {different} numbers are different: two doors looked at the same moment, and both took what they saw; \
             take a number only if it is still the next one"
        );
    }

    #[test]
    fn nothing_comes_after_the_last_number() {
        let next = Counter::new(LAST - 2);
        let numbers = sorted(&handed_out(&next, 8, 3));
        assert_eq!(
            numbers,
            [248, 249, 250],
            "8 doors are asked when three wristbands are left: \
             to look and to take have to be one step"
        );
    }

    #[test]
    fn the_numbers_do_not_begin_again() {
        let next = Counter::new(LAST);
        let numbers = sorted(&handed_out(&next, 4, 80));
        assert_eq!(
            numbers,
            [250],
            "one wristband was left, and 320 guests came: \
             a `u8` that is added to without end comes back to 0"
        );
    }

    /// Again and again, because each round needs enough doors that look at the same moment.
    #[test]
    fn one_wristband_is_left_and_sixteen_doors_see_it() {
        for _ in 0..20 {
            let next = Counter::new(LAST);
            let together = Barrier::new(16);
            let answers = thread::scope(|scope| {
                let door = || {
                    together.wait();
                    hand_out(&next)
                };
                let doors = [(); 16].map(|()| scope.spawn(door));
                doors.map(|door| door.join().expect("no door panics"))
            });
            assert_eq!(
                sorted(&answers),
                [250],
                "16 doors saw the last wristband, and each added one to a `u8`: \
                 take a number only if it is still the one that was seen"
            );
        }
    }

    #[test]
    fn a_door_that_corrects_itself_is_too_late() {
        let next = Counter::new(LAST + 1);
        let numbers = sorted(&handed_out(&next, 16, 20));
        assert!(
            numbers.is_empty(),
            "all wristbands were gone, and {numbers:?} were handed out: \
             16 doors added one before the first of them could take it back, and the `u8` came to 0"
        );
    }
}
