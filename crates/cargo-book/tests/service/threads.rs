//! What the machine saw the threads of a program do, as `POST /run` tells it, in each tier of the sandbox.
//!
//! Other tests may have the cores meanwhile: what needs them free has several chances.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;

use serde_json::Value;

use crate::seen::Seen;
use crate::server::{exit, first, shared, text};
use crate::tiers::servers;

/// How often a program is run until the machine was free enough.
const CHANCES: usize = 5;

/// How often a program is run where its runs differ much.
const RUNS: usize = 12;

/// A program with threads that compute for so many milliseconds each, all at once.
fn computing(threads: usize, milliseconds: u64) -> String {
    format!(
        r#"
        use std::time::{{Duration, Instant}};
        fn main() {{
            let end = Instant::now() + Duration::from_millis({milliseconds});
            let compute = move || while Instant::now() < end {{}};
            let named = |number| std::thread::Builder::new().name(format!("worker-{{number}}"));
            let workers: Vec<_> = (0..{threads}).map(|number| named(number).spawn(compute).unwrap()).collect();
            for worker in workers {{ worker.join().unwrap(); }}
        }}"#
    )
}

fn cores() -> usize {
    std::thread::available_parallelism().unwrap().get()
}

#[test]
fn without_the_request_nothing_is_told() {
    let events = servers()[0].run("fn main() { println!(\"tea\"); }");
    assert_eq!(text(&events, "stdout"), "tea\n");
    let is_of_threads = |event: &Value| {
        let kind = event["event"].as_str().unwrap();
        kind.starts_with("thread") || event.get("at").is_some()
    };
    assert!(!events.iter().any(is_of_threads), "{events:#?}");
}

#[test]
fn a_thread_that_sleeps_is_asleep() {
    let code = r#"fn main() {
        println!("{}", std::process::id());
        std::thread::sleep(std::time::Duration::from_millis(600));
    }"#;
    for server in servers() {
        let seen = Seen::of(server, code);
        // The program knows itself by the number under which it is told.
        let main: i64 = text(&seen.events, "stdout").trim().parse().unwrap();
        let asleep = seen.time_in("asleep", &[(main, main)]);
        assert!(
            (540.0..5_000.0).contains(&asleep),
            "{asleep} ms of 600: {:?}",
            seen.spans
        );
        assert_eq!(seen.threads().len(), 1, "{:?}", seen.spans);
        let cpus = first(&seen.events, "threads")["cores"].as_u64().unwrap();
        assert!(cpus >= 1 && cpus as usize >= cores(), "{cpus}");
    }
}

#[test]
fn two_computing_threads_are_on_two_cores_at_once() {
    if cores() < 2 {
        println!("skipped: this machine has one core");
        return;
    }
    for server in servers() {
        let judged = (0..CHANCES).any(|_| are_on_two_cores(&Seen::of(server, &computing(2, 400))));
        if !judged {
            println!("skipped: no two cores were free for two threads");
        }
    }
}

/// Whether the two threads are seen on two cores at once; they must be if they had more than one core's time.
#[track_caller]
fn are_on_two_cores(seen: &Seen) -> bool {
    let workers = seen.named("worker-");
    assert_eq!(workers.len(), 2, "{:?}", seen.spans);
    let on_core = |thread| seen.of_thread(thread).filter(|span| span.state == "core");
    let meet = on_core(workers[0]).any(|one| {
        on_core(workers[1])
            .any(|other| one.core != other.core && one.from.max(other.from) < one.to.min(other.to))
    });
    let times = seen.of_thread(workers[0]).chain(seen.of_thread(workers[1]));
    let (from, to) = times.fold((f64::INFINITY, 0.0_f64), |(from, to), span| {
        (from.min(span.from), to.max(span.to))
    });
    let had_two = seen.time_in("core", &workers) > 1.2 * (to - from);
    assert!(meet || !had_two, "{:?}", seen.spans);
    meet
}

