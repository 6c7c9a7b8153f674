//! Looks for a place where this process may make groups.

use super::Groups;
use crate::job::Limits;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder for this process itself, where it has to make room for groups beside it.
const OWN: &str = "server";

/// What version 2 must count.
const CONTROLLERS: [&str; 2] = ["memory", "pids"];

impl Groups {
    /// Finds a place and tries it, or says why there is none.
    pub fn find() -> Result<Groups, String> {
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        let mut refusals = Vec::new();
        let candidates = candidates(&mounts, &own).into_iter();
        // Last, as it moves this process.
        let last = std::iter::once_with(|| in_own_folder(&mounts, &own)).flatten();
        for candidate in candidates.chain(last) {
            match candidate.create(&Limits::RUN) {
                Ok(_) => {
                    candidate.sweep();
                    return Ok(candidate);
                }
                Err(error) => refusals.push(error.to_string()),
            }
        }
        match refusals.pop() {
            Some(last) => Err(format!("no cgroup can be made here: {last}")),
            None => Err("no cgroup that counts memory and tasks is in reach".into()),
        }
    }
}

/// The places where nothing has to be changed first, the nearest first.
fn candidates(mounts: &str, own: &str) -> Vec<Groups> {
    let mut found = Vec::new();
    if let Some((mount, folder)) = unified(mounts, own) {
        let near = folder
            .ancestors()
            .filter(|folder| folder.starts_with(&mount));
        let counting = near.filter(|folder| counts(folder)).map(Path::to_owned);
        found.extend(counting.map(Groups::Unified));
    }
    let separate = separate(mounts, own, "memory").zip(separate(mounts, own, "pids"));
    found.extend(separate.map(|(memory, pids)| Groups::Separate { memory, pids }));
    found
}

/// The folder of version 2 in which this process is, made to count.
fn in_own_folder(mounts: &str, own: &str) -> Option<Groups> {
    let (_, folder) = unified(mounts, own)?;
    match make_room(&folder) {
        Ok(()) => Some(Groups::Unified(folder)),
        Err(error) => {
            tracing::debug!("{} cannot count: {error}", folder.display());
            None
        }
    }
}

/// Whether what lies below this folder is counted.
fn counts(folder: &Path) -> bool {
    let passed_on = fs::read_to_string(folder.join("cgroup.subtree_control")).unwrap_or_default();
    let is_there = |wanted: &str| passed_on.split_whitespace().any(|name| name == wanted);
    CONTROLLERS.into_iter().all(is_there)
}

/// Has a folder that is this process's alone count what lies below it: version 2 wants no processes in it then, so this
/// one goes a step down, and with it those that started it and wait for it. Where somebody else is in it, or it is not
/// ours, nothing is done.
fn make_room(folder: &Path) -> io::Result<()> {
    let here = fs::read_to_string(folder.join("cgroup.procs"))?;
    let ours = ancestry();
    if !here.lines().all(|pid| ours.iter().any(|own| own == pid)) {
        return Err(io::Error::other("somebody else is in it"));
    }
    let own = folder.join(OWN);
    fs::create_dir(&own)?;
    for pid in here.lines() {
        fs::write(own.join("cgroup.procs"), pid)?;
    }
    fs::write(folder.join("cgroup.subtree_control"), "+memory +pids")
}

/// This process, its parent, and so on.
fn ancestry() -> Vec<String> {
    let mut all = vec![std::process::id().to_string()];
    while let Some(last) = all.last() {
        let status = fs::read_to_string(format!("/proc/{last}/status")).unwrap_or_default();
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
        match parent.map(str::trim) {
            Some(parent) if parent != "0" => all.push(parent.to_owned()),
            _ => break,
        }
    }
    all
}

/// Where version 2 is mounted, and this process's folder there.
fn unified(mounts: &str, own: &str) -> Option<(PathBuf, PathBuf)> {
    let mount = mounts.lines().filter_map(Mount::parse);
    let mount = mount.into_iter().find(|mount| mount.kind == "cgroup2")?;
    let path = own.lines().find_map(|line| line.strip_prefix("0::"))?;
    Some((mount.at.into(), mount.folder(path)?))
}

