// region: hidden
//! A log is counted line by line.

use std::collections::HashMap;
// endregion

#[derive(Default)]
struct Report {
    hits: HashMap<String, u64>,
    broken: u64,
}

/// The path in a line like `10.0.0.7 - - [30/Nov/2026:06:25:24 +0000] "GET /tea HTTP/1.1" 200 512`.
fn path_of(line: &str) -> Option<&str> {
    line.split('"').nth(1)?.split(' ').nth(1)
}

impl Report {
    fn add(&mut self, line: &str) {
        match path_of(line) {
            Some(path) => *self.hits.entry(path.to_owned()).or_default() += 1,
            None => self.broken += 1,
        }
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

fn main() {
    log("main", "makes a log");
    let text = make_log(200_000);
    log("main", "counts");
    let mut report = Report::default();
    for line in text.lines() {
        report.add(line);
    }
    log("main", "sorts and prints");
    report.show();
    log("main", "done");
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
