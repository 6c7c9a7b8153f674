//! What every program is refused, in every tier.

use super::filter::{Refusal, Rules, Table, add, always, at_least, bits, has, has_of, is, is_not};
use libc::c_long;

/// Typing into a terminal; the C libraries disagree about the type of these numbers.
const TIOCSTI: u64 = 0x5412;
const TIOCLINUX: u64 = 0x541C;

/// That a process is meant, and not a group or a user.
pub(super) const PRIO_PROCESS: u64 = 0;
const IOPRIO_WHO_PROCESS: u64 = 1;

/// Calls refused with "operation not permitted", whatever their arguments.
const REFUSED: &[c_long] = &[
    // Mounts and roots.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
    libc::SYS_quotactl,
    libc::SYS_quotactl_fd,
    STATMOUNT,
    LISTMOUNT,
    OPEN_TREE_ATTR,
    // Namespaces.
    libc::SYS_unshare,
    libc::SYS_setns,
    // Large and young parts of the kernel.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_fanotify_init,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    // Other processes' insides.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_process_mrelease,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    libc::SYS_migrate_pages,
    libc::SYS_move_pages,
    // The machine.
    libc::SYS_reboot,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_syslog,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_vhangup,
    // Tables of the whole machine or of the whole user.
    libc::SYS_io_setup,
    libc::SYS_inotify_init1,
    // Memory that no process is charged for.
    libc::SYS_landlock_create_ruleset,
    libc::SYS_landlock_add_rule,
    libc::SYS_landlock_restrict_self,
    libc::SYS_vmsplice,
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_msgget,
    libc::SYS_semget,
    libc::SYS_mq_open,
];

/// Newer than the C library's list.
const STATMOUNT: c_long = 457;
const LISTMOUNT: c_long = 458;
const OPEN_TREE_ATTR: c_long = 467;

#[cfg(target_arch = "x86_64")]
const REFUSED_HERE: &[c_long] = &[
    libc::SYS_iopl,
    libc::SYS_ioperm,
    libc::SYS_modify_ldt,
    libc::SYS_kexec_file_load,
    libc::SYS_uselib,
    libc::SYS_inotify_init,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_HERE: &[c_long] = &[];

/// The limit of its core is no program's to change, by the older call, either.
#[cfg(target_arch = "x86_64")]
const LIMITS_HERE: Table = &[(libc::SYS_setrlimit, &[&[is(0, CORE)]])];
#[cfg(not(target_arch = "x86_64"))]
const LIMITS_HERE: Table = &[];

/// Calls refused by their arguments.
const REFUSED_WHEN: Table = &[
    (
        libc::SYS_clone,
        &[
            &[has(0, bits(libc::CLONE_NEWNS))],
            &[has(0, bits(libc::CLONE_NEWCGROUP))],
            &[has(0, bits(libc::CLONE_NEWUTS))],
            &[has(0, bits(libc::CLONE_NEWIPC))],
            &[has(0, bits(libc::CLONE_NEWUSER))],
            &[has(0, bits(libc::CLONE_NEWPID))],
            &[has(0, bits(libc::CLONE_NEWNET))],
            // A thread with a table of descriptors of its own: nobody would find it.
            &[has_of(0, THREAD | bits(libc::CLONE_FILES), THREAD)],
        ],
    ),
    (
        libc::SYS_close_range,
        &[&[has(2, libc::CLOSE_RANGE_UNSHARE as u64)]],
    ),
    // The keeper is process 1 and the same user: nobody may slow it down or limit it. A core of its own nobody may have.
    (libc::SYS_prlimit64, &[&[is(0, KEEPER)], &[is(1, CORE)]]),
    (libc::SYS_sched_setscheduler, &[&[is(0, KEEPER)]]),
    (libc::SYS_sched_setparam, &[&[is(0, KEEPER)]]),
    (libc::SYS_sched_setattr, &[&[is(0, KEEPER)]]),
    (libc::SYS_sched_setaffinity, &[&[is(0, KEEPER)]]),
    (
        libc::SYS_setpriority,
        &[&[is_not(0, PRIO_PROCESS)], &[is(1, KEEPER)]],
    ),
    (
        libc::SYS_ioprio_set,
        &[&[is_not(0, IOPRIO_WHO_PROCESS)], &[is(1, KEEPER)]],
    ),
    // Filters of its own, others' cores, and what is younger than this list: such as a table for locks, of any size, that
    // no process is charged for. Names of mappings have a number far beyond.
    (
        libc::SYS_prctl,
        &[
            &[is(0, bits(libc::PR_SET_SECCOMP))],
            &[is(0, SCHED_CORE)],
            &[at_least(0, FIRST_YOUNG_OPTION), is_not(0, SET_VMA)],
        ],
    ),
    // Reserved for others, and in no process's memory.
    (libc::SYS_mmap, &[&[has(3, bits(libc::MAP_HUGETLB))]]),
    (libc::SYS_ioctl, &[&[is(1, TIOCSTI)], &[is(1, TIOCLINUX)]]),
    // Sockets: local ones, and the internet protocols, which reach the own loopback only.
    (
        libc::SYS_socket,
        &[&[
            is_not(0, bits(libc::AF_UNIX)),
            is_not(0, bits(libc::AF_INET)),
            is_not(0, bits(libc::AF_INET6)),
        ]],
    ),
];

const THREAD: u64 = bits(libc::CLONE_THREAD);
const KEEPER: u64 = 1;
const CORE: u64 = 4;
const SCHED_CORE: u64 = 62;
const FIRST_YOUNG_OPTION: u64 = 78;
const SET_VMA: u64 = 0x5356_4d41;

/// The rules of every tier.
pub(super) fn refused() -> Refusal<Rules> {
    let refused = REFUSED.iter().chain(REFUSED_HERE);
    let mut rules: Rules = refused.map(|call| always(*call)).collect();
    add(&mut rules, REFUSED_WHEN)?;
    add(&mut rules, LIMITS_HERE)?;
    Ok(rules)
}

/// What cannot be watched.
const UNSEEN: Table = &[
    // Shared memory stays when nobody can be seen to have it. Bit 0 is set in each kind of it.
    (libc::SYS_mmap, &[&[has(3, 1)]]),
    (
        libc::SYS_setsockopt,
        &[
            &[is(1, SOCKETS), is(2, bits(libc::SO_SNDBUF))],
            &[is(1, SOCKETS), is(2, bits(libc::SO_RCVBUF))],
            &[is(1, SOCKETS), is(2, bits(libc::SO_SNDBUFFORCE))],
            &[is(1, SOCKETS), is(2, bits(libc::SO_RCVBUFFORCE))],
        ],
    ),
];

const SOCKETS: u64 = bits(libc::SOL_SOCKET);

/// For where memory is watched and not counted.
pub(super) fn refuse_what_is_not_counted(rules: &mut Rules) -> Refusal<()> {
    add(rules, UNSEEN)
}