/// This process's folder in the hierarchy of a controller of version 1.
fn separate(mounts: &str, own: &str, controller: &str) -> Option<PathBuf> {
    let has = |list: &str| list.split(',').any(|name| name == controller);
    let mut mounts = mounts.lines().filter_map(Mount::parse);
    let mount = mounts.find(|mount| mount.kind == "cgroup" && has(mount.options))?;
    let path = own.lines().find_map(|line| {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        has(controllers).then_some(path)
    })?;
    mount.folder(path)
}

/// A line of `/proc/self/mountinfo`.
struct Mount<'a> {
    root: &'a str,
    at: &'a str,
    kind: &'a str,
    options: &'a str,
}

impl<'a> Mount<'a> {
    fn parse(line: &'a str) -> Option<Mount<'a>> {
        let (place, system) = line.split_once(" - ")?;
        let (mut place, mut system) = (place.split(' ').skip(3), system.split(' '));
        Some(Mount {
            root: place.next()?,
            at: place.next()?,
            kind: system.next()?,
            options: system.nth(1)?,
        })
    }

    /// Where a group's path is, as seen through this mount.
    fn folder(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path).strip_prefix(self.root).ok()?;
        Some(Path::new(self.at).join(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
23 1 0:5 / / rw - ext4 /dev/vda rw
35 31 0:32 /docker/7 /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
39 31 0:36 / /sys/fs/cgroup/pids rw,relatime shared:3 - cgroup cgroup rw,pids
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
";

    #[test]
    fn the_own_folder_is_found_through_the_mount() {
        let own = "8:pids:/\n4:cpu,memory:/docker/7/web\n0::/user.slice/a.scope\n";
        let folder = |controller| separate(MOUNTS, own, controller);
        assert_eq!(
            folder("memory"),
            Some("/sys/fs/cgroup/memory/web".into()),
            "below what is mounted"
        );
        assert_eq!(folder("pids"), Some("/sys/fs/cgroup/pids/".into()));
        assert_eq!(folder("cpuset"), None);
        let (mount, folder) = unified(MOUNTS, own).unwrap();
        assert_eq!(mount, Path::new("/sys/fs/cgroup/unified"));
        assert_eq!(folder, mount.join("user.slice/a.scope"));
    }

    #[test]
    fn a_folder_that_is_not_mounted_is_not_found() {
        assert_eq!(separate(MOUNTS, "4:memory:/elsewhere\n", "memory"), None);
        assert_eq!(unified("", "0::/\n"), None);
    }

    #[test]
    fn version_two_is_taken_where_it_counts() {
        let root = tempfile::tempdir().unwrap();
        let at = root.path().display();
        let mounts = format!("41 31 0:38 / {at} rw - cgroup2 cgroup2 rw\n");
        let (slice, own) = (root.path().join("app"), root.path().join("app/shell"));
        fs::create_dir_all(&own).unwrap();
        fs::write(slice.join("cgroup.subtree_control"), "cpu memory pids\n").unwrap();
        let found = candidates(&mounts, "0::/app/shell\n");
        assert_eq!(found, [Groups::Unified(slice)]);
    }

    #[test]
    fn room_is_made_where_nobody_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("cgroup.procs"), "1\n2147483647\n").unwrap();
        assert!(make_room(folder.path()).is_err() && !at(OWN).exists());
        let us = std::process::id();
        fs::write(at("cgroup.procs"), format!("{us}\n")).unwrap();
        make_room(folder.path()).unwrap();
        let moved = fs::read_to_string(at(OWN).join("cgroup.procs")).unwrap();
        assert_eq!(moved, us.to_string());
        let passed_on = fs::read_to_string(at("cgroup.subtree_control")).unwrap();
        assert_eq!(passed_on, "+memory +pids");
    }
}
