// region: hidden
//! A map over threads: rayon's counterpart of `Pool.map`.

// endregion
use std::collections::HashSet;
use std::hint;
use std::thread::{self, ThreadId};

#[allow(unused_imports)] // `par_iter` comes from here.
use rayon::prelude::*;

fn engrave(guest: &&str) -> (String, ThreadId) {
    let thread = thread::current().id();
    let lane = format!("{guest} @ {thread:?}");
    log(&lane, "work: the name is engraved");
    for turn in 0..2_000_000_u32 {
        hint::black_box(turn);
    }
    log(&lane, "done");
    (guest.to_uppercase(), thread)
}

fn main() {
    let guests = ["al", "bo", "cy", "di", "ed", "jo", "mo", "vi"];
    for guest in guests {
        log(guest, "wait: for the engraver");
    }
    let done: Vec<(String, ThreadId)> = guests.iter().map(engrave).collect();

    let (cups, threads): (Vec<String>, HashSet<ThreadId>) = done.into_iter().unzip();
    println!("{}", cups.join(" "));
    println!("threads that engraved: {}", threads.len());
}

// region: hidden
/// When the program started, in milliseconds of the system clock; a child process is given its parent's.
static START: std::sync::LazyLock<u128> =
    std::sync::LazyLock::new(|| match std::env::var("LOG_START") {
        Ok(start) => start.parse().expect("LOG_START is a number"),
        Err(_) => now(),
    });

fn now() -> u128 {
    let since_1970 = std::time::UNIX_EPOCH.elapsed();
    since_1970.expect("the clock is past 1970").as_millis()
}

/// Prints `<milliseconds> ms | <lane> | <what>`, counted from the first line.
fn log(lane: &str, what: &str) {
    let start = *START;
    println!("{:4} ms | {lane} | {what}", now().saturating_sub(start));
}
// endregion
