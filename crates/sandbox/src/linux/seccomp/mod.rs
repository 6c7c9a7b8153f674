//! The system call filter: what a program has no business to call is refused.
//!
//! `refused` holds what no program may call, in any tier; `without_namespaces` what one may not in tier B beside that.
//! The compiler, which runs no code of the reader's, may do to files what compilers do.

mod filter;
mod refused;
mod without_namespaces;

use super::landlock;
use crate::job::{Role, Tier};
use filter::{RETURN, Refusal, Rules, always, compile, is, refuse_unknown_numbers, when};
use libc::c_long;
use seccompiler::{BpfProgram, SeccompAction, apply_filter};
use std::io;
use std::os::fd::{FromRawFd, OwnedFd};

/// What a filter depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walls {
    pub tier: Tier,
    pub role: Role,
    /// Whether a cgroup counts the program's memory.
    pub is_counted: bool,
}

impl Walls {
    fn are_for_a_guest(self) -> bool {
        self.tier == Tier::Landlock && self.role == Role::Program
    }

    fn refused(self, signals_stay_inside: bool) -> Refusal<Rules> {
        let mut rules = refused::refused()?;
        if !self.is_counted && self.role == Role::Program {
            refused::refuse_what_is_not_counted(&mut rules)?;
        }
        if self.tier == Tier::Landlock {
            without_namespaces::refuse_what_namespaces_hide(&mut rules, signals_stay_inside)?;
        }
        if self.are_for_a_guest() {
            without_namespaces::refuse_changes_of_files(&mut rules)?;
        }
        Ok(rules)
    }

    /// What is told that it worked.
    fn pretended(self) -> Vec<c_long> {
        // Leaving the process group would be leaving the one thing that is killed in one step.
        let mut calls = match self.tier {
            Tier::Landlock => vec![libc::SYS_setsid, libc::SYS_setpgid],
            _ => Vec::new(),
        };
        if self.are_for_a_guest() {
            calls.extend(without_namespaces::PRETENDED);
        }
        calls
    }

    /// What is told that there is no such call.
    fn unknown(self) -> Vec<c_long> {
        // The C library falls back to clone, whose flags a filter can see. Filters of a program's own take memory that no
        // process is charged for; the call goes with the last filter, which it installs.
        let mut calls = vec![libc::SYS_clone3, libc::SYS_seccomp];
        if self.are_for_a_guest() {
            calls.extend(without_namespaces::UNKNOWN);
        }
        calls
    }
}

/// Installs the filters, for this process and all that it will start.
pub(super) fn apply(walls: Walls) -> io::Result<()> {
    let refused = walls.refused(landlock::scopes_signals());
    let refused = refused.map_err(io::Error::other)?;
    let by_number = |calls: Vec<c_long>| calls.into_iter().map(always).collect::<Rules>();
    let pretended = by_number(walls.pretended());
    if !pretended.is_empty() {
        install(&compile(pretended, SeccompAction::Errno(0))?)?;
    }
    let no_such_call = SeccompAction::Errno(libc::ENOSYS.cast_unsigned());
    let mut unknown = compile(by_number(walls.unknown()), no_such_call)?;
    refuse_unknown_numbers(&mut unknown);
    let refuse = SeccompAction::Errno(libc::EPERM.cast_unsigned());
    install(&compile(refused, refuse)?)?;
    install(&unknown)
}

/// From here on this process, and all that it will start, waits for leave before it writes to standard error. The
/// descriptor that is returned tells of it, and gives leave.
pub(super) fn listen_to_standard_error() -> io::Result<OwnedFd> {
    let is_standard_error = || when(&[is(0, 2)]).map_err(io::Error::other);
    let mut rules = Rules::new();
    for call in [libc::SYS_write, libc::SYS_writev] {
        rules.insert(call, vec![is_standard_error()?]);
    }
    let mut program = compile(rules, SeccompAction::Trace(0))?;
    // The filters' crate has no name for this action, so another one holds its place.
    for instruction in &mut program {
        if instruction.code == RETURN && instruction.k == libc::SECCOMP_RET_TRACE {
            instruction.k = libc::SECCOMP_RET_USER_NOTIF;
        }
    }
    let patient = libc::SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
    listener(&program, patient).or_else(|_| listener(&program, 0))
}

fn listener(program: &BpfProgram, flags: libc::c_ulong) -> io::Result<OwnedFd> {
    let filter = libc::sock_fprog {
        len: u16::try_from(program.len()).map_err(io::Error::other)?,
        filter: program.as_ptr().cast_mut().cast(),
    };
    let flags = libc::SECCOMP_FILTER_FLAG_NEW_LISTENER | flags;
    // SAFETY: the filter has the kernel's layout, is only read, and outlives the call.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_seccomp,
            libc::SECCOMP_SET_MODE_FILTER,
            flags,
            &raw const filter,
        )
    };
    let fd = i32::try_from(fd).map_err(io::Error::other)?;
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor was just opened and belongs to nobody else.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn install(program: &BpfProgram) -> io::Result<()> {
    apply_filter(program).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_compiles() {
        for tier in [Tier::Namespaces, Tier::Landlock] {
            for role in [Role::Compiler, Role::Program] {
                for (is_counted, inside) in [(true, true), (false, false)] {
                    let walls = Walls {
                        tier,
                        role,
                        is_counted,
                    };
                    let rules = walls.refused(inside).unwrap();
                    let keeps_signals = rules.contains_key(&libc::SYS_kill);
                    assert_eq!(keeps_signals, tier == Tier::Landlock && !inside);
                    let mut program = compile(rules, SeccompAction::Errno(1)).unwrap();
                    let length = program.len();
                    refuse_unknown_numbers(&mut program);
                    assert_eq!(program.len(), length + 3);
                }
            }
        }
    }
}
