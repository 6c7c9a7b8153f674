//! The system call filter: what a program has no business to call is refused.

use super::landlock;
use crate::job::Tier;
use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter, sock_filter,
};
use std::collections::BTreeMap;
use std::io;

type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

/// The first number of calls that were not known when this was written, and of x86's x32 calls.
const FIRST_UNKNOWN: u32 = 470;

/// Typing into a terminal; the C libraries disagree about the type of these numbers.
const TIOCSTI: u64 = 0x5412;
const TIOCLINUX: u64 = 0x541C;

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
    // Memory that no process is charged for.
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_msgget,
    libc::SYS_semget,
    libc::SYS_mq_open,
];

#[cfg(target_arch = "x86_64")]
const REFUSED_HERE: &[c_long] = &[
    libc::SYS_iopl,
    libc::SYS_ioperm,
    libc::SYS_modify_ldt,
    libc::SYS_kexec_file_load,
    libc::SYS_uselib,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_HERE: &[c_long] = &[];

/// Installs the filters of the tier, for this process and all that it will start.
pub(super) fn apply(tier: Tier) -> io::Result<()> {
    let mut refused = refused().map_err(io::Error::other)?;
    if tier == Tier::Landlock {
        refuse_what_namespaces_hide(&mut refused, landlock::scopes_signals())
            .map_err(io::Error::other)?;
        // Leaving the process group would be leaving the one thing that is killed in one step. Programs
        // that try are told that it worked.
        let pretended = [libc::SYS_setsid, libc::SYS_setpgid];
        install(&compile(
            pretended.map(always).into(),
            SeccompAction::Errno(0),
        )?)?;
    }
    // "No such call" makes the C library fall back to clone, whose flags a filter can see.
    let unknown = [libc::SYS_clone3].map(always).into();
    let mut unknown = compile(unknown, SeccompAction::Errno(libc::ENOSYS.cast_unsigned()))?;
    refuse_unknown_numbers(&mut unknown);
    install(&compile(
        refused,
        SeccompAction::Errno(libc::EPERM.cast_unsigned()),
    )?)?;
    install(&unknown)
}

fn install(program: &BpfProgram) -> io::Result<()> {
    apply_filter(program).map_err(io::Error::other)
}

fn compile(rules: Rules, action: SeccompAction) -> io::Result<BpfProgram> {
    let arch = std::env::consts::ARCH
        .try_into()
        .map_err(io::Error::other)?;
    let filter =
        SeccompFilter::new(rules, SeccompAction::Allow, action, arch).map_err(io::Error::other)?;
    BpfProgram::try_from(filter).map_err(io::Error::other)
}

fn always(call: c_long) -> (c_long, Vec<SeccompRule>) {
    (call, Vec::new())
}

/// One alternative: the argument compares as said.
fn when(
    argument: u8,
    operator: SeccompCmpOp,
    value: u64,
) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(
        argument,
        SeccompCmpArgLen::Dword,
        operator,
        value,
    )?])
}

fn refused() -> Result<Rules, seccompiler::BackendError> {
    use SeccompCmpOp::{Eq, MaskedEq, Ne};
    let mut rules: Rules = REFUSED
        .iter()
        .chain(REFUSED_HERE)
        .map(|call| always(*call))
        .collect();
    let namespaces = [
        libc::CLONE_NEWNS,
        libc::CLONE_NEWCGROUP,
        libc::CLONE_NEWUTS,
        libc::CLONE_NEWIPC,
        libc::CLONE_NEWUSER,
        libc::CLONE_NEWPID,
        libc::CLONE_NEWNET,
    ];
    let namespaces = namespaces.map(|flag| u64::from(flag.cast_unsigned()));
    let clone = namespaces.map(|flag| when(0, MaskedEq(flag), flag));
    rules.insert(
        libc::SYS_clone,
        clone.into_iter().collect::<Result<_, _>>()?,
    );
    // The keeper is process 1 and the same user: nobody may slow it down or limit it.
    for call in [
        libc::SYS_prlimit64,
        libc::SYS_sched_setscheduler,
        libc::SYS_sched_setparam,
        libc::SYS_sched_setattr,
        libc::SYS_sched_setaffinity,
    ] {
        rules.insert(call, vec![when(0, Eq, 1)?]);
    }
    rules.insert(
        libc::SYS_setpriority,
        vec![when(0, Ne, 0)?, when(1, Eq, 1)?],
    );
    rules.insert(libc::SYS_ioprio_set, vec![when(0, Ne, 1)?, when(1, Eq, 1)?]);
    rules.insert(
        libc::SYS_ioctl,
        vec![when(1, Eq, TIOCSTI)?, when(1, Eq, TIOCLINUX)?],
    );
    // Sockets: local ones, and the internet protocols, which reach the own loopback only.
    rules.insert(
        libc::SYS_socket,
        vec![when_no_family_of(&[
            libc::AF_UNIX,
            libc::AF_INET,
            libc::AF_INET6,
        ])?],
    );
    Ok(rules)
}

