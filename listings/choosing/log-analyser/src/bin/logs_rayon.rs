// region: hidden
//! Each part is counted into a report of its own: of the file that is given, or of one made up.

use rayon::prelude::*;
use std::collections::HashMap;
// endregion

// region: hidden
#[derive(Default)]
struct Report {
    hits: HashMap<String, u64>,
    broken: u64,
}

/// The path in a line like `10.0.0.7 - - [30/Nov/2026:06:25:24 +0000] "GET /tea HTTP/1.1" 200 512`.
fn path_of(line: &str) -> Option<&str> {
    line.split('"').nth(1)?.split(' ').nth(1)
}

fn make_log(lines: u64) -> String {
    let path = |number| match number % 10 {
        0..3 => "/".to_owned(),
        3 | 4 => "/tea".to_owned(),
        5 | 6 => "/menu".to_owned(),
        7 => "/login".to_owned(),
        _ => format!("/order/{}", number % 1_000),
    };
    let start = "10.0.0.7 - - [30/Nov/2026:06:25:24 +0000]";
    let line = |number| format!("{start} \"GET {} HTTP/1.1\" 200 512\n", path(number));
    (0..lines).map(line).collect::<String>() + "no line of a log\n"
}

impl Report {
    fn add(&mut self, line: &str) {
        match path_of(line) {
            Some(path) => *self.hits.entry(path.to_owned()).or_default() += 1,
            None => self.broken += 1,
        }
    }
}
// endregion

impl Report {
    fn merge(mut self, other: Report) -> Report {
        for (path, hits) in other.hits {
            *self.hits.entry(path).or_default() += hits;
        }
        self.broken += other.broken;
        self
    }

    fn show(&self) {
        let mut top: Vec<_> = self.hits.iter().collect();
        top.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for (path, hits) in top.iter().take(5) {
            println!("{hits:6} {path}");
        }
        println!("{} paths, {} broken lines", top.len(), self.broken);
    }
}

fn main() -> std::io::Result<()> {
    log("main", "reads");
    let text = match std::env::args().nth(1) {
        Some(file) => String::from_utf8_lossy(&std::fs::read(file)?).into_owned(),
        None => make_log(200_000),
    };
    log("main", "block: the workers count");
    let count = |mut report: Report, line| {
        report.add(line);
        report
    };
    let parts = text.par_lines().fold(Report::default, count);
    let report = parts.reduce(Report::default, Report::merge);
    log("main", "sorts and prints");
    report.show();
    log("main", "done");
    Ok(())
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
