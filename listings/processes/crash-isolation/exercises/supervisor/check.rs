#[cfg(test)]
mod check {
    use super::*;
    use std::env;
    use std::process::{self, Command, Stdio};

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        match env::var("ENDS").as_deref() {
            Ok("well") => process::exit(0),
            Ok("with a code") => process::exit(3),
            Ok(_) => process::abort(),
            Err(_) => {}
        }
    }

    /// Supervises a child whose starts end like this; also returns how many starts there were.
    fn supervise_starts(ends: &[&str], most: u32) -> (Option<u32>, u32) {
        let mut starts = 0;
        let order = |start: u32| {
            starts += 1;
            assert!(
                starts <= most + 1,
                "start number {starts}: with {most} restarts there are {} starts at most, so give up",
                most + 1
            );
            let mut command = Command::new(env::current_exe().expect("a program has a path"));
            command
                .args(["--exact", "check::as_the_child_of_the_others"])
                .env("ENDS", ends.get(start as usize).unwrap_or(&"in a crash"))
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command
        };
        let restarts = supervise(order, most).expect("the child can be started");
        (restarts, starts)
    }

    #[test]
    fn a_child_that_succeeds_is_started_once() {
        assert_eq!(
            supervise_starts(&["well"], 3),
            (Some(0), 1),
            "(restarts, starts)"
        );
    }

    #[test]
    fn a_child_is_started_until_it_succeeds() {
        let ends = ["in a crash", "with a code", "well", "well"];
        assert_eq!(
            supervise_starts(&ends, 5),
            (Some(2), 3),
            "(restarts, starts): a crash and a bad code are both a failure, and a success is the end"
        );
    }

    #[test]
    fn the_supervisor_gives_up() {
        assert_eq!(
            supervise_starts(&[], 3),
            (None, 4),
            "(restarts, starts): the first start and three more, and then no more"
        );
        assert_eq!(
            supervise_starts(&[], 0),
            (None, 1),
            "(restarts, starts): no restart is allowed, so the first start is the last"
        );
    }

    #[test]
    fn a_missing_program_is_not_tried_again() {
        let mut starts = 0;
        let order = |_| {
            starts += 1;
            Command::new("no-such-program")
        };
        let result = supervise(order, 3);
        assert!(
            result.is_err(),
            "nothing ran, so nothing can be started again: hand the error up"
        );
        assert_eq!(
            starts, 1,
            "a program that is missing now is missing a moment later"
        );
    }
}
