//! What a signal says of the program that it ended.

/// The name of a signal, and what it says of a program.
pub fn signal_name(signal: i32) -> Option<(&'static str, &'static str)> {
    let asked = "it was asked to end";
    let alarm = "a timer that it had set ran out";
    let own = "a signal for programs' own purposes";
    Some(match signal {
        1 => ("SIGHUP", asked),
        2 => ("SIGINT", "it was interrupted"),
        3 => ("SIGQUIT", asked),
        4 => ("SIGILL", "an illegal instruction"),
        5 => ("SIGTRAP", "a breakpoint"),
        6 => ("SIGABRT", "it called abort, or its stack overflowed"),
        8 => ("SIGFPE", "an impossible calculation"),
        9 => ("SIGKILL", "it was killed"),
        11 => ("SIGSEGV", "an invalid memory reference"),
        13 => ("SIGPIPE", "it wrote to a pipe that nobody reads"),
        14 => ("SIGALRM", alarm),
        15 => ("SIGTERM", asked),
        24 => ("SIGXCPU", "it used more processor time than it may"),
        25 => ("SIGXFSZ", "it wrote a larger file than it may"),
        26 => ("SIGVTALRM", alarm),
        27 => ("SIGPROF", alarm),
        // These have other numbers elsewhere.
        7 if cfg!(target_os = "linux") => ("SIGBUS", "a bad memory access"),
        10 if cfg!(target_os = "linux") => ("SIGUSR1", own),
        12 if cfg!(target_os = "linux") => ("SIGUSR2", own),
        29 if cfg!(target_os = "linux") => ("SIGIO", "input or output became possible"),
        31 if cfg!(target_os = "linux") => (
            "SIGSYS",
            "it asked the system for something that is forbidden here",
        ),
        34..=64 if cfg!(target_os = "linux") => ("a real-time signal", own),
        _ => return None,
    })
}
