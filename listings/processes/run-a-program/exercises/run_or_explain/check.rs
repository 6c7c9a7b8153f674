#[cfg(test)]
mod check {
    use super::*;

    /// This test program itself: it is there on every system.
    fn this_program(argument: &str) -> Command {
        let path = std::env::current_exe().expect("a running program has a path");
        let mut command = Command::new(path);
        command.arg(argument);
        command
    }

    #[test]
    fn a_program_that_succeeds_has_printed() {
        match run_or_explain(&mut this_program("--list")) {
            Outcome::Printed(text) => assert!(
                text.contains("a_program_that_succeeds"),
                "the child printed a list of tests, but `Printed` holds {text:?}"
            ),
            other => panic!("the child ends with success, but the outcome is {other:?}"),
        }
    }

    #[test]
    fn a_program_that_fails_has_a_code() {
        assert_eq!(
            run_or_explain(&mut this_program("--no-such-option")),
            Outcome::Failed(Some(101)),
            "the child ran and ended with code 101: `output` is Ok, and the status tells the failure"
        );
    }

    #[test]
    fn a_program_that_is_missing_never_started() {
        assert_eq!(
            run_or_explain(&mut Command::new("no-such-program")),
            Outcome::NotStarted(ErrorKind::NotFound),
            "nothing ran, so there is no status: `output` is Err, and its kind tells why"
        );
    }
}
