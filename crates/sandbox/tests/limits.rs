//! Programs that want too much are stopped at the limit, and nothing of them is left.

#![cfg(target_os = "linux")]

mod common;

use common::{LIMITS, Outcome, Setting, seconds, settings, tier_a};
use sandbox::{Limits, Stopped, Tier};
use std::time::Duration;
use tokio::task::JoinSet;

/// A program of the tests, and what must be true of its end in every tier and as every user.
struct Case {
    program: &'static [&'static str],
    limits: Limits,
    holds: fn(&Setting, &Outcome) -> bool,
}

const SHORT: Limits = Limits {
    wall: Duration::from_millis(700),
    ..LIMITS
};
const TOGETHER: Limits = Limits {
    memory: 256 << 20,
    ..LIMITS
};
const ONE_SECOND_OF_CPU: Limits = Limits {
    wall: Duration::from_secs(60),
    cpu: Duration::from_secs(1),
    ..LIMITS
};

const fn case(
    program: &'static [&'static str],
    limits: Limits,
    holds: fn(&Setting, &Outcome) -> bool,
) -> Case {
    Case {
        program,
        limits,
        holds,
    }
}

const TASKS: &[Case] = &[
    case(&["fork-bomb"], LIMITS, |_, it| {
        stopped_by(it, Stopped::Processes) && it.took < seconds(4)
    }),
    // Tier B looks now and then, and until then the user's own limit holds.
    case(&["thread-bomb"], LIMITS, |setting, it| {
        let refused = match setting.tier {
            Tier::Namespaces => it.stdout.starts_with("63 threads, then"),
            _ => it.stdout.contains(" threads, then"),
        };
        refused || stopped_by(it, Stopped::Processes)
    }),
    case(&["zombies", "5000"], LIMITS, |_, it| {
        it.stdout.starts_with("refused 4") || stopped_by(it, Stopped::Processes)
    }),
    case(&["daemon"], LIMITS, |_, it| {
        it.stdout == "left a daemon\n" && it.exit.code == Some(0)
    }),
    case(&["hopper"], LIMITS, |_, it| {
        it.stdout.starts_with("hopping\n") && it.took < seconds(3)
    }),
    case(&["large-and-child"], LIMITS, |_, it| {
        it.stdout == "50 children\n"
    }),
];

const MEMORY: &[Case] = &[
    case(&["grow"], LIMITS, |_, it| stopped_by(it, Stopped::Memory)),
    case(&["grow-together"], TOGETHER, |_, it| {
        stopped_by(it, Stopped::Memory)
    }),
    case(&["shared"], LIMITS, shares_no_memory),
    case(&["shared-orphaned"], LIMITS, shares_no_memory),
    case(&["undumpable-orphaned"], LIMITS, shares_no_memory),
    // Where the machine promises what it has not, the memory is never touched and does no harm.
    case(&["huge"], LIMITS, |_, it| {
        it.exit.code == Some(0) || it.exit.signal == Some(6)
    }),
];

const FILES_AND_OUTPUT: &[Case] = &[
    case(&["large"], LIMITS, |_, it| stopped_by(it, Stopped::Files)),
    case(&["descriptors"], LIMITS, |_, it| {
        stopped_by(it, Stopped::OpenFiles)
    }),
    case(&["flood"], LIMITS, |_, it| {
        stopped_by(it, Stopped::Output) && it.stdout.len() == 64 << 10 && it.took < seconds(2)
    }),
];

const TIME: &[Case] = &[
    case(&["sleep"], SHORT, out_of_time),
    case(&["spin", "1"], SHORT, out_of_time),
    case(&["spin", "4"], SHORT, out_of_time),
    case(&["heartbeat"], SHORT, out_of_time),
    case(&["spin", "2"], ONE_SECOND_OF_CPU, |_, it| {
        stopped_by(it, Stopped::Time) && it.exit.signal == Some(24)
    }),
];

