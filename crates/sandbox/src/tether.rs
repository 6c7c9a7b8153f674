//! Trusted programs that must not outlive the server, such as cargo with its compilers.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether this binary, executed again, becomes what its first argument says.
static IS_LAUNCHER: AtomicBool = AtomicBool::new(false);

pub(crate) fn this_is_a_launcher() {
    IS_LAUNCHER.store(true, Ordering::Relaxed);
}

/// A command for a program whose standard input is a lifeline, and which itself gets an empty one.
///
/// Once the other end of the lifeline is closed, the program is killed with all that it has started:
/// also when this process was killed. Hold it until the program has ended. It is so on Linux, in a binary
/// that calls [`crate::launcher_main`]; elsewhere nobody looks at the lifeline, and the program is started as it is.
pub fn tethered(program: &Path) -> Command {
    let mut command = if cfg!(target_os = "linux") && IS_LAUNCHER.load(Ordering::Relaxed) {
        let mut command = Command::new("/proc/self/exe");
        command.arg(crate::wire::TETHER_MARK).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.stdin(Stdio::piped());
    command
}
