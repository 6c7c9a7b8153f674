//! What the reader is told about the end of a run.

use std::time::Duration;

use sandbox::{Exit, Limits, OPEN_FILES, Stopped};

use super::event::{End, Tests};
use super::harness::Suite;
use super::hints::LastWords;
use super::signals::signal_name;
use super::size::bytes;
use crate::compile::{Diagnostic, Prebuilt};

/// How many tests are named in a sentence.
const NAMED: usize = 8;

/// The end of a program, in the words of the protocol.
pub(crate) fn end(exit: &Exit, last_words: &LastWords, limits: &Limits, ran: Duration) -> End {
    End {
        success: exit.code == Some(0) && exit.stopped.is_none() && exit.failure.is_none(),
        code: exit.code,
        signal: exit.signal,
        stopped: exit.stopped.map(name),
        detail: detail(exit),
        message: message(exit, last_words, limits),
        ms: u64::try_from(ran.as_millis()).unwrap_or(u64::MAX),
        tests: None,
    }
}

/// Adds to an error about a crate that is not here which ones are, and how it can be had: the compiler advises to add it,
/// and nobody can.
pub(crate) fn with_crates(mut diagnostic: Diagnostic, prebuilt: &Prebuilt) -> Diagnostic {
    let text = &diagnostic.rendered;
    let is_unknown = diagnostic.code.as_deref() == Some("E0463");
    let missing = missing_crate(text);
    // A module of the standard library that was not imported looks the same, and is told so.
    if (is_unknown || missing.is_some()) && !text.contains("help: consider importing") {
        let crates = prebuilt.versions().into_iter().map(|known| known.id);
        let crates = crates.collect::<Vec<_>>().join(", ");
        let mut note =
            format!("  = note: the crates that a program can use here are std, {crates}\n");
        if let Some(missing) = missing.filter(|_| prebuilt.supply().takes_wishes()) {
            note += &format!(
                "  = note: {missing} is here after `cargo book serve` was started with `--with {missing}`\n"
            );
        }
        diagnostic.rendered = format!("{}\n{note}\n", text.trim_end());
    }
    diagnostic
}

/// The name of the crate that the compiler misses.
fn missing_crate(text: &str) -> Option<&str> {
    let ways = [
        "you might be missing a crate named `",
        "can't find crate for `",
    ];
    let rest = ways.iter().find_map(|way| text.split(way).nth(1))?;
    rest.split('`').next()
}

/// Adds what became of the tests: an exit code tells nothing of those that a test prevented by ending the process.
pub(crate) fn of_tests(end: &mut End, suite: &Suite) {
    let tests = Tests {
        complete: suite.is_complete(),
        announced: suite.announced(),
        unfinished: suite.running().map(str::to_owned).collect(),
        not_begun: suite.not_begun(),
    };
    end.success &= tests.complete && suite.failed == 0;
    if !tests.complete {
        end.message = cut_short(end, &tests);
    } else if suite.failed > 0 && end.stopped.is_none() && end.signal.is_none() {
        end.message = "Not all tests passed.".to_owned();
    }
    end.tests = Some(tests);
}

/// Why some tests have no result.
fn cut_short(end: &End, tests: &Tests) -> String {
    let what = match (end.code, tests.announced) {
        (Some(code), Some(_)) if end.stopped.is_none() => {
            format!("The test program ended before its tests did, with exit code {code}.")
        }
        (Some(code), None) if end.stopped.is_none() => {
            format!("The test program ended before it began its tests, with exit code {code}.")
        }
        _ => end.message.clone(),
    };
    let running = match tests.unfinished.as_slice() {
        [] => String::new(),
        names if names.len() > NAMED => {
            let more = names.len() - NAMED;
            format!(
                " Still running: {} and {more} more.",
                names[..NAMED].join(", ")
            )
        }
        names => format!(" Still running: {}.", names.join(", ")),
    };
    let not_begun = match tests.not_begun {
        0 => String::new(),
        1 => " One test had not begun.".to_owned(),
        count => format!(" {count} tests had not begun."),
    };
    what + &running + &not_begun
}

/// The end of a run whose program did not compile.
pub(crate) fn not_compiled(message: String, stopped: Option<Stopped>) -> End {
    End {
        stopped: stopped.map(name),
        detail: "did not compile".to_owned(),
        message,
        ..End::default()
    }
}

/// What stopped the compiler.
pub(crate) fn compiler_stopped(stopped: Stopped, limits: &Limits) -> String {
    match stopped {
        Stopped::Memory => format!(
            "The compiler was stopped: it ran out of memory (it may use {}).",
            bytes(limits.memory)
        ),
        other => limit("The compiler", other, limits),
    }
}

