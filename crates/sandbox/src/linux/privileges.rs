//! Who the launcher is, and how it becomes less.

use nix::sys::prctl;
use nix::unistd::{Gid, Uid, geteuid, getgid, getuid, setgroups, setresgid, setresuid};
use std::fs;
use std::io;
use std::os::unix::fs::lchown;
use std::path::Path;

/// The first of the users that a launcher started as root becomes: nobody's by convention.
const FIRST_UID: u32 = 61_184;

/// How many there are, so that runs at the same time are different users.
const UIDS: u32 = 4_000;

/// The user that exists in every user namespace, however small.
const NOBODY: u32 = 65_534;

/// Reading about other processes; the keeper needs it to watch programs that hide themselves.
pub(super) const CAP_SYS_PTRACE: u32 = 19;

const CAP_LAST: u32 = 63;

/// The user as whom everything untrusted runs: never the machine's root.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity {
    pub uid: Uid,
    pub gid: Gid,
    /// Whether the launcher was started as root and has yet to leave it.
    pub from_root: bool,
}

impl Identity {
    pub fn choose() -> Identity {
        if !geteuid().is_root() {
            return Identity {
                uid: getuid(),
                gid: getgid(),
                from_root: false,
            };
        }
        let own = FIRST_UID + std::process::id() % UIDS;
        let id = if is_mapped(own) { own } else { NOBODY };
        Identity {
            uid: Uid::from_raw(id),
            gid: Gid::from_raw(id),
            from_root: true,
        }
    }

    /// Makes a folder and what is in it this user's; without root it is already, or cannot become so.
    pub fn adopt(&self, path: &Path) -> io::Result<()> {
        let found = fs::symlink_metadata(path)?;
        if !self.from_root {
            return Ok(());
        }
        lchown(path, Some(self.uid.as_raw()), Some(self.gid.as_raw()))?;
        if found.is_dir() {
            for entry in fs::read_dir(path)? {
                self.adopt(&entry?.path())?;
            }
        }
        Ok(())
    }

    /// Becomes this user for good, with the capabilities in `keep` and no other.
    pub fn assume(&self, keep: &[u32]) -> io::Result<()> {
        drop_bounding_set();
        if self.from_root {
            prctl::set_keepcaps(!keep.is_empty())?;
            setgroups(&[])?;
            setresgid(self.gid, self.gid, self.gid)?;
            setresuid(self.uid, self.uid, self.uid)?;
            prctl::set_keepcaps(false)?;
        }
        keep_capabilities(keep)
    }
}

/// No program started from here on can gain privileges, by a set-user-id file for example.
pub(super) fn forbid_new_privileges() -> io::Result<()> {
    Ok(prctl::set_no_new_privs()?)
}

/// If the machine runs out of memory, the program goes first, and not whoever keeps it within its limits.
pub(super) fn volunteer_for_the_oom_killer() {
    let _ = fs::write("/proc/self/oom_score_adj", "1000");
}

/// Whether this user namespace knows the user.
fn is_mapped(uid: u32) -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    map.lines().any(|line| {
        let mut numbers = line
            .split_whitespace()
            .filter_map(|word| word.parse::<u64>().ok());
        let (first, _, count) = (numbers.next(), numbers.next(), numbers.next());
        first
            .zip(count)
            .is_some_and(|(first, count)| (first..first + count).contains(&uid.into()))
    })
}

/// Best effort: without the capability to do this, the set does not matter, as nothing can be gained.
fn drop_bounding_set() {
    for capability in 0..=CAP_LAST {
        // SAFETY: prctl with these arguments touches no memory; unknown capabilities are refused.
        unsafe {
            libc::prctl(
                libc::PR_CAPBSET_DROP,
                libc::c_ulong::from(capability),
                0,
                0,
                0,
            )
        };
    }
}

#[repr(C)]
struct CapabilityHeader {
    version: u32,
    pid: i32,
}

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct CapabilityWord {
    effective: u32,
    permitted: u32,
    inheritable: u32,
}

const CAPABILITY_VERSION_3: u32 = 0x2008_0522;

/// Gives up every capability that is not in `keep`.
pub(super) fn keep_capabilities(keep: &[u32]) -> io::Result<()> {
    // SAFETY: prctl with these arguments touches no memory.
    unsafe {
        libc::prctl(
            libc::PR_CAP_AMBIENT,
            libc::PR_CAP_AMBIENT_CLEAR_ALL,
            0,
            0,
            0,
        )
    };
    let mut words = [CapabilityWord::default(); 2];
    for capability in keep {
        let word = &mut words[*capability as usize / 32];
        word.effective |= 1 << (capability % 32);
        word.permitted |= 1 << (capability % 32);
    }
    let header = CapabilityHeader {
        version: CAPABILITY_VERSION_3,
        pid: 0,
    };
    // SAFETY: both structures have the kernel's layout for this version (two words) and outlive the call.
    match unsafe { libc::syscall(libc::SYS_capset, &raw const header, words.as_ptr()) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
