//! An ordinary user to whom a part of the cgroups was given has the kernel count, too.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod common;

use common::{ORDINARY, User, of_tier};
use sandbox::Tier;
use std::fs;
use std::os::unix::fs::chown;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Groups of version 1 that belong to the ordinary user; removed when dropped.
struct Delegated(Vec<PathBuf>);

impl Delegated {
    fn create(name: &str) -> Option<Delegated> {
        let own = fs::read_to_string("/proc/self/cgroup").unwrap();
        let mut folders = Vec::new();
        for controller in ["memory", "pids"] {
            let path = own.lines().find_map(|line| {
                let (name, path) = line.split_once(':')?.1.split_once(':')?;
                (name == controller).then_some(path)
            })?;
            let parent = format!("/sys/fs/cgroup/{controller}{path}");
            let folder = PathBuf::from(parent).join(format!("{name}-{}", std::process::id()));
            fs::create_dir(&folder).ok()?;
            chown(&folder, Some(ORDINARY), Some(ORDINARY)).unwrap();
            chown(folder.join("cgroup.procs"), Some(ORDINARY), None).unwrap();
            folders.push(folder);
        }
        Some(Delegated(folders))
    }

    /// A command that is started in them.
    fn start(&self, command: &Command) -> Command {
        let entries = self
            .0
            .iter()
            .map(|folder| format!("echo $$ > {}/cgroup.procs", folder.display()));
        let script = entries.collect::<Vec<_>>().join(" && ") + " && exec \"$@\"";
        let mut inside = Command::new("sh");
        inside
            .args(["-c", &script, "sh"])
            .arg(command.get_program())
            .args(command.get_args());
        inside
    }
}

impl Drop for Delegated {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[test]
fn what_was_delegated_is_used() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for tier in [Tier::Namespaces, Tier::Landlock] {
        let Some(groups) = Delegated::create(&format!("delegated-{}", tier.letter())) else {
            println!("skipped: no cgroups of version 1 that this user can give away");
            return;
        };
        for setting in runtime.block_on(of_tier(tier)) {
            if setting.user != User::Ordinary {
                continue;
            }
            let work = setting.work_folder();
            let mut command = groups.start(&setting.host(work.path(), &["leader-exit"]));
            let output = command.stdin(Stdio::null()).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                said.contains("only watched because of nothing"),
                "{} {said}",
                setting.name()
            );
            assert!(
                said.contains("stopped: Some(Memory)"),
                "{} {said}",
                setting.name()
            );
            setting.assert_gone();
        }
        for folder in &groups.0 {
            let left = fs::read_dir(folder).unwrap().flatten();
            let left = left.filter(|entry| entry.path().is_dir()).count();
            assert_eq!(left, 0, "groups are left in {}", folder.display());
        }
    }
}
