//! A full disk, a killed server, a thousand runs at once.

#![cfg(target_os = "linux")]

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::Answer;
use crate::server::{
    Server, exit, program, quietly, serve_smallest, smallest_book, text, wait_until,
};

const HELLO: &str = "fn main() { println!(\"ran\") }";

/// A server whose temporary and kept files are on a small disk of its own, and what that disk is called from outside.
fn start_on_small_disk(name: &str) -> Option<(Server, String)> {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        println!("skipped: only root can give a server a small disk");
        return None;
    }
    let folder = smallest_book(name);
    let disk = folder.join("disk");
    std::fs::create_dir(&disk).unwrap();
    let script = "mount -t tmpfs -o size=16m,mode=755 disk \"$1\" && mkdir \"$1/target\" \"$1/temporary\" && shift && exec \"$@\"";
    let mut command = Command::new("unshare");
    command
        .args(["--mount", "sh", "-c", script, "sh"])
        .arg(&disk)
        .arg(program());
    command
        .args(["serve", "--port", "0", "--while-stdin", "--dir"])
        .arg(&folder);
    command.env("CARGO_TARGET_DIR", disk.join("target"));
    command.env("TMPDIR", disk.join("temporary"));
    quietly(&mut command, &folder);
    let server = Server::await_start(command);
    let outside = format!("/proc/{}/root{}", server.id(), disk.display());
    Some((server, outside))
}

#[test]
fn a_full_disk_is_told_and_the_next_run_works() {
    let Some((server, disk)) = start_on_small_disk("small-disk") else {
        return;
    };
    let filler = Path::new(&disk).join("filler");
    for code in [
        HELLO,
        "fn main() { std::fs::write(\"file\", \"x\").unwrap(); println!(\"ran\") }",
    ] {
        let whole = std::fs::write(&filler, vec![1; 32 << 20]);
        assert!(whole.is_err(), "the disk is not small");
        let events = server.run(code);
        let last = events.last().unwrap();
        let message = last["message"].as_str().unwrap_or_default();
        let all = format!("{message} {events:?}");
        assert!(all.contains("No space left on device"), "{events:#?}");
        assert_ne!(last["success"], true, "{events:#?}");
        std::fs::remove_file(&filler).unwrap();
        let events = server.run(code);
        assert_eq!(text(&events, "stdout"), "ran\n", "{events:#?}");
        // What is compiled already needs the disk for its folder alone.
        let _ = std::fs::write(&filler, vec![1; 32 << 20]);
        let last = server.run(code).pop().unwrap();
        assert!(
            ["exit", "error"].contains(&last["event"].as_str().unwrap()),
            "{last}"
        );
        std::fs::remove_file(&filler).unwrap();
        assert_eq!(exit(&server.run(code))["success"], true);
    }
}

/// All that a process started, and what those started.
fn descendants(of: u32) -> Vec<u32> {
    let folders = std::fs::read_dir("/proc").unwrap().flatten();
    let parents: Vec<(u32, u32)> = folders
        .filter_map(|folder| {
            let id = folder.file_name().to_str()?.parse().ok()?;
            Some((id, parent(id)?))
        })
        .collect();
    let mut found = vec![of];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(
            parents
                .iter()
                .filter(|(_, p)| *p == parent)
                .map(|(id, _)| id),
        );
        next += 1;
    }
    found.split_off(1)
}

