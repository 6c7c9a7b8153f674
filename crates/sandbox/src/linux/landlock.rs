//! Landlock: which files may be opened, whatever the mounts and the file modes say.

use super::system;
use crate::job::Job;
use ::landlock::{
    ABI, Access, AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use std::io;
use std::path::Path;

/// The newest version whose rights this module was written for; older kernels enforce what they know.
const KNOWN: ABI = ABI::V6;

/// The devices that every program may use.
const DEVICES: [&str; 5] = [
    "/dev/null",
    "/dev/zero",
    "/dev/full",
    "/dev/random",
    "/dev/urandom",
];

/// What of `/proc` a program in tier B may read of itself; Rust looks up where its own stack ends. What else is there
/// tells of the machine: its network, its mounts.
const OF_ITSELF: [&str; 10] = [
    "/proc/self/auxv",
    "/proc/self/cgroup",
    "/proc/self/cmdline",
    "/proc/self/comm",
    "/proc/self/environ",
    "/proc/self/fd",
    "/proc/self/maps",
    "/proc/self/stat",
    "/proc/self/statm",
    "/proc/self/status",
];

/// In tier A: writing only to the writable places, signals only to each other and never to the keeper.
/// A second wall, so an old kernel is no failure.
pub(super) fn protect_private_root(work_dir: &Path) {
    let writable = [work_dir, Path::new("/tmp"), Path::new("/dev/shm")];
    let enforced = || -> Result<(), RulesetError> {
        let ruleset = Ruleset::default()
            .handle_access(AccessFs::from_write(KNOWN))?
            .scope(Scope::Signal)?
            .create()?;
        ruleset
            .add_rules(path_beneath_rules(writable, AccessFs::from_write(KNOWN)))?
            .add_rules(path_beneath_rules(DEVICES, AccessFs::WriteFile))?
            .restrict_self()?;
        Ok(())
    };
    let _ = enforced();
}

/// In tier B: nothing but the job's own files can be opened. Fails where the kernel has no Landlock.
pub(super) fn confine(job: &Job) -> io::Result<()> {
    let read = AccessFs::from_read(KNOWN);
    let status = || -> Result<RulesetStatus, RulesetError> {
        let ruleset = Ruleset::default()
            .set_compatibility(CompatLevel::HardRequirement)
            .handle_access(AccessFs::from_all(ABI::V1))?
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(KNOWN))?
            .scope(Scope::from_all(KNOWN))?
            .create()?;
        let status = ruleset
            .add_rules(path_beneath_rules(system::PATHS, read))?
            .add_rules(path_beneath_rules(&job.readable, read))?
            .add_rules(path_beneath_rules([&job.program], read))?
            .add_rules(path_beneath_rules(OF_ITSELF, read))?
            .add_rules(path_beneath_rules(
                [&job.work_dir],
                AccessFs::from_all(KNOWN),
            ))?
            .add_rules(path_beneath_rules(
                DEVICES,
                AccessFs::ReadFile | AccessFs::WriteFile,
            ))?
            .restrict_self()?;
        Ok(status.ruleset)
    };
    match status().map_err(io::Error::other)? {
        RulesetStatus::NotEnforced => {
            Err(io::Error::other("this kernel does not enforce Landlock"))
        }
        _ => Ok(()),
    }
}

/// Whether Landlock keeps signals inside: since its version 6.
pub(super) fn scopes_signals() -> bool {
    let strict = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
    strict
        .scope(Scope::Signal)
        .and_then(Ruleset::create)
        .is_ok()
}
