//! Servers whose programs are confined by one tier of the sandbox, as far as this machine offers it.

#![cfg(target_os = "linux")]

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::server::{Server, program, quietly, smallest_book};

/// Who knows it has looked into the server's environment.
pub(crate) const IN_THE_ENVIRONMENT: &str = "the-secret-in-the-servers-environment";

/// An ordinary user, who need not exist.
const ORDINARY: u32 = 54_321;

/// Who starts a server.
#[derive(Clone, Copy, PartialEq)]
enum User {
    /// Whoever runs the tests.
    Same,
    /// An ordinary user, where root runs the tests.
    Ordinary,
}

/// A server in each tier and of each kind of user, as far as this machine offers them.
pub(crate) struct Servers([OnceLock<Option<Server>>; 4]);

impl Servers {
    const fn new() -> Servers {
        Servers([const { OnceLock::new() }; 4])
    }
}

/// The compiler has less time than usual.
pub(crate) static HURRIED: Servers = Servers::new();
/// It has so little time that only what has no end should be compiled there.
static BREATHLESS: Servers = Servers::new();
/// It has less memory, and all the time to fill it on a busy machine.
pub(crate) static CRAMPED: Servers = Servers::new();

impl Servers {
    #[track_caller]
    pub(crate) fn get(&'static self, limits: [&str; 2]) -> Vec<&'static Server> {
        let [a, b, ordinary_a, ordinary_b] = &self.0;
        let mut all = vec![
            a.get_or_init(|| start("A", User::Same, limits)),
            b.get_or_init(|| start("B", User::Same, limits)),
        ];
        if is_root() {
            all.push(ordinary_a.get_or_init(|| start("A", User::Ordinary, limits)));
            all.push(ordinary_b.get_or_init(|| start("B", User::Ordinary, limits)));
        }
        let offered: Vec<_> = all.into_iter().flatten().collect();
        assert!(!offered.is_empty(), "there is no sandbox to be tested");
        offered
    }
}

/// Servers on which what has no end is soon stopped.
#[track_caller]
pub(crate) fn breathless() -> Vec<&'static Server> {
    BREATHLESS.get(["compile-time=2", "compile-memory=512M"])
}

#[track_caller]
pub(crate) fn servers() -> Vec<&'static Server> {
    HURRIED.get(["compile-time=5", "compile-memory=512M"])
}

fn start(tier: &str, user: User, limits: [&str; 2]) -> Option<Server> {
    let who = if user == User::Same { "" } else { "ordinary-" };
    let folder = smallest_book(&format!("hostile-code-{who}{tier}-{}", limits[0]));
    let mut command = command_of_user(tier, user, &folder);
    for limit in limits.iter().chain(&["at-once=3"]) {
        command.args(["--limit", limit]);
    }
    let server = Server::await_start(command);
    if !server.said.contains(&format!("tier {tier}:")) {
        println!("skipped: tier {tier} is not offered here: {}", server.said);
        return None;
    }
    Some(server)
}

/// Serves a book in one tier.
pub(crate) fn command_in_tier(tier: &str, folder: &Path) -> Command {
    command_of_user(tier, User::Same, folder)
}

/// Serves a book in one tier, as one user. Started by root, tier B leaves root, and then as little as an ordinary user
/// can it read a toolchain that lies in root's home: here it is given a second place.
fn command_of_user(tier: &str, user: User, folder: &Path) -> Command {
    let sysroot = sysroot();
    let leaves_root = user == User::Ordinary || tier == "B" && is_root();
    let mut command = if leaves_root && !everyone_may_read(&sysroot) {
        let place = folder.join("toolchain");
        std::fs::create_dir(&place).unwrap();
        let script = "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"";
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", script, "sh"]);
        command.arg(&sysroot).arg(&place);
        command.env("RUSTC", place.join("bin/rustc"));
        // Cargo names the toolchain's own place there, and rustc would find itself in it.
        command.env_remove("LD_LIBRARY_PATH");
        command
    } else {
        Command::new("env")
    };
    if user == User::Ordinary {
        command.args(["setpriv", "--clear-groups"]);
        command.args([format!("--reuid={ORDINARY}"), format!("--regid={ORDINARY}")]);
    }
    command.arg(program());
    command.args(["serve", "--port", "0", "--while-stdin", "--tier", tier]);
    command.arg("--dir").arg(folder).current_dir(folder);
    command.env("CARGO_TARGET_DIR", folder.join("target"));
    command.env("SERVER_SECRET", IN_THE_ENVIRONMENT);
    quietly(&mut command, folder);
    if user == User::Ordinary {
        give_away(folder);
    }
    command
}

/// Makes a folder and the files of the book in it an ordinary user's.
fn give_away(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("toolchain") {
            give_away(&path);
        }
        chown(&path, Some(ORDINARY), Some(ORDINARY)).unwrap();
    }
    chown(folder, Some(ORDINARY), Some(ORDINARY)).unwrap();
}

pub(crate) fn sysroot() -> PathBuf {
    let asked = Command::new("rustc").args(["--print", "sysroot"]).output();
    PathBuf::from(String::from_utf8_lossy(&asked.unwrap().stdout).trim())
}

pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}

pub(crate) fn everyone_may_read(path: &Path) -> bool {
    let may_enter = |folder: &Path| folder.metadata().unwrap().permissions().mode() & 1 == 1;
    path.ancestors().all(may_enter)
}
