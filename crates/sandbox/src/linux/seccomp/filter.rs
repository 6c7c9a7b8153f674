//! Rules, and the programs for the kernel that they become.

use libc::c_long;
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule, sock_filter,
};
use std::collections::BTreeMap;
use std::io;

/// For each call the alternatives in which the filter acts; none at all means always.
pub(super) type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

/// An argument's number, how it is compared, and with what.
pub(super) type Condition = (u8, SeccompCmpOp, u64);

/// Calls, and for each the alternatives in which the filter acts: when all conditions of one of them hold.
pub(super) type Table = &'static [(c_long, &'static [&'static [Condition]])];

/// A rule, or that there can be no such rule.
pub(super) type Refusal<T> = Result<T, BackendError>;

/// The first number of calls that were not known when this was written, and of x86's x32 calls.
const FIRST_UNKNOWN: u32 = 470;

/// The instruction that ends a filter with an action.
pub(super) const RETURN: u16 = 0x06;

/// The filter that acts by these rules and lets all else pass.
pub(super) fn compile(rules: Rules, action: SeccompAction) -> io::Result<BpfProgram> {
    let arch = std::env::consts::ARCH
        .try_into()
        .map_err(io::Error::other)?;
    let filter =
        SeccompFilter::new(rules, SeccompAction::Allow, action, arch).map_err(io::Error::other)?;
    BpfProgram::try_from(filter).map_err(io::Error::other)
}

/// Whatever the arguments.
pub(super) fn always(call: c_long) -> (c_long, Vec<SeccompRule>) {
    (call, Vec::new())
}

/// The argument is this number.
pub(super) const fn is(argument: u8, value: u64) -> Condition {
    (argument, SeccompCmpOp::Eq, value)
}

/// The argument is any other number.
pub(super) const fn is_not(argument: u8, value: u64) -> Condition {
    (argument, SeccompCmpOp::Ne, value)
}

/// The argument is this number or a larger one.
pub(super) const fn at_least(argument: u8, value: u64) -> Condition {
    (argument, SeccompCmpOp::Ge, value)
}

/// The argument has all these bits.
pub(super) const fn has(argument: u8, bits: u64) -> Condition {
    has_of(argument, bits, bits)
}

/// Of these bits the argument has `those` and no other.
pub(super) const fn has_of(argument: u8, bits: u64, those: u64) -> Condition {
    (argument, SeccompCmpOp::MaskedEq(bits), those)
}

/// The C library's number as the kernel sees it: the filter compares 32 bits.
pub(super) const fn bits(number: i32) -> u64 {
    number.cast_unsigned() as u64
}

/// One alternative: all these arguments compare as said.
pub(super) fn when(conditions: &[Condition]) -> Refusal<SeccompRule> {
    let compares = |(argument, operator, value): &Condition| {
        SeccompCondition::new(*argument, SeccompCmpArgLen::Dword, operator.clone(), *value)
    };
    SeccompRule::new(conditions.iter().map(compares).collect::<Refusal<_>>()?)
}

/// Adds the rules of a table to others: what acts always goes on to do so.
pub(super) fn add(rules: &mut Rules, table: Table) -> Refusal<()> {
    for (call, alternatives) in table {
        let more = alternatives.iter().map(|conditions| when(conditions));
        let more = more.collect::<Refusal<Vec<_>>>()?;
        match rules.get_mut(call) {
            Some(before) if before.is_empty() => {}
            Some(before) => before.extend(more),
            None => drop(rules.insert(*call, more)),
        }
    }
    Ok(())
}

/// Puts "numbers from here on are no calls" before a filter: the future, and x32's other numbering.
pub(super) fn refuse_unknown_numbers(program: &mut BpfProgram) {
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
        code: RETURN,
        jt: 0,
        jf: 0,
        k: no_such_call,
    };
    program.splice(0..0, [load_number, skip_next_if_below, refuse]);
}