fn parent(id: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

/// Whether a process does anything any more.
fn lives(id: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let state = stat.rsplit_once(')').map(|(_, rest)| rest.trim_start());
    state.is_some_and(|state| !state.starts_with(['Z', 'X']))
}

/// Longer than a second on a machine that has more to do than it can.
fn a_second() -> Duration {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap();
    let load: f64 = load.split(' ').next().unwrap().parse().unwrap();
    let processors = std::thread::available_parallelism().unwrap().get() as f64;
    Duration::from_secs(1).mul_f64((load / processors).max(1.0))
}

#[test]
fn nothing_survives_a_server_that_is_killed() {
    let folder = smallest_book("killed");
    let start = || {
        let mut command = serve_smallest(&folder);
        command.args(["--limit", "at-once=3"]);
        Server::await_start(command)
    };
    let left = || std::fs::read_dir(folder.join("temporary")).unwrap().count();
    let server = start();
    let family = "fn main() { println!(\"here\");
        if std::env::args().count() == 1 { std::process::Command::new(std::env::current_exe().unwrap()).arg(\"child\").spawn().unwrap(); }
        loop {} }";
    let mut runs = [HELLO, family].map(|code| server.client.stream(&json!({ "code": code })));
    let [_, family] = &mut runs;
    family.until("stdout");
    let endless = "#![allow(long_running_const_eval)]\nconst X: u8 = loop {};\nfn main() { println!(\"{X}\") }";
    let mut compiling = server.client.stream(&json!({ "code": endless }));
    compiling.until("compiling");
    // Of each run the launcher and the program, and of one its child, at the least.
    let id = server.id();
    wait_until("all are there", Duration::from_secs(8), || {
        descendants(id).len() >= 5
    });
    let all = descendants(id);
    // Dropping it kills it.
    drop(server);
    wait_until("all are gone", a_second(), || {
        !all.iter().any(|id| lives(*id))
    });
    assert_eq!(left(), 1, "a killed server cannot remove its folder");
    let next = start();
    assert_eq!(left(), 1, "the next server has its own folder alone");
    assert!(next.end().success());
    assert_eq!(left(), 0, "a server that ends leaves nothing");
}

#[test]
fn a_thousand_runs_at_once_are_all_answered() {
    // Each needs a descriptor, of which a process usually has no more than that.
    let own = std::process::id().to_string();
    let _ = Command::new("prlimit")
        .args(["--pid", &own, "--nofile=4096:"])
        .status();
    // One of its own: others ask the shared one meanwhile.
    let server = Server::await_start(serve_smallest(&smallest_book("thousand")));
    let started = Instant::now();
    let run = || {
        let answer = server.client.post_json("/run", &json!({ "code": HELLO }));
        match answer.status {
            200 => assert_eq!(text(&crate::server::events(&answer), "stdout"), "ran\n"),
            503 => assert!(answer.header("retry-after").parse::<u32>().is_ok()),
            other => panic!("{other}: {}", answer.body),
        }
        answer.status
    };
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..1_000)
            .map(|_| {
                let small = std::thread::Builder::new().stack_size(128 * 1024);
                small.spawn_scoped(scope, run).unwrap()
            })
            .collect();
        let health: Answer = server.client.get("/healthz");
        assert_eq!(health.status, 200);
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let done = statuses.iter().filter(|status| **status == 200).count();
    println!("{done} of 1000 ran, in {:?}", started.elapsed());
    assert!(done >= 20, "{done} ran");
    assert!(started.elapsed() < Duration::from_secs(60));
    assert_eq!(server.client.get("/healthz").status, 200);
}

/// A cargo that starts something which goes on for minutes, as a compiler may.
fn slow_cargo(folder: &Path) -> std::path::PathBuf {
    let cargo = folder.join("cargo");
    let script = "#!/bin/sh\nsleep 300 &\nwait\n";
    std::fs::write(&cargo, script).unwrap();
    std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).unwrap();
    cargo
}

#[test]
fn a_server_that_ends_while_it_prepares_leaves_no_compiler() {
    for signal in ["TERM", "INT", "KILL"] {
        let folder = smallest_book(&format!("prepares-{signal}"));
        let mut command = serve_smallest(&folder);
        command.env("CARGO", slow_cargo(&folder));
        let server = Server::await_start(command);
        let id = server.id();
        let name = |id| std::fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
        let compiles = || descendants(id).into_iter().any(|id| name(id) == "sleep\n");
        wait_until("the compiler works", Duration::from_secs(8), compiles);
        let all = descendants(id);
        let told = Command::new("kill")
            .args(["-s", signal, &id.to_string()])
            .status();
        assert!(told.unwrap().success());
        let none_lives = || !all.iter().any(|id| lives(*id));
        wait_until(
            &format!("none lives after {signal}"),
            2 * a_second(),
            none_lives,
        );
    }
}

#[test]
fn a_work_folder_that_was_swept_away_is_made_again() {
    let folder = smallest_book("swept");
    let server = Server::await_start(serve_smallest(&folder));
    let temporary = folder.join("temporary");
    for code in [HELLO, HELLO, "fn main() { println!(\"ran\"); }"] {
        assert_eq!(text(&server.run(code), "stdout"), "ran\n");
        let work = std::fs::read_dir(&temporary).unwrap().next();
        std::fs::remove_dir_all(work.unwrap().unwrap().path()).unwrap();
    }
    std::fs::remove_dir_all(&temporary).unwrap();
    assert_eq!(text(&server.run(HELLO), "stdout"), "ran\n");
    assert!(server.end().success());
}
