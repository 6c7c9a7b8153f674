//! Servers whose programs are confined by one tier of the sandbox, as far as this machine offers it.

#![cfg(target_os = "linux")]

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::server::{Server, program, quietly, smallest_book};

/// Who knows it has looked into the server's environment.
pub const IN_THE_ENVIRONMENT: &str = "the-secret-in-the-servers-environment";

/// A server in each tier, as far as this machine offers them.
pub struct Servers([OnceLock<Option<Server>>; 2]);

/// The compiler has less time than usual.
pub static HURRIED: Servers = Servers([OnceLock::new(), OnceLock::new()]);
/// It has less memory, and all the time to fill it on a busy machine.
pub static CRAMPED: Servers = Servers([OnceLock::new(), OnceLock::new()]);

impl Servers {
    #[track_caller]
    pub fn get(&'static self, limits: [&str; 2]) -> Vec<&'static Server> {
        let [a, b] = &self.0;
        let both = [
            a.get_or_init(|| start("A", limits)),
            b.get_or_init(|| start("B", limits)),
        ];
        let offered: Vec<_> = both.into_iter().flatten().collect();
        assert!(!offered.is_empty(), "there is no sandbox to be tested");
        offered
    }
}

#[track_caller]
pub fn servers() -> Vec<&'static Server> {
    HURRIED.get(["compile-time=5", "compile-memory=512M"])
}

fn start(tier: &str, limits: [&str; 2]) -> Option<Server> {
    let folder = smallest_book(&format!("hostile-code-{tier}-{}", limits[0]));
    let mut command = command_in_tier(tier, &folder);
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

/// Serves a book in one tier. Started by root, tier B leaves root, and cannot read a toolchain that lies in root's
/// home: here it is given a second place.
pub fn command_in_tier(tier: &str, folder: &Path) -> Command {
    let sysroot = sysroot();
    let mut command = if tier == "B" && is_root() && !everyone_may_read(&sysroot) {
        let place = folder.join("toolchain");
        std::fs::create_dir(&place).unwrap();
        let script = "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"";
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", script, "sh"]);
        command.arg(&sysroot).arg(&place).arg(program());
        command.env("RUSTC", place.join("bin/rustc"));
        // Cargo names the toolchain's own place there, and rustc would find itself in it.
        command.env_remove("LD_LIBRARY_PATH");
        command
    } else {
        Command::new(program())
    };
    command.args(["serve", "--port", "0", "--while-stdin", "--tier", tier]);
    command.arg("--dir").arg(folder).current_dir(folder);
    command.env("CARGO_TARGET_DIR", folder.join("target"));
    command.env("SERVER_SECRET", IN_THE_ENVIRONMENT);
    quietly(&mut command, folder);
    command
}

fn sysroot() -> PathBuf {
    let asked = Command::new("rustc").args(["--print", "sysroot"]).output();
    PathBuf::from(String::from_utf8_lossy(&asked.unwrap().stdout).trim())
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}

fn everyone_may_read(path: &Path) -> bool {
    let may_enter = |folder: &Path| folder.metadata().unwrap().permissions().mode() & 1 == 1;
    path.ancestors().all(may_enter)
}
