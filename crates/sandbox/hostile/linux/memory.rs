//! Too much memory. Without a limit, everything stops at two gigabytes.

use nix::unistd::{ForkResult, fork};
use std::process::exit;
use std::thread::sleep;
use std::time::Duration;

const MIB: usize = 1024 * 1024;

const MOST: usize = 2048 * MIB;

pub fn run(name: &str, _: &[&str]) -> bool {
    match name {
        "grow" => grow(MOST),
        "grow-together" => grow_together(),
        "huge" => drop(std::hint::black_box(Vec::<u8>::with_capacity(1 << 44))),
        "shared" => drop(shared(MOST)),
        "shared-orphaned" => shared_orphaned(),
        "undumpable-orphaned" => {
            // SAFETY: the call takes numbers. Then `/proc` shows less of this process, where it is let.
            unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) };
            shared_orphaned();
        }
        "large-and-child" => large_and_child(),
        _ => return false,
    }
    true
}

fn grow(most: usize) {
    let mut all = Vec::new();
    for _ in 0..most / MIB {
        all.push(vec![1_u8; MIB]);
    }
    println!("{} MiB", all.len());
    sleep(Duration::from_secs(5));
}

/// Eight processes, each of which would be small enough.
fn grow_together() {
    for _ in 0..8 {
        // SAFETY: this program has started no thread.
        if let Ok(ForkResult::Child) = unsafe { fork() } {
            grow(MOST / 16);
            exit(0);
        }
    }
    sleep(Duration::from_secs(10));
}

fn shared(bytes: usize) -> &'static mut [u8] {
    // SAFETY: a fresh mapping that is never unmapped and that only this function returns.
    let memory = unsafe {
        let (prot, flags) = (
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_ANONYMOUS,
        );
        let start = libc::mmap(std::ptr::null_mut(), bytes, prot, flags, -1, 0);
        assert_ne!(start, libc::MAP_FAILED, "mmap");
        std::slice::from_raw_parts_mut(start.cast::<u8>(), bytes)
    };
    for page in memory.chunks_mut(4096) {
        page[0] = 1;
    }
    memory
}

/// Shared memory that belongs to processes that have ended: this one never touched it.
fn shared_orphaned() {
    for _ in 0..20 {
        // SAFETY: a fresh mapping, used by the child only.
        let start = unsafe {
            let (prot, flags) = (
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED | libc::MAP_ANONYMOUS,
            );
            libc::mmap(std::ptr::null_mut(), 100 * MIB, prot, flags, -1, 0)
        };
        assert_ne!(start, libc::MAP_FAILED, "mmap");
        // SAFETY: this program has started no thread.
        if let Ok(ForkResult::Child) = unsafe { fork() } {
            for page in 0..100 * MIB / 4096 {
                // SAFETY: within the mapping.
                unsafe { start.cast::<u8>().add(page * 4096).write(1) };
            }
            exit(0);
        }
        let _ = nix::sys::wait::wait();
    }
    println!("kept");
    sleep(Duration::from_secs(5));
}

/// A program that holds more than half of its memory starts children: no reason to stop it.
fn large_and_child() {
    let large = vec![1_u8; 40 * MIB];
    for _ in 0..50 {
        let own = std::env::current_exe().expect("its own path");
        let status = std::process::Command::new(own).args(["exit", "0"]).status();
        assert!(status.expect("a child").success());
    }
    println!("{} children", large.len() / large.len() * 50);
}
