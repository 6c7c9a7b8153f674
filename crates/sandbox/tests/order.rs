//! What a program writes to its two streams comes in the order in which it was written.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

mod common;

use common::{LIMITS, Setting, of_tier, settings};
use sandbox::{Event, Exit, Job, Limits, Tier};

/// All output in the order in which it came, with the stream before each piece, and the end.
async fn transcript(
    setting: &Setting,
    limits: Limits,
    args: &[&str],
) -> (Vec<(char, String)>, Exit) {
    let work = setting.work_folder();
    let mut running = setting.spawn(Job {
        ordered: true,
        limits,
        ..setting.job(work.path(), args)
    });
    let mut pieces = Vec::new();
    while let Some(event) = running.next().await {
        match event {
            Event::Stdout(bytes) => pieces.push(('o', String::from_utf8(bytes).unwrap())),
            Event::Stderr(bytes) => pieces.push(('e', String::from_utf8(bytes).unwrap())),
            Event::Threads(_) => {}
            Event::Exit(exit) => return (pieces, exit),
        }
    }
    panic!("no end in {}", setting.name());
}

async fn every_setting() -> Vec<Setting> {
    let mut all = settings().await;
    all.extend(of_tier(Tier::Unsandboxed).await);
    all
}

/// Keeps every processor busy until it is dropped.
struct Busy(std::process::Child);

impl Busy {
    fn start() -> Vec<Busy> {
        let processors = std::thread::available_parallelism().unwrap().get();
        let spin = || {
            std::process::Command::new("sh")
                .args(["-c", "while :; do :; done"])
                .spawn()
        };
        (0..processors).map(|_| Busy(spin().unwrap())).collect()
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_thread_has_one_order() {
    let _busy = Busy::start();
    let limits = Limits {
        output: 1 << 20,
        wall: std::time::Duration::from_secs(60),
        ..LIMITS
    };
    for setting in every_setting().await {
        for round in 0..2 {
            let (pieces, exit) = transcript(&setting, limits.clone(), &["alternate", "200"]).await;
            assert_eq!(exit.code, Some(0), "{} {exit:?}", setting.name());
            let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
            let numbers = text
                .lines()
                .map(|line| line.split(' ').next().unwrap().to_owned());
            let numbers: Vec<String> = numbers.collect();
            let expected: Vec<String> = (0..200).map(|line| line.to_string()).collect();
            assert_eq!(numbers, expected, "{} in round {round}", setting.name());
            for (stream, piece) in pieces {
                let first: u32 = piece.split(' ').next().unwrap().parse().unwrap_or(0);
                let expected = if first.is_multiple_of(2) { 'o' } else { 'e' };
                assert!(
                    stream == expected || !piece.starts_with(|c: char| c.is_ascii_digit()),
                    "{piece}"
                );
            }
        }
    }
}

#[tokio::test]
async fn processes_that_wait_for_each_other_have_one_order() {
    for setting in every_setting().await {
        let script = "for n in 1 2 3 4 5 6 7 8 9; do echo o$n; cat /e$n; done";
        let (pieces, _) = transcript(&setting, LIMITS, &["shell", script]).await;
        let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
        let names = text.split(|c: char| !c.is_ascii_alphanumeric());
        let ours = |name: &&str| name.len() == 2 && name.ends_with(|c: char| c.is_ascii_digit());
        let order: Vec<&str> = names.filter(ours).collect();
        let expected: Vec<String> = (1..10)
            .flat_map(|n| [format!("o{n}"), format!("e{n}")])
            .collect();
        assert_eq!(order, expected, "{} {text}", setting.name());
    }
}

#[tokio::test]
async fn large_and_redirected_writes_go_their_way() {
    for setting in every_setting().await {
        // Larger than a pipe; to another place than standard error; by another way to it; when nobody reads.
        let script = "head -c 50000 /dev/zero | tr '\\0' e >&2; echo o; \
            sh -c 'echo gone >&2' 2>/dev/null; sh -c 'echo e >&2' 2>&1; \
            sh -c 'echo ee 1>&2 | :' ; exit 3";
        let (pieces, exit) = transcript(&setting, LIMITS, &["shell", script]).await;
        let of = |wanted| -> String {
            let pieces = pieces.iter().filter(|(stream, _)| *stream == wanted);
            pieces.map(|(_, text)| text.as_str()).collect()
        };
        assert_eq!(of('o'), "o\ne\n", "{}", setting.name());
        assert_eq!(of('e'), "e".repeat(50_000) + "ee\n", "{}", setting.name());
        assert_eq!(exit.code, Some(3), "{}", setting.name());
    }
}