fn when_no_family_of(families: &[i32]) -> Result<SeccompRule, seccompiler::BackendError> {
    let differs = |family: &i32| {
        let family = u64::from(family.cast_unsigned());
        SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, family)
    };
    SeccompRule::new(families.iter().map(differs).collect::<Result<_, _>>()?)
}

/// Without namespaces the machine's network and the user's other processes are in reach.
fn refuse_what_namespaces_hide(
    rules: &mut Rules,
    signals_stay_inside: bool,
) -> Result<(), seccompiler::BackendError> {
    use SeccompCmpOp::Ne;
    rules.extend([libc::SYS_socket].map(always));
    for call in [
        libc::SYS_prlimit64,
        libc::SYS_sched_setscheduler,
        libc::SYS_sched_setparam,
    ] {
        rules.insert(call, vec![when(0, Ne, 0)?]);
    }
    for call in [libc::SYS_sched_setattr, libc::SYS_sched_setaffinity] {
        rules.insert(call, vec![when(0, Ne, 0)?]);
    }
    rules.insert(
        libc::SYS_setpriority,
        vec![when(0, Ne, 0)?, when(1, Ne, 0)?],
    );
    rules.extend([libc::SYS_ioprio_set].map(always));
    if !signals_stay_inside {
        // Nothing keeps signals inside, so none is sent, except by a program that aborts itself.
        let calls = [libc::SYS_kill, libc::SYS_tkill, libc::SYS_pidfd_send_signal];
        rules.extend(calls.map(always));
        rules.extend([libc::SYS_rt_sigqueueinfo, libc::SYS_rt_tgsigqueueinfo].map(always));
        rules.insert(
            libc::SYS_tgkill,
            vec![when(2, Ne, u64::from(libc::SIGABRT.cast_unsigned()))?],
        );
    }
    Ok(())
}

/// Puts "numbers from here on are no calls" before a filter: the future, and x32's other numbering.
fn refuse_unknown_numbers(program: &mut BpfProgram) {
    let load_number = sock_filter {
        code: 0x20,
        jt: 0,
        jf: 0,
        k: 0,
    };
    let skip_next_if_below = sock_filter {
        code: 0x35,
        jt: 0,
        jf: 1,
        k: FIRST_UNKNOWN,
    };
    let no_such_call = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned();
    let refuse = sock_filter {
        code: 0x06,
        jt: 0,
        jf: 0,
        k: no_such_call,
    };
    program.splice(0..0, [load_number, skip_next_if_below, refuse]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_compiles() {
        let refuse = SeccompAction::Errno(1);
        let alone = compile(refused().unwrap(), refuse.clone()).unwrap();
        for signals_stay_inside in [true, false] {
            let mut rules = refused().unwrap();
            refuse_what_namespaces_hide(&mut rules, signals_stay_inside).unwrap();
            assert_eq!(rules.contains_key(&libc::SYS_kill), !signals_stay_inside);
            assert!(!compile(rules, refuse.clone()).unwrap().is_empty());
        }
        let mut more = alone.clone();
        refuse_unknown_numbers(&mut more);
        assert_eq!(more.len(), alone.len() + 3);
    }
}
