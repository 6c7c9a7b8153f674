//! What a program can ask of the kernel.

#![cfg(target_os = "linux")]

mod common;

use common::settings;
use sandbox::Tier;
use std::fs;

#[tokio::test]
async fn settings_of_the_kernel_cannot_be_opened_for_writing() {
    let mut files = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("/proc/sys")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                _ => files.push(entry.path().to_str().unwrap().to_owned()),
            }
        }
    }
    assert!(
        files
            .iter()
            .any(|file| file == "/proc/sys/kernel/core_pattern")
    );
    files.extend(
        [
            "/proc/sysrq-trigger",
            "/proc/self/oom_score_adj",
            "/proc/self/mem",
        ]
        .map(String::from),
    );
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    for setting in settings().await {
        let mut limits = common::LIMITS;
        limits.output = 1 << 20;
        let outcome = setting
            .run_within(limits, &[&["write"], &names[..]].concat())
            .await;
        assert_eq!(
            outcome.stdout.lines().count(),
            files.len(),
            "{} {:?}",
            setting.name(),
            outcome.exit
        );
        let opened: Vec<_> = outcome
            .stdout
            .lines()
            .filter(|line| line.ends_with("opened for writing"))
            .collect();
        assert_eq!(opened, Vec::<&str>::new(), "{}", setting.name());
    }
}

#[tokio::test]
async fn signals_reach_nobody_else() {
    for setting in settings().await {
        let outcome = setting.run(&["kill"]).await;
        assert!(
            outcome.stdout.ends_with("alive\n"),
            "{} {outcome:?}",
            setting.name()
        );
        if setting.tier == Tier::Landlock {
            assert!(
                outcome.stdout.starts_with("init: false\nparent: false\n"),
                "{} {outcome:?}",
                setting.name()
            );
        }
        assert_eq!(outcome.exit.code, Some(0), "{} {outcome:?}", setting.name());
    }
}

#[tokio::test]
async fn dangerous_calls_are_refused() {
    for setting in settings().await {
        let outcome = setting.run(&["calls"]).await;
        for line in outcome.stdout.lines() {
            let expected = if ["clone3:", "new:", "x32:"]
                .iter()
                .any(|name| line.starts_with(name))
            {
                "unknown"
            } else {
                "refused"
            };
            assert!(line.ends_with(expected), "{} {line}", setting.name());
        }
        assert_eq!(
            outcome.stdout.lines().count(),
            32,
            "{} {outcome:?}",
            setting.name()
        );
        let outcome = setting.run(&["keeper"]).await;
        assert_eq!(
            outcome.stdout.matches(": refused").count(),
            6,
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn no_privilege_is_left() {
    for setting in settings().await {
        let outcome = setting.run(&["status"]).await;
        let text = &outcome.stdout;
        assert!(
            text.contains("open: [0, 1, 2]\n"),
            "{} {text}",
            setting.name()
        );
        assert!(
            text.contains("no new privileges: 1\n"),
            "{} {text}",
            setting.name()
        );
        assert!(!text.contains("user: 0\n"), "{} {text}", setting.name());
        assert!(
            text.contains("threads: Ok(true)\n"),
            "{} {text}",
            setting.name()
        );
        if setting.tier == Tier::Namespaces {
            // The third, where the kernel does not let it be born into its cgroup: the attempt uses up a number.
            let is_early = ["process: 2\n", "process: 3\n"]
                .iter()
                .any(|line| text.contains(line));
            assert!(is_early, "{} {text}", setting.name());
            assert!(text.contains("Seccomp: 2\n"), "{} {text}", setting.name());
            // At 1 not even a program that the machine has for this takes a core.
            let core = text.lines().find(|line| line.starts_with("core: "));
            let core = core.unwrap_or_default().split_whitespace();
            let numbers: Vec<_> = core.filter(|word| *word == "1").collect();
            assert_eq!(numbers.len(), 2, "{} {text}", setting.name());
            let capabilities = text.lines().filter(|line| line.starts_with("Cap"));
            let empty = capabilities
                .filter(|line| line.ends_with(" 0000000000000000"))
                .count();
            assert_eq!(empty, 5, "{} {text}", setting.name());
        }
    }
}
