//! What Run needs.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use sandbox::{Probing, Sandbox, Tier};

use super::finding::{Finding, State};
use runner::{
    ClientId, Edition, Event, Mode, Program, RunRequest, Service, Settings, Source, Supply,
    Toolchain,
};

/// The oldest compiler that knows the book's language.
const OLDEST: (u32, u32) = (1, 88);

/// The compiler, the sandbox, the crates, and a program that is run with them.
pub(crate) async fn examine(folder: &Path, supply: &Supply, probing: Probing) -> Vec<Finding> {
    let compiler = compiler(folder);
    let sandbox = Sandbox::probe_with(probing).await;
    let mut findings = vec![
        compiler,
        confinement(&sandbox),
        counting(&sandbox),
        crates(supply),
    ];
    if findings
        .iter()
        .all(|finding| finding.state != State::Broken)
    {
        findings.push(trial(folder, supply, Arc::new(sandbox)).await);
    }
    findings
}

fn compiler(root: &Path) -> Finding {
    const WHAT: &str = "Rust";
    match Toolchain::find(root) {
        Err(error) => Finding::broken(
            WHAT,
            format!("{error:#}"),
            "install Rust from https://rustup.rs",
        ),
        Ok(toolchain) if version(&toolchain.release) < Some(OLDEST) => Finding::broken(
            WHAT,
            format!("rustc {} is too old for the book", toolchain.release),
            format!("rustup update stable ({}.{} or newer)", OLDEST.0, OLDEST.1),
        ),
        Ok(toolchain) => Finding::fine(
            WHAT,
            format!("rustc {} for {}", toolchain.release, toolchain.host),
        ),
    }
}

fn version(release: &str) -> Option<(u32, u32)> {
    let mut numbers = release.split(['.', '-']);
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

fn confinement(sandbox: &Sandbox) -> Finding {
    const WHAT: &str = "sandbox";
    let says = format!("tier {}: {}", sandbox.tier().letter(), sandbox.why());
    match sandbox.tier() {
        Tier::Namespaces => Finding::fine(WHAT, says),
        Tier::Landlock => Finding::lacking(WHAT, says, allow_namespaces()),
        Tier::Unsandboxed if sandbox.allows_runs() => Finding::lacking(
            WHAT,
            says,
            "read the book on a Linux of 2021 or newer, or in a virtual machine with one",
        ),
        Tier::Unsandboxed => Finding::broken(
            WHAT,
            says,
            "`cargo book --unsandboxed` runs programs all the same: yours and those that you trust",
        ),
    }
}

fn counting(sandbox: &Sandbox) -> Finding {
    const WHAT: &str = "limits";
    match sandbox.why_only_watched() {
        None => Finding::fine(WHAT, "memory and tasks are counted exactly, by a cgroup"),
        Some(why) => Finding::lacking(
            WHAT,
            format!("memory and tasks are watched, and not counted exactly: {why}"),
            "with systemd, `systemd-run --user --scope --property=Delegate=yes cargo book` has the kernel count",
        ),
    }
}

/// How tier A is had on a machine that refuses user namespaces.
fn allow_namespaces() -> String {
    let is_on = |setting: &str, value: &str| {
        let file = Path::new("/proc/sys").join(setting);
        std::fs::read_to_string(file).is_ok_and(|text| text.trim() == value)
    };
    if is_on("kernel/apparmor_restrict_unprivileged_userns", "1") {
        return "the profile deploy/apparmor/cargo-book allows tier A to the book alone; how to install it is said in it"
            .to_owned();
    }
    let command = if is_on("kernel/unprivileged_userns_clone", "0") {
        "sudo sysctl kernel.unprivileged_userns_clone=1"
    } else if is_on("user/max_user_namespaces", "0") {
        "sudo sysctl user.max_user_namespaces=10000"
    } else {
        return "tier A needs user namespaces, which something refuses here (in a container: its \
            own filter of system calls)"
            .to_owned();
    };
    format!("`{command}` allows tier A, and user namespaces to every program of this machine")
}

fn crates(supply: &Supply) -> Finding {
    const WHAT: &str = "prepared crates";
    let names = supply.names().join(", ");
    let first = match supply.takes_wishes() {
        true => {
            "the first `cargo book serve --book` compiles them while you read; `--with` adds others"
        }
        false => "the first `cargo book` compiles them while you read",
    };
    let folder = supply.cache().display();
    match supply.is_prepared() {
        true => Finding::fine(WHAT, format!("{names} are in {folder}")),
        false => Finding::lacking(
            WHAT,
            format!("{names} are not compiled yet; they will be in {folder}"),
            first,
        ),
    }
}

/// Compiles and runs a program as the page would.
async fn trial(folder: &Path, supply: &Supply, sandbox: Arc<Sandbox>) -> Finding {
    const WHAT: &str = "Run";
    let started = Instant::now();
    match run_one(folder, supply, sandbox).await {
        Ok(()) => Finding::fine(
            WHAT,
            format!(
                "a program was compiled and run in {} ms",
                started.elapsed().as_millis()
            ),
        ),
        Err(why) if why.contains("Permission denied") => Finding::broken(
            WHAT,
            why,
            "the sandbox leaves root, and its user must be able to read Rust and the book's target folder: \
             start the book as an ordinary user",
        ),
        Err(why) => Finding::broken(
            WHAT,
            why,
            "the usual cause is a missing linker (Debian: apt install gcc) or a full disk",
        ),
    }
}

async fn run_one(folder: &Path, supply: &Supply, sandbox: Arc<Sandbox>) -> Result<(), String> {
    let service = Service::open(folder, supply.clone(), sandbox, Settings::default());
    let service = service.map_err(|error| format!("{error:#}"))?;
    // A new program each time: one that was kept would not show that the compiler works.
    let word = format!("{:?}", std::time::UNIX_EPOCH.elapsed().unwrap_or_default());
    let request = RunRequest {
        program: Program::Rust(Source {
            code: format!("fn main() {{ println!(\"{word}\"); }}\n"),
            edition: Edition::E2024,
            mode: Mode::Debug,
            tests: false,
            backtrace: false,
        }),
        stdin: String::new(),
        test_events: false,
        threads: false,
        client: ClientId::default(),
        limits: None,
    };
    let mut events = service.start(request).map_err(|busy| busy.to_string())?;
    let (mut printed, mut said) = (String::new(), String::new());
    while let Some(numbered) = events.next().await {
        match numbered.event {
            Event::Stdout { text, .. } => printed += &text,
            Event::Diagnostic(diagnostic) => said += &diagnostic.rendered,
            Event::Exit(end) if end.success && printed.trim() == word => return Ok(()),
            Event::Exit(end) => said += &end.message,
            Event::Error { message } => said += &message,
            _ => {}
        }
    }
    Err(format!("a program could not be run: {}", said.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version("1.9.0") < Some(OLDEST));
        assert!(version("1.100.0-nightly") > Some(OLDEST));
        assert!(version("?") < Some(OLDEST));
    }
}
