//! Programs that want too much are stopped at the limit, and nothing of them is left.

#![cfg(target_os = "linux")]

mod common;

use common::{LIMITS, Setting, settings, tier_a};
use sandbox::{Limits, Stopped, Tier};
use std::time::Duration;
use tokio::task::JoinSet;

const SHORT: Limits = Limits {
    wall: Duration::from_millis(700),
    ..LIMITS
};

#[tokio::test]
async fn a_fork_bomb_is_stopped() {
    for setting in settings().await {
        let outcome = setting.run(&["fork-bomb"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Processes),
            "{} {outcome:?}",
            setting.name()
        );
        assert!(
            outcome.took < Duration::from_secs(4),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn a_thread_bomb_is_refused_or_stopped() {
    for setting in settings().await {
        let outcome = setting.run(&["thread-bomb"]).await;
        let stopped = outcome.exit.stopped == Some(Stopped::Processes);
        // Tier B looks now and then, and until then the user's own limit holds.
        let refused = match setting.tier {
            Tier::Namespaces => outcome.stdout.starts_with("63 threads, then"),
            _ => outcome.stdout.contains(" threads, then"),
        };
        assert!(stopped || refused, "{} {outcome:?}", setting.name());
    }
}

#[tokio::test]
async fn five_thousand_zombies_leave_nothing() {
    for setting in settings().await {
        let outcome = setting.run(&["zombies", "5000"]).await;
        let stopped = outcome.exit.stopped == Some(Stopped::Processes);
        assert!(
            stopped || outcome.stdout.starts_with("refused 4"),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn a_daemon_does_not_survive() {
    for setting in settings().await {
        let outcome = setting.run(&["daemon"]).await;
        assert_eq!(
            outcome.stdout,
            "left a daemon\n",
            "{} {outcome:?}",
            setting.name()
        );
        assert_eq!(outcome.exit.code, Some(0));
    }
}

#[tokio::test]
async fn a_process_that_hops_does_not_survive() {
    for setting in settings().await {
        let outcome = setting.run(&["hopper"]).await;
        assert!(
            outcome.stdout.starts_with("hopping\n"),
            "{} {outcome:?}",
            setting.name()
        );
        assert!(
            outcome.took < Duration::from_secs(3),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn memory_is_counted_over_the_tree() {
    for setting in settings().await {
        let together = Limits {
            memory: 256 << 20,
            ..LIMITS
        };
        for (limits, program) in [
            (LIMITS, "grow"),
            (together, "grow-together"),
            (LIMITS, "shared"),
            (LIMITS, "shared-orphaned"),
        ] {
            let outcome = setting.run_within(limits, &[program]).await;
            assert_eq!(
                outcome.exit.stopped,
                Some(Stopped::Memory),
                "{} {program} {outcome:?}",
                setting.name()
            );
        }
    }
}

#[tokio::test]
async fn memory_that_no_machine_has_is_refused() {
    for setting in settings().await {
        let outcome = setting.run(&["huge"]).await;
        // Where the machine promises what it has not, the memory is never touched and does no harm.
        let promised = outcome.exit.code == Some(0);
        assert!(
            promised || outcome.exit.signal == Some(6),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn a_large_program_may_start_children() {
    for setting in settings().await {
        let outcome = setting.run(&["large-and-child"]).await;
        assert_eq!(
            outcome.stdout,
            "50 children\n",
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn a_file_grows_to_the_limit() {
    for setting in settings().await {
        let outcome = setting.run(&["large"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Files),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn open_files_are_counted_over_the_tree() {
    for setting in settings().await {
        let outcome = setting.run(&["descriptors"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Files),
            "{} {outcome:?}",
            setting.name()
        );
    }
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
            assert!(
                (40..=LIMITS.files).contains(&made),
                "{} {line}",
                setting.name()
            );
        }
        assert_eq!(outcome.stdout.lines().count(), 3);
    }
}

#[tokio::test]
async fn nothing_else_is_writable() {
    for setting in settings().await {
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
            let ended =
                outcome.exit.stopped == Some(Stopped::Files) || outcome.exit.code == Some(0);
            assert!(ended, "{} {program} {outcome:?}", setting.name());
        }
    }
}

#[tokio::test]
async fn a_flood_of_output_is_cut() {
    for setting in settings().await {
        let outcome = setting.run(&["flood"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Output),
            "{} {:?}",
            setting.name(),
            outcome.exit
        );
        assert_eq!(outcome.stdout.len(), 64 << 10);
        assert!(outcome.took < Duration::from_secs(2), "{:?}", outcome.took);
    }
}

#[tokio::test]
async fn time_runs_out() {
    let mut all = JoinSet::new();
    for setting in settings().await {
        all.spawn(async move { time_runs_out_in(&setting).await });
    }
    all.join_all().await;
}

async fn time_runs_out_in(setting: &Setting) {
    for args in [
        &["sleep"][..],
        &["spin", "1"],
        &["spin", "4"],
        &["heartbeat"],
    ] {
        let outcome = setting.run_within(SHORT, args).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Time),
            "{} {outcome:?}",
            setting.name()
        );
        let took = outcome.took.as_millis();
        assert!(
            (600..4000).contains(&took),
            "{} {args:?} took {took} ms",
            setting.name()
        );
    }
}

#[tokio::test]
async fn processor_time_runs_out() {
    for setting in settings().await {
        let limits = Limits {
            wall: Duration::from_secs(60),
            cpu: Duration::from_secs(1),
            ..LIMITS
        };
        let outcome = setting.run_within(limits, &["spin", "2"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Time),
            "{} {outcome:?}",
            setting.name()
        );
        assert_eq!(
            outcome.exit.signal,
            Some(24),
            "{} {outcome:?}",
            setting.name()
        );
    }
}
