//! What outlasts a run: nothing of it, and a service that works.

#![cfg(target_os = "linux")]

use std::io::Write;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::server::{Server, files_below, serve_smallest, smallest_book, text, wait_until};
use crate::tiers::{everyone_may_read, is_root, servers, sysroot};

const HELLO: &str = "fn main() { println!(\"ran\") }";

/// Folders in each other, as many as there is time for, in one that nobody else is to look into.
const DEEP: &str = r#"
fn main() {
    let hidden = std::fs::Permissions::from(std::os::unix::fs::PermissionsExt::from_mode(0o300));
    std::fs::create_dir("hidden").unwrap();
    let _ = std::fs::set_permissions("hidden", hidden);
    std::env::set_current_dir("hidden").unwrap();
    for _ in 0..19_000 {
        if std::fs::create_dir("d").and_then(|()| std::env::set_current_dir("d")).is_err() {
            break;
        }
    }
}
"#;

/// A file in a folder that its owner has shut, as far as it may.
const SHUT: &str = r#"
use std::os::unix::fs::PermissionsExt;
fn main() {
    std::fs::create_dir("d").unwrap();
    std::fs::write("d/f", "x").unwrap();
    let _ = std::fs::set_permissions("d", std::fs::Permissions::from_mode(0o0));
    let _ = std::fs::set_permissions(".", std::fs::Permissions::from_mode(0o0));
    println!("ran");
}
"#;

/// Many files that are all holes: no reason to write anything to a disk.
const SPARSE: &str = r#"
fn main() {
    for n in 0..60 {
        std::fs::File::create(format!("s{n}")).unwrap().set_len(8 << 20).unwrap();
    }
}
"#;

/// The folders of a server's runs and compilations.
fn work_folders(server: &Server) -> Vec<PathBuf> {
    let ours = format!("cargo-book-work-{}-", server.id());
    let all = std::fs::read_dir(std::env::temp_dir()).unwrap().flatten();
    let ours = all.filter(|entry| entry.file_name().to_string_lossy().starts_with(&ours));
    let inside = ours.flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten());
    inside.flatten().map(|entry| entry.path()).collect()
}

#[test]
fn no_folder_of_a_run_is_left_whatever_it_made_of_it() {
    for server in servers() {
        for program in [DEEP, SHUT, SPARSE] {
            server.run(program);
            wait_until("the work folders are gone", Duration::from_secs(5), || {
                work_folders(server).is_empty()
            });
        }
        let events = server.run(HELLO);
        assert_eq!(
            text(&events, "stdout"),
            "ran\n",
            "{} {events:?}",
            server.said
        );
    }
}

#[test]
fn a_client_that_leaves_leaves_no_folder() {
    let writing = "fn main() { println!(\"begin\"); for n in 0.. { \
        if std::fs::write(format!(\"f{}\", n % 50), vec![1_u8; 100_000]).is_err() { break } } }";
    for server in servers() {
        for _ in 0..3 {
            let mut run = server
                .client
                .stream(&serde_json::json!({ "code": writing }));
            run.until("stdout");
            drop(run);
        }
        wait_until("the work folders are gone", Duration::from_secs(5), || {
            work_folders(server).is_empty()
        });
    }
}

#[test]
fn a_damaged_program_is_compiled_again() {
    let folder = smallest_book("damaged");
    let server = Server::await_start(serve_smallest(&folder));
    assert_eq!(text(&server.run(HELLO), "stdout"), "ran\n");
    let programs = folder.join("target/cargo-book-cache/programs");
    let damages: [fn(&Path); 4] = [
        |program| std::fs::write(program, "").unwrap(),
        |program| std::fs::remove_file(program).unwrap(),
        |program| std::fs::write(program, "#!/bin/sh\necho other\n").unwrap(),
        |program| {
            std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o0)).unwrap();
        },
    ];
    for damage in damages {
        let files = files_below(&programs);
        let program = files.iter().find(|file| file.ends_with("main"));
        damage(program.expect("a kept program"));
        assert_eq!(text(&server.run(HELLO), "stdout"), "ran\n");
    }
    std::fs::remove_dir_all(folder.join("target/cargo-book-cache")).unwrap();
    assert_eq!(text(&server.run(HELLO), "stdout"), "ran\n");
    assert!(server.end().success());
}

#[test]
fn nobody_takes_all_connections() {
    let folder = smallest_book("connections");
    let server = Server::await_start(serve_smallest(&folder));
    let host = server.client.host();
    let ask = |path: &str, times: usize| -> TcpStream {
        let mut stream = server.client.connect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").repeat(times);
        stream.set_nonblocking(true).unwrap();
        // As much of it as the system takes: nobody reads the answers.
        let _ = stream.write(request.as_bytes());
        stream
    };
    let healthy = || server.client.get("/healthz").status == 200;
    let waiting: Vec<_> = (0..100).map(|_| ask("/book/events", 1)).collect();
    wait_until(
        "pages that wait leave room",
        Duration::from_secs(20),
        healthy,
    );
    drop(waiting);
    let unread: Vec<_> = (0..70).map(|_| ask("/tea.html", 2_000)).collect();
    wait_until("who does not read is cut", Duration::from_secs(40), healthy);
    drop(unread);
}

#[test]
fn who_cannot_compile_is_not_ready() {
    if !is_root() || everyone_may_read(&sysroot()) {
        println!("skipped: the sandbox's user can read the compiler");
        return;
    }
    let folder = smallest_book("unreadable-compiler");
    let mut command = serve_smallest(&folder);
    command.args(["--tier", "B"]);
    let server = Server::await_start(command);
    let health = || server.client.get("/healthz").json();
    wait_until("it is known", Duration::from_secs(20), || {
        let why = health()["preparing"].to_string();
        why.contains("Permission denied") && health()["ready"] == false
    });
    assert_eq!(health()["sandbox"]["limits"], "exact");
}
