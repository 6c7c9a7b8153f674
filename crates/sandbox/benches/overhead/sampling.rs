//! What looking at a program's threads costs it: the same program with and without, in turns.

use sandbox::{Event, Job, Limits, Role, Sandbox, Threads};
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs of the program that does nothing, and of the one that computes.
const SHORT: usize = 60;
const LONG: usize = 15;

/// Eight threads, and how much each computes: about half a second on two cores.
const WORK: [&str; 3] = ["work", "8", "10000000"];

/// Measures both programs in this sandbox.
pub async fn measure(sandbox: &Sandbox, work_dir: &Path) {
    let short = ("/bin/true", &[][..]);
    let long = (env!("CARGO_BIN_EXE_hostile"), &WORK[..]);
    let [without, with] = in_turns(sandbox, work_dir, short, SHORT).await;
    let added = median(&with).as_secs_f64() - median(&without).as_secs_f64();
    println!(
        "threads looked at, a program that does nothing: {:.2} ms more than {:.2} ms",
        added * 1e3,
        median(&without).as_secs_f64() * 1e3
    );
    let [without, with] = in_turns(sandbox, work_dir, long, LONG).await;
    // Of each pair, as what else the machine has to do changes slowly.
    let pairs = with.iter().zip(&without);
    let mut ratios: Vec<f64> = pairs
        .map(|(with, without)| with.as_secs_f64() / without.as_secs_f64())
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "threads looked at, eight threads that compute: {:+.1} % of {:.0?} (quartiles {:+.1} %, {:+.1} %)",
        (ratios[LONG / 2] - 1.0) * 100.0,
        median(&without),
        (ratios[LONG / 4] - 1.0) * 100.0,
        (ratios[3 * LONG / 4] - 1.0) * 100.0,
    );
}

/// The times without and with, in turns.
async fn in_turns(
    sandbox: &Sandbox,
    work_dir: &Path,
    program: (&str, &[&str]),
    rounds: usize,
) -> [Vec<Duration>; 2] {
    let mut took = [Vec::new(), Vec::new()];
    for round in 0..2 * rounds {
        // Whoever comes first in a pair has no advantage over all pairs.
        let threads = (round + round / 2) % 2 == 1;
        took[usize::from(threads)].push(run(sandbox, work_dir, program, threads).await);
    }
    took
}

async fn run(
    sandbox: &Sandbox,
    work_dir: &Path,
    (program, args): (&str, &[&str]),
    threads: bool,
) -> Duration {
    let job = Job {
        ordered: true,
        threads,
        role: Role::Program,
        program: program.into(),
        args: args.iter().map(Into::into).collect(),
        env: Vec::new(),
        readable: Vec::new(),
        work_dir: work_dir.into(),
        stdin: Vec::new(),
        limits: Limits {
            wall: Duration::from_secs(60),
            cpu: Duration::from_secs(120),
            ..Limits::RUN
        },
    };
    let started = Instant::now();
    let mut running = sandbox.spawn(job).expect("a program");
    let mut was_seen = false;
    while let Some(event) = running.next().await {
        match event {
            Event::Threads(Threads::Seen { .. }) => was_seen = true,
            Event::Exit(exit) => assert_eq!(exit.code, Some(0), "{exit:?}"),
            _ => {}
        }
    }
    assert_eq!(was_seen, threads);
    started.elapsed()
}

fn median(all: &[Duration]) -> Duration {
    let mut all = all.to_vec();
    all.sort();
    all[all.len() / 2]
}