#[test]
fn more_threads_than_cores_wait_for_a_core_most_of_the_time() {
    for server in servers() {
        let many = 4 * cores();
        let seen = Seen::of(server, &computing(many, 600));
        let workers = seen.named("worker-");
        assert_eq!(workers.len(), many, "{:?}", seen.spans);
        let of = |state| seen.time_in(state, &workers);
        let (ready, core, asleep) = (of("ready"), of("core"), of("asleep"));
        assert!(
            ready > core + asleep,
            "ready {ready}, on a core {core}, asleep {asleep}"
        );
        assert!(core > 0.0);
        // Each of them has begun and ended about when it did.
        for worker in workers {
            let length: f64 = seen.of_thread(worker).map(|span| span.to - span.from).sum();
            assert!(
                (400.0..5_000.0).contains(&length),
                "{length}: {:?}",
                seen.spans
            );
        }
    }
}

/// Who looks needs a core too, and others have them: looks must not become rarer for that. (They did when a look was taken
/// to cost what the clock said: three computing threads went unseen for 70 ms.)
#[test]
fn a_busy_machine_is_looked_at_as_often() {
    let server = shared();
    let code = computing(8 * cores(), 400);
    let is_rare = || {
        let silences = (0..RUNS).map(|_| Seen::of(server, &code).longest_silence());
        silences.filter(|silence| *silence > 40.0).count() > RUNS / 6
    };
    // Seen here: none of twelve beyond 35 ms; by the clock, half of them beyond 45.
    assert!(
        (0..3).any(|_| !is_rare()),
        "looks are rarer than every 40 ms"
    );
}

#[test]
fn a_runtime_of_one_thread_that_waits_is_one_thread_asleep() {
    let code = r#"
        #[tokio::main(flavor = "current_thread")]
        async fn main() {
            let nap = || tokio::time::sleep(std::time::Duration::from_millis(500));
            tokio::join!(nap(), nap(), nap());
        }"#;
    let seen = Seen::of(shared(), code);
    let threads: Vec<_> = seen.threads().into_iter().collect();
    assert_eq!(threads.len(), 1, "{:?}", seen.spans);
    let asleep = seen.time_in("asleep", &threads);
    assert!(asleep >= 450.0, "{asleep} ms of 500: {:?}", seen.spans);
}

#[test]
fn processes_that_it_starts_are_told_apart() {
    let code = r#"
        use std::process::Command;
        fn main() {
            let nap = std::time::Duration::from_millis(300);
            if std::env::args().count() > 1 {
                return std::thread::sleep(nap);
            }
            let mut child = Command::new(std::env::current_exe().unwrap()).arg("child").spawn().unwrap();
            println!("{} {}", std::process::id(), child.id());
            child.wait().unwrap();
        }"#;
    for server in servers() {
        let seen = Seen::of(server, code);
        let printed = text(&seen.events, "stdout");
        let ids = printed.split_whitespace().map(|id| id.parse().unwrap());
        let expected: BTreeSet<(i64, i64)> = ids.map(|id: i64| (id, id)).collect();
        assert_eq!(seen.threads(), expected, "{:?}", seen.spans);
        for id in expected {
            assert!(seen.time_in("asleep", &[id]) > 200.0, "{:?}", seen.spans);
        }
    }
}

#[test]
fn output_has_the_time_of_the_same_clock() {
    let code = r#"
        use std::time::{Duration, Instant};
        fn main() {
            let start = Instant::now();
            for _ in 0..5 {
                println!("{}", start.elapsed().as_millis());
                std::thread::sleep(Duration::from_millis(80));
            }
        }"#;
    let seen = Seen::of(servers()[0], code);
    let lines = seen
        .events
        .iter()
        .filter(|event| event["event"] == "stdout");
    let offsets: Vec<f64> = lines
        .map(|event| {
            let first = event["text"].as_str().unwrap().lines().next().unwrap();
            event["at"].as_f64().unwrap() - first.parse::<f64>().unwrap()
        })
        .collect();
    let least = offsets.iter().copied().fold(f64::INFINITY, f64::min);
    // A line is late at times; that all of them are is a wrong clock.
    let near = offsets.iter().filter(|offset| **offset - least < 20.0);
    assert!(near.count() >= 2 && least >= 0.0, "{offsets:?}");
    let begin = seen
        .spans
        .iter()
        .map(|span| span.from)
        .fold(f64::INFINITY, f64::min);
    assert!((begin - least).abs() < 200.0, "{begin} {least}");
    let end = exit(&seen.events)["ms"].as_f64().unwrap();
    assert!(seen.spans.iter().all(|span| span.to <= end + 1.0));
}
