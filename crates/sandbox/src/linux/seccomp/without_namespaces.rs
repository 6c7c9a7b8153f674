//! What is refused beside that in tier B, where the machine's network, and files and processes of the same user, are in
//! reach.

use super::filter::{
    Condition, Refusal, Rules, Table, add, always, bits, has, has_of, is, is_not, when,
};
use super::refused::PRIO_PROCESS;
use libc::c_long;

/// Changes to files by their names, which Landlock does not look at, and by descriptors that only read.
const REFUSED: &[c_long] = &[
    libc::SYS_fchmodat,
    libc::SYS_fchmodat2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    SETXATTRAT,
    REMOVEXATTRAT,
    FILE_SETATTR,
    // Landlock looks at it since Linux 6.2.
    libc::SYS_truncate,
    // Room on the disk that is not in the size of the file.
    libc::SYS_fallocate,
    // With a message a file goes out of everybody's sight, and stays.
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
];

/// Newer than the C library's list.
const SETXATTRAT: c_long = 463;
const REMOVEXATTRAT: c_long = 466;
const FILE_SETATTR: c_long = 469;

#[cfg(target_arch = "x86_64")]
const REFUSED_HERE: &[c_long] = &[
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_HERE: &[c_long] = &[];

/// What may be asked of a descriptor: whether it is a terminal and how large, how much can be read, and flags. All else
/// could change files through descriptors that only read, or say who is signalled.
const ASKED: &[Condition] = &[
    is_not(1, 0x5401),      // TCGETS
    is_not(1, 0x802C_542A), // TCGETS2
    is_not(1, 0x540F),      // TIOCGPGRP
    is_not(1, 0x5411),      // TIOCOUTQ
    is_not(1, 0x5413),      // TIOCGWINSZ
    is_not(1, 0x541B),      // FIONREAD
    is_not(1, 0x5421),      // FIONBIO
    is_not(1, 0x5450),      // FIONCLEX
    is_not(1, 0x5451),      // FIOCLEX
];

/// What by its arguments reaches other processes, or hides this one and its files.
const CHANGES: Table = &[
    (
        libc::SYS_fcntl,
        &[
            // Leases and notices on files of others.
            &[is(1, bits(libc::F_SETLEASE))],
            &[is(1, bits(libc::F_NOTIFY))],
            // Signals to others.
            &[is(1, bits(libc::F_SETOWN))],
            &[is(1, F_SETSIG)],
            &[is(1, F_SETOWN_EX)],
        ],
    ),
    (libc::SYS_ioctl, &[ASKED]),
    (
        libc::SYS_umask,
        &[&[has(0, 0o400)], &[has(0, 0o200)], &[has(0, 0o100)]],
    ),
    (
        libc::SYS_prctl,
        &[&[is(0, bits(libc::PR_SET_DUMPABLE)), is_not(1, 1)]],
    ),
];

const F_SETSIG: u64 = 10;
const F_SETOWN_EX: u64 = 15;

/// What is to be told that it worked: programs that copy a file set its mode, and the mode is right already.
pub(super) const PRETENDED: [c_long; 1] = [libc::SYS_fchmod];

/// What is not known here, though newer kernels know it: its arguments are out of the filter's sight.
pub(super) const UNKNOWN: [c_long; 1] = [libc::SYS_openat2];

const SET_IDS: [u64; 2] = [0o4000, 0o2000];
const OWNERS: [u64; 3] = [0o400, 0o200, 0o100];

/// What a program could do to files that are not its own, and to its own so that they outlive it or cannot be seen.
pub(super) fn refuse_changes_of_files(rules: &mut Rules) -> Refusal<()> {
    rules.extend(REFUSED.iter().chain(REFUSED_HERE).map(|call| always(*call)));
    add(rules, CHANGES)?;
    modes(rules)
}

/// Modes of new files and folders.
fn modes(rules: &mut Rules) -> Refusal<()> {
    let mut opening = vec![(libc::SYS_openat, 2)];
    let mut folders = vec![(libc::SYS_mkdirat, 2)];
    let mut nodes = vec![(libc::SYS_mknodat, 2)];
    #[cfg(target_arch = "x86_64")]
    {
        opening.push((libc::SYS_open, 1));
        folders.push((libc::SYS_mkdir, 1));
        nodes.extend([(libc::SYS_mknod, 1), (libc::SYS_creat, 1)]);
    }
    for (call, flags) in opening {
        rules.insert(call, when_opened_so(flags)?);
    }
    for (call, mode) in nodes.iter().chain(&folders) {
        let set_ids = SET_IDS.map(|bit| when(&[has(*mode, bit)]));
        rules.insert(*call, set_ids.into_iter().collect::<Refusal<_>>()?);
    }
    for (call, mode) in folders {
        let refused = rules.entry(call).or_default();
        for owner in OWNERS {
            refused.push(when(&[has_of(mode, owner, 0)])?);
        }
    }
    #[cfg(target_arch = "x86_64")]
    rules
        .entry(libc::SYS_creat)
        .or_default()
        .push(when(&[has_of(1, OWNERS[0], 0)])?);
    Ok(())
}

/// The mode follows the flags, and counts where a file is made.
fn when_opened_so(flags: u8) -> Refusal<Vec<seccompiler::SeccompRule>> {
    // The bit that tells a file without a name from a folder.
    const TMPFILE: i32 = libc::O_TMPFILE & !libc::O_DIRECTORY;
    let mut rules = Vec::new();
    for making in [bits(libc::O_CREAT), bits(TMPFILE)] {
        let made = has(flags, making);
        for set_id in SET_IDS {
            rules.push(when(&[made.clone(), has(flags + 1, set_id)])?);
        }
        // Such a program could be run, and not looked into.
        rules.push(when(&[made, has_of(flags + 1, OWNERS[0], 0)])?);
    }
    // Emptied, though opened to be read: Landlock looks at it since Linux 6.2.
    let reading = bits(libc::O_TRUNC | libc::O_ACCMODE);
    rules.push(when(&[has_of(flags, reading, bits(libc::O_TRUNC))])?);
    Ok(rules)
}

/// Without namespaces the machine's network and the user's other processes are in reach.
const REACHED: &[c_long] = &[
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_ioprio_set,
];

/// Likewise, by their arguments.
const REACHED_WHEN: Table = &[
    // Pairs are for talking to oneself. These kinds can, though they are one of a pair, send to somebody else. (Rust's
    // standard library starts some processes with the help of a pair of the kind `SOCK_SEQPACKET`, which cannot.)
    (
        libc::SYS_socketpair,
        &[
            &[has_of(1, KIND_OF_SOCKET, bits(libc::SOCK_DGRAM))],
            &[has_of(1, KIND_OF_SOCKET, bits(libc::SOCK_RAW))],
            &[has_of(1, KIND_OF_SOCKET, bits(libc::SOCK_RDM))],
            &[has_of(1, KIND_OF_SOCKET, SOCK_PACKET)],
            &[is_not(0, bits(libc::AF_UNIX))],
        ],
    ),
    (libc::SYS_prlimit64, &[&[is_not(0, ITSELF)]]),
    (libc::SYS_sched_setscheduler, &[&[is_not(0, ITSELF)]]),
    (libc::SYS_sched_setparam, &[&[is_not(0, ITSELF)]]),
    (libc::SYS_sched_setattr, &[&[is_not(0, ITSELF)]]),
    (libc::SYS_sched_setaffinity, &[&[is_not(0, ITSELF)]]),
    (
        libc::SYS_setpriority,
        &[&[is_not(0, PRIO_PROCESS)], &[is_not(1, ITSELF)]],
    ),
];

const KIND_OF_SOCKET: u64 = 0xF;
/// The C library calls it obsolete; the kernel knows it all the same.
const SOCK_PACKET: u64 = 10;
const ITSELF: u64 = 0;

/// Where nothing keeps signals inside, so none is sent.
const SIGNALS: &[c_long] = &[
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_pidfd_send_signal,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
];

/// What namespaces would hide.
pub(super) fn refuse_what_namespaces_hide(
    rules: &mut Rules,
    signals_stay_inside: bool,
) -> Refusal<()> {
    rules.extend(REACHED.iter().map(|call| always(*call)));
    add(rules, REACHED_WHEN)?;
    if !signals_stay_inside {
        rules.extend(SIGNALS.iter().map(|call| always(*call)));
        // But a program may abort itself.
        let itself = u64::from(std::process::id());
        let others = when(&[is_not(0, itself)])?;
        let not_abort = when(&[is_not(2, bits(libc::SIGABRT))])?;
        rules.insert(libc::SYS_tgkill, vec![others, not_abort]);
    }
    Ok(())
}