fn name(stopped: Stopped) -> &'static str {
    match stopped {
        Stopped::Time => "time",
        Stopped::Memory => "memory",
        Stopped::Output => "output",
        Stopped::Processes => "processes",
        Stopped::Files | Stopped::OpenFiles => "files",
    }
}

/// In the words of Rust's own `ExitStatus`.
fn detail(exit: &Exit) -> String {
    match (exit.code, exit.signal) {
        (Some(code), _) => format!("exit status: {code}"),
        (None, Some(signal)) => match signal_name(signal) {
            Some((name, _)) => format!("signal: {signal} ({name})"),
            None => format!("signal: {signal}"),
        },
        (None, None) => "did not end by itself".to_owned(),
    }
}

fn message(exit: &Exit, last_words: &LastWords, limits: &Limits) -> String {
    if let Some(stopped) = exit.stopped {
        return limit("The program", stopped, limits);
    }
    if let Some(failure) = &exit.failure {
        return match (exit.code, exit.signal) {
            (None, None) => format!("The program could not be run: {failure}."),
            _ => format!("The program ran to its end, and then the sandbox failed: {failure}."),
        };
    }
    let ended = match (exit.code, exit.signal) {
        (Some(0), _) | (None, None) => return String::new(),
        (Some(101), _) => "The program panicked: its exit code is 101.".to_owned(),
        (Some(code), _) => format!("The program ended with exit code {code}."),
        (None, Some(signal)) => match signal_name(signal) {
            Some((name, what)) => {
                let what = match name {
                    "SIGABRT" => last_words.why_aborted(),
                    _ => what,
                };
                format!("The program was ended by signal {signal} ({name}): {what}.")
            }
            None => format!("The program was ended by signal {signal}."),
        },
    };
    match last_words.limit(exit, limits) {
        Some(limit) => format!("{ended} It reached a limit: {limit}."),
        None => ended,
    }
}

fn limit(who: &str, stopped: Stopped, limits: &Limits) -> String {
    match stopped {
        Stopped::Time => format!(
            "{who} was stopped: it may run for {} seconds.",
            limits.wall.as_secs_f64()
        ),
        Stopped::Memory => format!(
            "{who} was stopped: it may use {} of memory, all its processes together.",
            bytes(limits.memory)
        ),
        Stopped::Output => format!(
            "{who} was stopped: it may print {}. What it printed first is shown.",
            bytes(limits.output)
        ),
        Stopped::Processes => format!(
            "{who} was stopped: it may have {} processes and threads at once.",
            limits.tasks
        ),
        Stopped::Files => format!(
            "{who} was stopped: it may write {} to a file, and {} files.",
            bytes(limits.file_size),
            limits.files
        ),
        Stopped::OpenFiles => format!(
            "{who} was stopped: it may have {OPEN_FILES} files open at once, all its processes together."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_has_its_sentence_with_its_number() {
        let exit = |stopped| Exit {
            signal: Some(9),
            stopped: Some(stopped),
            ..Exit::default()
        };
        let sentence = |stopped| message(&exit(stopped), &LastWords::default(), &Limits::RUN);
        assert!(sentence(Stopped::Time).contains("10 seconds"));
        assert!(sentence(Stopped::Memory).contains("512 MiB"));
        assert!(sentence(Stopped::Output).contains("640 KiB"));
        assert!(sentence(Stopped::Processes).contains("512 processes"));
        assert!(sentence(Stopped::Files).contains("16 MiB"));
        assert!(sentence(Stopped::OpenFiles).contains("2048 files open"));
        assert!(compiler_stopped(Stopped::Memory, &Limits::COMPILE).contains("1.5 GiB"));
    }

    #[test]
    fn a_good_end_needs_no_words() {
        let exit = Exit {
            code: Some(0),
            ..Exit::default()
        };
        let end = end(
            &exit,
            &LastWords::default(),
            &Limits::RUN,
            Duration::from_millis(3),
        );
        assert!(end.success);
        assert_eq!(end.detail, "exit status: 0");
        assert_eq!((end.message.as_str(), end.ms), ("", 3));
    }

    #[test]
    fn the_words_that_readers_search_for_are_kept() {
        let exit = Exit {
            signal: Some(11),
            ..Exit::default()
        };
        let end = end(&exit, &LastWords::default(), &Limits::RUN, Duration::ZERO);
        assert_eq!(end.detail, "signal: 11 (SIGSEGV)");
        assert!(end.message.contains("signal 11 (SIGSEGV)"));
    }
}
