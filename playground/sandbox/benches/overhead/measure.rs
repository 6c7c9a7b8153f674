//! The measurement, on Linux.

use sandbox::{Event, Job, Limits, Probing, Sandbox};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

const ROUNDS: usize = 60;

const PROGRAM: &str = "/bin/true";

pub fn main() {
    sandbox::launcher_main();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let launcher = std::env::var_os("LAUNCHER").map(PathBuf::from);
        let sandbox = Sandbox::probe_with(Probing {
            probe: launcher.clone(),
            launcher,
            ..Probing::default()
        })
        .await;
        let folder = tempfile::tempdir().expect("a folder");
        let (mut bare, mut confined) = (Vec::new(), Vec::new());
        // In turns, so that a busy machine slows both.
        let mut processor = Duration::ZERO;
        for _ in 0..ROUNDS {
            bare.push(run_bare().await);
            let before = processor_time();
            confined.push(run_confined(&sandbox, folder.path()).await);
            processor += processor_time() - before;
        }
        let (bare, confined) = (median(bare), median(confined));
        let tier = sandbox.tier().letter();
        println!(
            "tier {tier}: bare {bare:.1?}, sandboxed {confined:.1?}, added {:.1?}",
            confined - bare
        );
        println!(
            "processor time of a sandboxed run: {:.1?}",
            processor / ROUNDS as u32
        );
    });
}

async fn run_bare() -> Duration {
    let started = Instant::now();
    let child = tokio::process::Command::new(PROGRAM)
        .stdin(Stdio::null())
        .output()
        .await
        .expect("a program");
    assert!(child.status.success());
    started.elapsed()
}

async fn run_confined(sandbox: &Sandbox, work_dir: &Path) -> Duration {
    let job = Job {
        program: PROGRAM.into(),
        args: Vec::new(),
        env: Vec::new(),
        readable: Vec::new(),
        work_dir: work_dir.into(),
        stdin: Vec::new(),
        limits: Limits::RUN,
    };
    let started = Instant::now();
    let mut running = sandbox.spawn(job).expect("a program");
    while let Some(event) = running.next().await {
        if let Event::Exit(exit) = event {
            assert_eq!(exit.code, Some(0), "{exit:?}");
        }
    }
    started.elapsed()
}

/// Processor time of all processes that have ended so far: it does not depend on how busy the machine is.
fn processor_time() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage");
    let (user, system) = (usage.user_time(), usage.system_time());
    Duration::from_micros(
        (user.tv_sec() + system.tv_sec()) as u64 * 1_000_000
            + (user.tv_usec() + system.tv_usec()) as u64,
    )
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all[all.len() / 2]
}
