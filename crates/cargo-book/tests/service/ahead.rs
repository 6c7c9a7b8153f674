//! `POST /compile`: compiling before Run is pressed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use crate::client::Answer;
use crate::server::{Server, exit, files_below, serve_smallest, smallest_book, text, wait_until};

const ENDLESS: &str =
    "#![allow(long_running_const_eval)]\nconst X: u8 = loop {};\nfn main() { println!(\"{X}\") }";

fn start(name: &str, limits: &[&str]) -> (PathBuf, Server) {
    let folder = smallest_book(name);
    let mut command = serve_smallest(&folder);
    for limit in limits {
        command.args(["--limit", limit]);
    }
    let server = Server::await_start(command);
    // The server tries its compiler out; what that leaves is no program of a reader.
    wait_until("the compiler is tried out", Duration::from_secs(60), || {
        all_kept(&folder).len() == 1
    });
    (folder, server)
}

/// The readers' programs that are kept, with the time when they were linked.
fn kept(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let mut kept = all_kept(folder);
    kept.sort_by_key(|(_, linked)| *linked);
    kept.split_off(1)
}

fn all_kept(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let files = files_below(&folder.join("target/cargo-book-cache/programs"));
    let programs = files.into_iter().filter(|file| file.ends_with("main"));
    let modified = |file: &PathBuf| file.metadata().unwrap().modified().unwrap();
    programs
        .map(|file| (file.clone(), modified(&file)))
        .collect()
}

/// Begins to have a program compiled; the answer is still to come.
fn ask(server: &Server, question: &Value) -> std::net::TcpStream {
    let json = [("Content-Type", "application/json")];
    let mut stream = server.client.connect();
    let request = server
        .client
        .request("POST", "/compile", &json, &question.to_string());
    stream.write_all(&request).unwrap();
    stream
}

fn is_compiling(folder: &Path) -> bool {
    !files_below(&folder.join("temporary")).is_empty()
}

#[test]
fn what_was_compiled_ahead_is_what_is_run() {
    let (folder, server) = start("ahead-is-run", &[]);
    let question = json!({ "code": "fn main() { println!(\"tea\") }", "edition": "2021" });
    let answer = server.client.post_json("/compile", &question);
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    let before = kept(&folder);
    assert_eq!(before.len(), 1, "{before:?}");
    let events = server.run_with(question);
    assert_eq!(text(&events, "stdout"), "tea\n");
    assert_eq!(kept(&folder), before);
}

#[test]
fn a_program_is_put_into_the_usual_form() {
    let (folder, server) = start("ahead-format", &[]);
    let form = |code: &str| server.client.post_json("/format", &json!({ "code": code }));
    let answer = form("fn main(){println!( \"tea\" )}");
    let wanted = json!({ "code": "fn main() {\n    println!(\"tea\")\n}\n" });
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((answer.status, body), (200, wanted));
    let answer = form("fn main() {\n    let = 1;\n}\n");
    assert_eq!(answer.status, 422);
    assert!(answer.refusal().contains("line 2"), "{}", answer.body);
    // A file of the machine that the program names is not read.
    let answer = form("#[path = \"/etc/hostname\"]\nmod secret;\n");
    assert_ne!(answer.status, 500, "{}", answer.body);
    assert!(kept(&folder).is_empty());
}

#[test]
fn a_run_that_comes_meanwhile_takes_over_what_is_being_compiled() {
    let (folder, server) = start("ahead-taken-over", &[]);
    let question = json!({ "code": "fn main() { println!(\"tea\") }" });
    let ahead = ask(&server, &question);
    let events = server.run_with(question.clone());
    assert_eq!(text(&events, "stdout"), "tea\n");
    assert_eq!(Answer::read(ahead).status, 204);
    assert_eq!(kept(&folder).len(), 1);
}

#[test]
fn who_leaves_has_nothing_compiled() {
    let (folder, server) = start("ahead-left", &[]);
    let ahead = ask(&server, &json!({ "code": ENDLESS }));
    wait_until("the compiler works", Duration::from_secs(8), || {
        is_compiling(&folder)
    });
    drop(ahead);
    wait_until("the compiler is gone", Duration::from_secs(4), || {
        !is_compiling(&folder)
    });
}

#[test]
fn a_run_that_must_wait_goes_before() {
    let (folder, server) = start("ahead-behind", &["at-once=1"]);
    let ahead = ask(&server, &json!({ "code": ENDLESS }));
    wait_until("the compiler works", Duration::from_secs(8), || {
        is_compiling(&folder)
    });
    let started = Instant::now();
    let question = json!({ "code": "fn main() { println!(\"here\"); std::thread::park() }" });
    let mut first = server.client.stream(&question);
    let second = server.client.stream(&question);
    assert_eq!(Answer::read(ahead).status, 204);
    assert!(
        started.elapsed() < Duration::from_secs(6),
        "it was compiled to its end"
    );
    // While runs wait, nothing is compiled ahead at all.
    let answer = server
        .client
        .post_json("/compile", &json!({ "code": ENDLESS }));
    assert_eq!(answer.status, 204);
    drop(second);
    first.until("stdout");
}

#[test]
fn what_does_not_compile_is_told_at_once_and_by_the_run() {
    let (_, server) = start("ahead-error", &[]);
    let question = json!({ "code": "fn main() { nothing }" });
    let answer = server.client.post_json("/compile", &question);
    assert_eq!(answer.status, 200);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    let [error] = told["diagnostics"].as_array().unwrap().as_slice() else {
        panic!("{told}");
    };
    assert_eq!(error["code"], "E0425");
    assert_eq!(
        (&error["spans"][0]["line"], &error["spans"][0]["column"]),
        (&json!(1), &json!(13))
    );
    let events = server.run_with(question);
    assert_eq!(exit(&events)["detail"], "did not compile");
    assert!(format!("{events:?}").contains("E0425"));
}
