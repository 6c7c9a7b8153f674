//! Counts under a lock.
// region: hidden
//! How often does each word occur?

use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Mutex;
// endregion

type Counts = HashMap<String, usize>;

/// Counts the words of one line.
fn count_line(line: &str) -> Counts {
    let mut counts = Counts::new();
    for word in line.split_whitespace() {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Adds the counts of `more` to those of `counts`.
fn merge(mut counts: Counts, more: Counts) -> Counts {
    for (word, count) in more {
        *counts.entry(word).or_default() += count;
    }
    counts
}

/// Counts the words of all lines; `count` does it for one line, and `count` may be slow.
fn count_words(lines: &[&str], count: fn(&str) -> Counts) -> Counts {
    let all = Mutex::new(Counts::new());
    lines.par_iter().for_each(|line| {
        let mut all = all.lock().expect("no thread panics");
        let counts = std::mem::take(&mut *all);
        *all = merge(counts, count(line));
    });
    all.into_inner().expect("no thread panics")
}

fn main() {
    // The pool has as many threads as this machine has cores.
    let threads = [(); 2]
        .par_iter()
        .map(|()| rayon::current_num_threads())
        .max();
    println!("threads in the pool: {threads:?}");
    let counts = count_words(&["tea and toast", "toast and jam"], count_line);
    println!(
        "toast: {:?}, tea: {:?}",
        counts.get("toast"),
        counts.get("tea")
    );
}
