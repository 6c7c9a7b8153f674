//! What the machine has and does while the tests run.

use std::ffi::OsStr;
use std::fs;
use std::time::Duration;

/// All processes of the machine.
pub(super) fn processes() -> impl Iterator<Item = i32> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    entries.filter_map(|entry| OsStr::to_str(&entry.file_name())?.parse().ok())
}

/// What a process is and what it waits for: for a message about one that should be gone.
pub(super) fn description(pid: i32) -> String {
    let read = |file: &str| {
        let text = fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
        text.replace('\0', " ")
    };
    let status = read("status");
    let told = ["State:", "PPid:", "Threads:", "SigBlk:"];
    let lines = status
        .lines()
        .filter(|line| told.iter().any(|one| line.starts_with(one)));
    let lines: Vec<_> = lines.collect();
    format!(
        "{pid} {}: {}; waits in {}",
        read("cmdline"),
        lines.join(", "),
        read("wchan")
    )
}

/// So many seconds, or on a machine that has more to do than it can, as many times that as there are others waiting for a
/// processor.
pub fn seconds(quiet: u64) -> Duration {
    Duration::from_secs(quiet).mul_f64(crowd().max(1.0))
}

/// How many tasks want each processor.
fn crowd() -> f64 {
    let load = fs::read_to_string("/proc/loadavg").unwrap();
    let load: f64 = load.split(' ').next().unwrap().parse().unwrap();
    load / std::thread::available_parallelism().unwrap().get() as f64
}
