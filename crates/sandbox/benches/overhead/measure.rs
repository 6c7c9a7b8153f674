//! The measurement, on Linux.

use sandbox::{Event, Job, Limits, Probing, Role, Sandbox};
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
        let find = |watch_only| {
            Sandbox::probe_with(Probing {
                probe: launcher.clone(),
                launcher: launcher.clone(),
                watch_only,
                launch_ahead: true,
                ..Probing::default()
            })
        };
        let (counted, watched) = (find(false).await, find(true).await);
        let folder = tempfile::tempdir().expect("a folder");
        let mut bare = Vec::new();
        let mut all = [
            (&counted, Vec::new(), Duration::ZERO),
            (&watched, Vec::new(), Duration::ZERO),
        ];
        // In turns, so that a busy machine slows all.
        for _ in 0..ROUNDS {
            bare.push(run_bare().await);
            for (sandbox, took, processor) in &mut all {
                let before = processor_time();
                took.push(run_confined(sandbox, folder.path()).await);
                *processor += processor_time() - before;
            }
        }
        let bare = median(bare);
        println!("bare {bare:.1?}");
        for (sandbox, took, processor) in all {
            let (tier, took) = (sandbox.tier().letter(), median(took));
            let counted = match sandbox.why_only_watched() {
                None => "counted",
                Some(_) => "watched",
            };
            println!(
                "tier {tier}, {counted}: {took:.1?}, added {:.1?}, processor time {:.1?}",
                took.saturating_sub(bare),
                processor / ROUNDS as u32
            );
        }
        crate::sampling::measure(&counted, folder.path()).await;
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
        ordered: true,
        threads: false,
        role: Role::Program,
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
pub fn processor_time() -> Duration {
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
