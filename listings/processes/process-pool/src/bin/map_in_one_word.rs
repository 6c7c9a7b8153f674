// region: hidden
//! A map over threads: rayon's counterpart of `Pool.map`.

// endregion
use std::collections::HashSet;
use std::hint;
use std::thread::{self, ThreadId};

#[allow(unused_imports)] // `par_iter` comes from here.
use rayon::prelude::*;

fn square(job: &u64) -> (u64, ThreadId) {
    for turn in 0..2_000_000_u32 {
        hint::black_box(turn);
    }
    (job * job, thread::current().id())
}

fn main() {
    let jobs = [1, 2, 3, 4, 5, 6, 7, 8];
    let done: Vec<(u64, ThreadId)> = jobs.iter().map(square).collect();

    let (results, threads): (Vec<u64>, HashSet<ThreadId>) = done.into_iter().unzip();
    println!("{results:?}");
    println!("threads that computed: {}", threads.len());
}
