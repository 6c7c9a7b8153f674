//! Right, on one core.

use std::collections::HashMap;

type Counts = HashMap<String, u64>;

/// Counts the paths of one part.
fn count_part(paths: &[&str]) -> Counts {
    let mut counts = Counts::new();
    for path in paths {
        *counts.entry((*path).to_owned()).or_default() += 1;
    }
    counts
}

/// The first `k` of these.
fn first(counts: Counts, k: usize) -> Vec<(String, u64)> {
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list.truncate(k);
    list
}

/// The `k` most frequent paths, the most frequent first; of equals, the first in the alphabet (in the order of `str`).
/// `count` counts a part, of `part` paths (1 or more), and may be slow: several parts are counted at the same time.
fn top(paths: &[&str], k: usize, part: usize, count: fn(&[&str]) -> Counts) -> Vec<(String, u64)> {
    let _ = part;
    first(count(paths), k)
}

fn main() {
    let paths = ["/tea", "/", "/menu", "/", "/tea", "/login"];
    println!("{:?}", top(&paths, 2, 3, count_part));
}
