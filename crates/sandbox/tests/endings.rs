//! How a program ended is told as it was, and what it made is carried back.

#![cfg(target_os = "linux")]

mod common;

use common::{User, settings, tier_a};
use sandbox::{Event, Exit, Job, Role};
use std::fs;
use std::time::Duration;
use std::time::Instant;

#[tokio::test]
async fn codes_and_signals_are_told() {
    for setting in settings().await {
        let code = |code| Exit {
            code: Some(code),
            ..Exit::default()
        };
        let signal = |signal| Exit {
            signal: Some(signal),
            ..Exit::default()
        };
        for (args, expected) in [
            (&["exit", "0"][..], code(0)),
            (&["exit", "3"], code(3)),
            (&["panic"], code(101)),
            (&["abort"], signal(6)),
            (&["segv"], signal(11)),
            (&["overflow"], signal(6)),
            (&["signal", "10"], signal(10)),
            (&["signal", "34"], signal(34)),
            (&["signal", "64"], signal(64)),
            (&["orphan-signal", "34"], code(0)),
        ] {
            let outcome = setting.run(args).await;
            let exit = Exit {
                most_tasks: 0,
                ..outcome.exit.clone()
            };
            assert_eq!(exit, expected, "{} {args:?} {outcome:?}", setting.name());
        }
    }
}

#[tokio::test]
async fn input_and_environment_are_the_jobs() {
    for setting in settings().await {
        let work = setting.work_folder();
        let stdin = "in\n".repeat(100_000).into_bytes();
        let mut job = Job {
            ordered: true,
            stdin,
            ..setting.job(work.path(), &["echo"])
        };
        job.limits.output = 1 << 20;
        let outcome = setting.run_job(job).await;
        assert_eq!(outcome.stdout.len(), 300_000, "{}", setting.name());
        let (greeting, more) = outcome.stderr.split_once('\n').unwrap();
        assert_eq!(greeting, "GREETING=hello", "{}", setting.name());
        // Tier B has no private /tmp, and says where to write instead.
        assert!(
            more.is_empty() || more.starts_with("TMPDIR="),
            "{} {more}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn output_comes_while_the_program_runs() {
    for setting in settings().await {
        let work = setting.work_folder();
        let mut running = setting.spawn(setting.job(work.path(), &["heartbeat"]));
        let started = Instant::now();
        let first = running.next().await;
        assert_eq!(
            first,
            Some(Event::Stdout(b"beat 0\n".to_vec())),
            "{}",
            setting.name()
        );
        assert!(started.elapsed() < Duration::from_secs(1));
        drop(running);
        setting.assert_gone();
    }
}

#[tokio::test]
async fn what_cannot_start_is_said() {
    for setting in settings().await {
        let work = setting.work_folder();
        let job = Job {
            ordered: true,
            program: "/no/such/program".into(),
            ..setting.job(work.path(), &[])
        };
        let outcome = setting.run_job(job).await;
        let failure = outcome.exit.failure.unwrap_or_default();
        assert!(
            failure.contains("/no/such/program"),
            "{} {failure}",
            setting.name()
        );
        let job = setting.job("/no/such/folder".as_ref(), &["exit", "0"]);
        let failure = setting.run_job(job).await.exit.failure.unwrap_or_default();
        assert!(
            failure.contains("work folder"),
            "{} {failure}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn results_are_carried_back() {
    for setting in settings().await {
        let work = setting.work_folder();
        fs::write(work.path().join("input"), "given").unwrap();
        if setting.user == User::Ordinary {
            std::os::unix::fs::chown(work.path().join("input"), Some(54_321), Some(54_321))
                .unwrap();
        }
        let outcome = setting
            .run_job(compiler(setting.job(work.path(), &["results"])))
            .await;
        assert_eq!(
            outcome.stdout,
            "in: Ok(\"given\")\n",
            "{} {outcome:?}",
            setting.name()
        );
        assert_eq!(outcome.exit.code, Some(0), "{} {outcome:?}", setting.name());
        let read = |name: &str| fs::read_to_string(work.path().join(name)).unwrap();
        assert_eq!(read("output"), "made");
        assert_eq!(read("input"), "changed");
        assert_eq!(read("folder/inner/output"), "deep");
        fs::set_permissions(
            work.path(),
            std::os::unix::fs::PermissionsExt::from_mode(0o700),
        )
        .unwrap();
    }
}

#[tokio::test]
async fn only_files_are_carried_back_and_only_after_success() {
    for setting in tier_a().await {
        let work = setting.work_folder();
        setting
            .run_job(compiler(setting.job(work.path(), &["results"])))
            .await;
        assert!(!work.path().join("link").is_symlink(), "{}", setting.name());
        assert!(!work.path().join("folder/link").is_symlink());
        assert!(!work.path().join("fifo").exists());
        // What a program makes is for itself.
        let work = setting.work_folder();
        setting
            .run_job(setting.job(work.path(), &["results"]))
            .await;
        assert_eq!(
            fs::read_dir(work.path()).unwrap().count(),
            0,
            "{}",
            setting.name()
        );
        let fails = ["shell", "echo text > output; exit 1"];
        for program in [&["large"][..], &fails] {
            let work = setting.work_folder();
            let job = compiler(setting.job(work.path(), program));
            let outcome = setting.run_job(job).await;
            let left = fs::read_dir(work.path()).unwrap().count();
            assert_eq!(left, 0, "{} {outcome:?}", setting.name());
        }
    }
}

/// Only what a compiler makes is carried back.
fn compiler(job: Job) -> Job {
    Job {
        role: Role::Compiler,
        ..job
    }
}
