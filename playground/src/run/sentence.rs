//! What the reader is told about the end of a run.

use std::time::Duration;

use sandbox::{Exit, Limits, Stopped};

use super::event::End;

/// The end of a program, in the words of the protocol.
pub fn end(exit: &Exit, limits: &Limits, ran: Duration) -> End {
    End {
        success: exit.code == Some(0) && exit.stopped.is_none() && exit.failure.is_none(),
        code: exit.code,
        signal: exit.signal,
        stopped: exit.stopped.map(name),
        detail: detail(exit),
        message: message(exit, limits),
        ms: u64::try_from(ran.as_millis()).unwrap_or(u64::MAX),
    }
}

/// The end of a run whose program did not compile.
pub fn not_compiled(message: String, stopped: Option<Stopped>) -> End {
    End {
        stopped: stopped.map(name),
        detail: "did not compile".to_owned(),
        message,
        ..End::default()
    }
}

/// What stopped the compiler.
pub fn compiler_stopped(stopped: Stopped, limits: &Limits) -> String {
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
        Stopped::Files => "files",
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

fn message(exit: &Exit, limits: &Limits) -> String {
    if let Some(stopped) = exit.stopped {
        return limit("The program", stopped, limits);
    }
    if let Some(failure) = &exit.failure {
        return format!("The program could not be run: {failure}.");
    }
    match (exit.code, exit.signal) {
        (Some(0), _) | (None, None) => String::new(),
        (Some(101), _) => "The program panicked: its exit code is 101.".to_owned(),
        (Some(code), _) => format!("The program ended with exit code {code}."),
        (None, Some(signal)) => match signal_name(signal) {
            Some((name, what)) => {
                format!("The program was ended by signal {signal} ({name}): {what}.")
            }
            None => format!("The program was ended by signal {signal}."),
        },
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
    }
}

fn bytes(count: u64) -> String {
    const KIB: u64 = 1024;
    const MIB: u64 = 1024 * KIB;
    const GIB: u64 = 1024 * MIB;
    let tenths = |unit: u64| {
        let (whole, tenth) = (count / unit, count % unit * 10 / unit);
        if tenth == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{tenth}")
        }
    };
    match count {
        GIB.. => format!("{} GiB", tenths(GIB)),
        MIB.. => format!("{} MiB", tenths(MIB)),
        KIB.. => format!("{} KiB", tenths(KIB)),
        _ => format!("{count} bytes"),
    }
}

/// The name of a signal, and what it says of a program.
pub fn signal_name(signal: i32) -> Option<(&'static str, &'static str)> {
    Some(match signal {
        2 => ("SIGINT", "it was interrupted"),
        4 => ("SIGILL", "an illegal instruction"),
        5 => ("SIGTRAP", "a breakpoint"),
        6 => ("SIGABRT", "it called abort, or its stack overflowed"),
        7 => ("SIGBUS", "a bad memory access"),
        8 => ("SIGFPE", "an impossible calculation"),
        9 => ("SIGKILL", "it was killed"),
        11 => ("SIGSEGV", "an invalid memory reference"),
        13 => ("SIGPIPE", "it wrote to a pipe that nobody reads"),
        15 => ("SIGTERM", "it was asked to end"),
        31 => (
            "SIGSYS",
            "it asked the system for something that is forbidden here",
        ),
        _ => return None,
    })
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
        let sentence = |stopped| end(&exit(stopped), &Limits::RUN, Duration::ZERO).message;
        assert!(sentence(Stopped::Time).contains("10 seconds"));
        assert!(sentence(Stopped::Memory).contains("512 MiB"));
        assert!(sentence(Stopped::Output).contains("640 KiB"));
        assert!(sentence(Stopped::Processes).contains("512 processes"));
        assert!(sentence(Stopped::Files).contains("16 MiB"));
        assert!(compiler_stopped(Stopped::Memory, &Limits::COMPILE).contains("1.5 GiB"));
    }

    #[test]
    fn a_good_end_needs_no_words() {
        let exit = Exit {
            code: Some(0),
            ..Exit::default()
        };
        let end = end(&exit, &Limits::RUN, Duration::from_millis(3));
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
        let end = end(&exit, &Limits::RUN, Duration::ZERO);
        assert_eq!(end.detail, "signal: 11 (SIGSEGV)");
        assert!(end.message.contains("signal 11 (SIGSEGV)"));
    }
}