/// Where memory is watched and not counted, there is none that is shared and belongs to no file.
fn shares_no_memory(setting: &Setting, it: &Outcome) -> bool {
    let is_refused = it.stderr.contains("mmap");
    stopped_by(it, Stopped::Memory) || !setting.is_exact() && is_refused
}

fn stopped_by(outcome: &Outcome, limit: Stopped) -> bool {
    outcome.exit.stopped == Some(limit)
}

fn out_of_time(_: &Setting, outcome: &Outcome) -> bool {
    stopped_by(outcome, Stopped::Time)
        && (Duration::from_millis(600)..seconds(4)).contains(&outcome.took)
}

/// Each setting by itself, its cases one after another: several bombs at once would be a test of the machine.
async fn all_hold(cases: &'static [Case]) {
    let mut all = JoinSet::new();
    for setting in settings().await {
        all.spawn(async move {
            for case in cases {
                let outcome = setting.run_within(case.limits.clone(), case.program).await;
                let holds = (case.holds)(&setting, &outcome);
                assert!(holds, "{} {:?} {outcome:?}", setting.name(), case.program);
            }
        });
    }
    all.join_all().await;
}

#[tokio::test]
async fn processes_and_threads_are_limited_and_none_survives() {
    all_hold(TASKS).await;
}

#[tokio::test]
async fn memory_is_counted_over_the_tree() {
    all_hold(MEMORY).await;
}

#[tokio::test]
async fn files_and_output_are_limited() {
    all_hold(FILES_AND_OUTPUT).await;
}

#[tokio::test]
async fn time_runs_out() {
    all_hold(TIME).await;
}

#[tokio::test]
async fn every_writable_place_is_limited() {
    for setting in tier_a().await {
        let work = setting.work_folder();
        let places = ["/tmp", "/dev/shm", work.path().to_str().unwrap()];
        let outcome = setting
            .run_job(setting.job(work.path(), &[&["fill"], &places[..]].concat()))
            .await;
        let expected = format!("/tmp: 2 MiB\n/dev/shm: 2 MiB\n{}: 8 MiB\n", places[2]);
        assert_eq!(outcome.stdout, expected, "{} {outcome:?}", setting.name());
        let work = setting.work_folder();
        let places = ["/tmp", "/dev/shm", work.path().to_str().unwrap()];
        let outcome = setting
            .run_job(setting.job(work.path(), &[&["inodes"], &places[..]].concat()))
            .await;
        for line in outcome.stdout.lines() {
            let made: u64 = line.split(' ').nth(1).unwrap().parse().unwrap();
            let fits = (40..=LIMITS.files).contains(&made);
            assert!(fits, "{} {line}", setting.name());
        }
        assert_eq!(outcome.stdout.lines().count(), 3);
    }
}

#[tokio::test]
async fn nothing_else_is_writable() {
    let others = [
        "/",
        "/dev",
        "/etc",
        "/usr/lib",
        "/proc",
        "/proc/self",
        "/home",
        "/var/tmp",
        "/root",
        "/run",
    ];
    for setting in settings().await {
        let outcome = setting.run(&[&["inodes"], &others[..]].concat()).await;
        for line in outcome.stdout.lines() {
            assert!(line.ends_with(": 0 files"), "{} {line}", setting.name());
        }
        assert_eq!(outcome.stdout.lines().count(), others.len(), "{outcome:?}");
    }
}

#[tokio::test]
async fn too_many_files_in_the_real_work_folder_end_the_run() {
    for setting in common::of_tier(Tier::Landlock).await {
        let work = setting.work_folder();
        let place = work.path().to_str().unwrap();
        for program in ["inodes", "fill"] {
            let mut job = setting.job(work.path(), &[program, place]);
            job.limits.file_size = 1 << 20;
            let outcome = setting.run_job(job).await;
            // Seen by looking now and then: a program that is quick enough ends first.
            let ended = stopped_by(&outcome, Stopped::Files) || outcome.exit.code == Some(0);
            assert!(ended, "{} {program} {outcome:?}", setting.name());
        }
    }
}
