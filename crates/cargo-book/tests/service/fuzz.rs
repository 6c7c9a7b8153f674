//! Requests of every kind, most of them wrong: the server answers each, runs nothing for a stranger, and lives on.
//! `PROPTEST_CASES=100000 cargo test --package cargo-book --test service fuzz` tries more of them.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::questions::{question, words};
use crate::server::{Server, events, serve_smallest, shared, smallest_book, text};

fn cases(few: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = few;
    }
    config.failure_persistence = None;
    config
}

/// A server that takes questions apart and then runs nothing: its tier is C.
fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let mut command = serve_smallest(&smallest_book("fuzz"));
        command.args(["--tier", "C"]);
        Server::await_start(command)
    })
}

/// All that the server sends in answer to a whole request.
fn answer(request: &[u8]) -> String {
    let mut stream = server().client.connect();
    // A server that has heard enough closes before it was told all.
    let _ = stream.write_all(request);
    all_of(stream)
}

/// All that it sends in answer to these bytes, after which nothing more comes.
fn last_answer(request: &[u8]) -> String {
    let mut stream = server().client.connect();
    let _ = stream.write_all(request);
    let _ = stream.shutdown(Shutdown::Write);
    all_of(stream)
}

fn all_of(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> Option<u16> {
    answer.split(' ').nth(1)?.parse().ok()
}

/// What is true of every answer, whatever was asked.
fn is_harmless(answer: &str) -> Result<(), TestCaseError> {
    if let Some(status) = status(answer) {
        prop_assert!((200..500).contains(&status), "{}", answer);
    } else {
        prop_assert!(answer.is_empty(), "{}", answer);
    }
    for secret in ["[workspace]", "root:x:", "panicked"] {
        prop_assert!(!answer.contains(secret), "{}", answer);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn only_our_own_are_answered(question in question()) {
        let answer = answer(&question.bytes(&server().client.host()));
        is_harmless(&answer)?;
        let guarded = ["/run", "/compile", "/format", "/execute", "/evaluate.json", "/meta/crates"];
        let is_guarded = question.method == "POST" && guarded.contains(&question.path.as_str());
        let passed = status(&answer).is_some_and(|status| ![403, 415, 421, 400].contains(&status)) || answer.contains("--unsandboxed");
        if is_guarded && passed {
            prop_assert!(question.is_from_us(), "{}", answer);
        }
        if is_guarded && question.path == "/meta/crates" && question.is_from_us() {
            prop_assert_eq!(status(&answer), Some(200), "{}", answer);
        }
    }

    #[test]
    fn a_damaged_request_does_no_damage(
        question in question(), cut in any::<usize>(), at in any::<usize>(), noise in vec(any::<u8>(), 0..8)
    ) {
        let mut bytes = question.bytes(&server().client.host());
        bytes.truncate(cut % (bytes.len() + 1));
        let at = at % (bytes.len() + 1);
        bytes.splice(at..at, noise);
        is_harmless(&last_answer(&bytes))?;
    }

    #[test]
    fn every_path_is_a_page_or_is_not(path in words(60)) {
        let host = server().client.host();
        let path = path.replace([' ', '#'], "");
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = answer(request.as_bytes());
        is_harmless(&answer)?;
        let status = status(&answer);
        prop_assert!(status.is_some_and(|status| [200, 308, 400, 404, 405].contains(&status)), "{}", answer);
    }
}

proptest! {
    // Each is a run.
    #![proptest_config(cases(12))]

    #[test]
    fn what_a_program_prints_comes_whole(bytes in vec(prop_oneof![any::<u8>(), select(b"\n\r\"\\{}\x00".to_vec())], 0..3_000)) {
        let code = r#"
            use std::io::{Read, Write};
            fn main() {
                let mut digits = String::new();
                std::io::stdin().read_to_string(&mut digits).unwrap();
                let bytes: Vec<u8> = (0..digits.len() / 2).map(|n| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap()).collect();
                for piece in bytes.chunks(7) { std::io::stdout().write_all(piece).unwrap(); std::io::stdout().flush().unwrap(); }
            }"#;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let answer = shared().client.post_json("/run", &json!({ "code": code, "stdin": digits }));
        let events = events(&answer);
        prop_assert_eq!(text(&events, "stdout"), String::from_utf8_lossy(&bytes));
        prop_assert_eq!(&events.last().unwrap()["event"], "exit");
    }
}

#[test]
fn the_server_lives_on() {
    assert_eq!(server().client.get("/healthz").status, 200);
}
