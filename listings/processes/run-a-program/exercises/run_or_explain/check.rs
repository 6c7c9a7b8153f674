#[cfg(test)]
mod check {
    use super::*;
    use std::io::{self, ErrorKind, Read, Write};
    use std::process::{self, Command};

    /// The other tests start this test program again as their child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        match std::env::var("ENDS").as_deref() {
            Ok("well") => println!("tea is ready"),
            Ok("with a warning") => {
                println!("tea is ready");
                eprintln!("the pot is hot");
            }
            Ok("with a ticket") => match io::stdin().read(&mut [0]) {
                Ok(1) => println!("tea is ready"),
                _ => process::exit(9),
            },
            Ok("in a crash") => process::abort(),
            Ok(code) => process::exit(code.parse().expect("a code is a number")),
            Err(_) => {}
        }
    }

    /// This test program itself: it is there on every system.
    fn child_that_ends(how: &str) -> Command {
        let path = std::env::current_exe().expect("a running program has a path");
        let mut command = Command::new(path);
        command
            .args([
                "--exact",
                "check::as_the_child_of_the_others",
                "--nocapture",
            ])
            .env("ENDS", how);
        command
    }

    #[test]
    fn a_program_that_succeeds_has_printed() {
        for how in ["well", "with a warning"] {
            match run_or_explain(&mut child_that_ends(how)) {
                Outcome::Printed(text) => {
                    assert!(
                        text.contains("tea is ready"),
                        "the child printed that tea is ready, but `Printed` holds {text:?}"
                    );
                    assert!(
                        !text.contains("the pot is hot"),
                        "`Printed` holds stdout; the warning went to stderr: {text:?}"
                    );
                }
                other => panic!(
                    "the child ended {how}, and its status is a success, but the outcome is {other:?}: \
                     what is on stderr does not make it a failure"
                ),
            }
        }
    }

    #[test]
    fn a_program_runs_once() {
        let (ticket, mut seller) = io::pipe().expect("a pipe can be made");
        seller.write_all(b"1").expect("the pipe has room");
        drop(seller);
        let outcome = run_or_explain(child_that_ends("with a ticket").stdin(ticket));
        assert!(
            matches!(&outcome, Outcome::Printed(text) if text.contains("tea is ready")),
            "the child finds one ticket in its stdin and ends well; started a second time it finds none, \
             and fails. The outcome is {outcome:?}: start the program once, and take text and status of that run"
        );
    }

    #[test]
    fn a_program_that_fails_has_a_code() {
        for code in [3, 101] {
            assert_eq!(
                run_or_explain(&mut child_that_ends(&code.to_string())),
                Outcome::Failed(Some(code)),
                "the child ran and ended with code {code}: `output` is Ok, and the status tells the failure"
            );
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_program_that_a_signal_ends_has_failed_without_a_code() {
        assert_eq!(
            run_or_explain(&mut child_that_ends("in a crash")),
            Outcome::Failed(None),
            "the child ran and crashed: the system ended it with a signal, so its status holds no code"
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

    #[test]
    #[cfg(unix)]
    fn a_folder_is_no_program() {
        let folder = std::env::current_dir().expect("a program is somewhere");
        assert_eq!(
            run_or_explain(&mut Command::new(folder)),
            Outcome::NotStarted(ErrorKind::PermissionDenied),
            "it is there, but it cannot be run: the kind of the error tells that from a missing program"
        );
    }
}
