//! An end from outside ends everything, and nothing is left.

#![cfg(target_os = "linux")]

mod common;

use common::settings;
use sandbox::{Event, Limits, Probing, Sandbox, SandboxError, Stopped, Tier};
use std::fs;
use std::time::Duration;

#[tokio::test]
async fn dropping_a_run_kills_its_tree() {
    for setting in settings().await {
        for args in [
            &["again", "sleep"][..],
            &["zombies-and-sleep", "40"],
            &["spin", "4"],
            &["sleep"],
        ] {
            let work = setting.work_folder();
            let running = setting.spawn(setting.job(work.path(), args));
            setting.wait_for(3).await;
            drop(running);
            setting.assert_gone();
        }
    }
}

#[tokio::test]
async fn killing_the_server_kills_everything() {
    for setting in settings().await {
        for args in [&["heartbeat"][..], &["spin", "4"], &["again", "sleep"]] {
            let work = setting.work_folder();
            let mut server = setting.host(work.path(), args).spawn().unwrap();
            // The server, its launcher, the keeper, and the program.
            setting.wait_for(4).await;
            server.kill().unwrap();
            server.wait().unwrap();
            setting.assert_gone();
        }
    }
}

#[tokio::test]
async fn killing_whoever_keeps_a_run_ends_it() {
    for setting in settings().await {
        for which in 0..2 {
            let work = setting.work_folder();
            let running = setting.spawn(setting.job(work.path(), &["again", "sleep"]));
            // The launcher, the keeper, the program and its child.
            setting.wait_for(4).await;
            let mut keepers = setting.left();
            keepers.retain(|pid| {
                let said = fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
                said.contains("--sandbox-launcher")
            });
            keepers.sort_unstable();
            assert_eq!(keepers.len(), 2, "{}", setting.name());
            let keeper = nix::unistd::Pid::from_raw(keepers[which]);
            nix::sys::signal::kill(keeper, nix::sys::signal::SIGKILL).unwrap();
            setting.assert_gone();
            drop(running);
        }
    }
}

#[tokio::test]
async fn a_launcher_that_is_kept_ready_can_be_killed_and_goes_with_its_sandbox() {
    for setting in settings().await {
        let mut setting = setting.launching_ahead().await;
        for _ in 0..2 {
            let ready = setting.the_only_one().await;
            let work = setting.work_folder();
            let mut running = setting.spawn(setting.job(work.path(), &["sleep"]));
            // The launcher, which is the one that was ready; the keeper and the program.
            setting.wait_for(3).await;
            assert!(setting.left().contains(&ready), "{}", setting.name());
            drop(running);
            // Whoever is killed is replaced when the next program is started.
            let ready = nix::unistd::Pid::from_raw(setting.the_only_one().await);
            nix::sys::signal::kill(ready, nix::sys::signal::SIGKILL).unwrap();
            setting.assert_gone();
            running = setting.spawn(setting.job(work.path(), &["sleep"]));
            setting.wait_for(3).await;
            drop(running);
        }
        setting.forget_sandbox().await;
        setting.assert_gone();
    }
}

/// At any moment: before the program is there, while the keeper tells of it, and after.
#[tokio::test]
async fn killing_the_launcher_early_ends_the_run() {
    for setting in settings().await {
        for step in 0..40 {
            let work = setting.work_folder();
            let running = setting.spawn(setting.job(work.path(), &["again", "sleep"]));
            setting.wait_for(2).await;
            tokio::time::sleep(Duration::from_micros(500 * (step % 20))).await;
            // The first of them: the others are its descendants.
            let launcher = setting.left().into_iter().min().unwrap();
            let launcher = nix::unistd::Pid::from_raw(launcher);
            nix::sys::signal::kill(launcher, nix::sys::signal::SIGKILL).unwrap();
            setting.assert_gone();
            drop(running);
        }
    }
}

#[tokio::test]
async fn runs_at_the_same_time_do_not_meet() {
    for setting in settings().await {
        let (one, other) = (setting.work_folder(), setting.work_folder());
        let bomb = setting.spawn(setting.job(one.path(), &["fork-bomb"]));
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut running = setting.spawn(setting.job(other.path(), &["again", "exit", "7"]));
        let mut text = String::new();
        while let Some(event) = running.next().await {
            if let Event::Stdout(bytes) = event {
                text += &String::from_utf8_lossy(&bytes);
            }
        }
        assert!(
            text.starts_with("child: exit status: 7\n"),
            "{} {text}",
            setting.name()
        );
        drop(bomb);
        setting.assert_gone();
    }
}

#[tokio::test]
async fn no_descriptor_is_left_open() {
    let open = || fs::read_dir("/proc/self/fd").unwrap().count();
    for setting in settings().await {
        setting.run(&["exit", "0"]).await;
        // Other tests of this process open and close their own meanwhile.
        let mut fewest = usize::MAX;
        let before = open();
        for _ in 0..20 {
            setting.run(&["exit", "0"]).await;
            let work = setting.work_folder();
            let running = setting.spawn(setting.job(work.path(), &["sleep"]));
            setting.wait_for(1).await;
            drop(running);
            setting.assert_gone();
            tokio::time::sleep(Duration::from_millis(5)).await;
            fewest = fewest.min(open());
        }
        assert!(
            fewest < before + 20,
            "{}: {before} before, {fewest} then",
            setting.name()
        );
        setting.assert_gone();
    }
}

#[tokio::test]
async fn without_a_sandbox_the_tree_is_killed_too() {
    for setting in common::of_tier(Tier::Unsandboxed).await {
        let outcome = setting.run(&["daemon"]).await;
        assert_eq!(
            outcome.stdout,
            "left a daemon\n",
            "{} {outcome:?}",
            setting.name()
        );
        let limits = Limits {
            wall: Duration::from_millis(500),
            ..common::LIMITS
        };
        let outcome = setting.run_within(limits, &["again", "sleep"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Time),
            "{} {outcome:?}",
            setting.name()
        );
        let outcome = setting.run(&["grow"]).await;
        assert_eq!(
            outcome.exit.stopped,
            Some(Stopped::Memory),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn without_a_sandbox_nothing_runs_unless_asked_for() {
    let probing = Probing {
        only: Some(Tier::Unsandboxed),
        ..Probing::default()
    };
    let sandbox = Sandbox::probe_with(probing).await;
    let setting = settings().await.pop().unwrap();
    let refused = sandbox.spawn(setting.job(setting.folder.path(), &["exit", "0"]));
    assert!(
        matches!(refused, Err(SandboxError::NotAllowed(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn this_machine_offers_a_sandbox() {
    assert!(!settings().await.is_empty(), "neither tier A nor tier B");
}
