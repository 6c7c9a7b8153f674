//! What looking at a program's threads costs it: the same program with and without, in turns.

use crate::measure::processor_time;
use sandbox::{Event, Job, Limits, Role, Sandbox, Threads};
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs of the program that does nothing, and of the one that computes.
const SHORT: usize = 60;
const LONG: usize = 15;

/// Eight threads, and how much each computes: about half a second on two cores.
const WORK: [&str; 3] = ["work", "8", "10000000"];

/// What the runs of a program took: on the wall, and of the processors, its keeper's included.
#[derive(Default)]
struct Took {
    wall: Vec<Duration>,
    processor: Vec<Duration>,
}

/// Measures both programs in this sandbox.
pub async fn measure(sandbox: &Sandbox, work_dir: &Path) {
    let short = ("/bin/true", &[][..]);
    let long = (env!("CARGO_BIN_EXE_hostile"), &WORK[..]);
    let [without, with] = in_turns(sandbox, work_dir, short, SHORT).await;
    let added = |with: &[Duration], without: &[Duration]| {
        (median(with).as_secs_f64() - median(without).as_secs_f64()) * 1e3
    };
    println!(
        "threads looked at, a program that does nothing: {:+.2} ms of {:.1?}, processor time {:+.2} ms",
        added(&with.wall, &without.wall),
        median(&without.wall),
        added(&with.processor, &without.processor),
    );
    let [without, with] = in_turns(sandbox, work_dir, long, LONG).await;
    println!(
        "threads looked at, eight threads that compute: {} of {:.0?}, processor time {}",
        ratio(&with.wall, &without.wall),
        median(&without.wall),
        ratio(&with.processor, &without.processor),
    );
}

/// How much more one is than the other, by pairs: what else the machine has to do changes slowly.
fn ratio(with: &[Duration], without: &[Duration]) -> String {
    let pairs = with.iter().zip(without);
    let mut ratios: Vec<f64> = pairs
        .map(|(with, without)| (with.as_secs_f64() / without.as_secs_f64() - 1.0) * 100.0)
        .collect();
    ratios.sort_by(f64::total_cmp);
    let at = |part: usize| ratios[part * ratios.len() / 4];
    format!(
        "{:+.1} % (quartiles {:+.1} %, {:+.1} %)",
        at(2),
        at(1),
        at(3)
    )
}

/// Without and with, in turns.
async fn in_turns(
    sandbox: &Sandbox,
    work_dir: &Path,
    program: (&str, &[&str]),
    rounds: usize,
) -> [Took; 2] {
    let mut took = [Took::default(), Took::default()];
    for round in 0..2 * rounds {
        // Whoever comes first in a pair has no advantage over all pairs.
        let threads = (round + round / 2) % 2 == 1;
        let before = processor_time();
        let wall = run(sandbox, work_dir, program, threads).await;
        let took = &mut took[usize::from(threads)];
        took.wall.push(wall);
        took.processor.push(processor_time() - before);
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
