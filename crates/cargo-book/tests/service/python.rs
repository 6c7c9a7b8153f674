//! `POST /run` with Python.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::server::{Server, events, exit, first, serve_smallest, smallest_book, text};

/// Runs a Python program.
#[track_caller]
pub(crate) fn python(server: &Server, code: &str) -> Vec<Value> {
    server.run_with(json!({ "code": code, "language": "python" }))
}

/// A server that needs nothing prepared: in tier A, where there is one.
pub(crate) fn server() -> &'static Server {
    #[cfg(target_os = "linux")]
    return crate::tiers::servers()[0];
    #[cfg(not(target_os = "linux"))]
    return crate::server::shared();
}

/// Whether there is no Python to be tested; in CI there must be one.
pub(crate) fn is_without_python() -> bool {
    let found = runner::Python::find();
    if let Err(why) = &found {
        println!("skipped: {why}");
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{why}");
    }
    found.is_err()
}

#[test]
fn a_python_program_prints_reads_and_ends() {
    if is_without_python() {
        return;
    }
    let server = server();
    let code = "import sys\nprint('out', input())\nprint('err', file=sys.stderr)\nsys.exit(3)\n";
    let question = json!({ "code": code, "language": "python", "stdin": "tea\n" });
    let events = server.run_with(question);
    assert_eq!(text(&events, "stdout"), "out tea\n");
    assert_eq!(text(&events, "stderr"), "err\n");
    assert_eq!(exit(&events)["code"], 3);
    let kinds: Vec<&str> = events
        .iter()
        .map(|event| event["event"].as_str().unwrap())
        .collect();
    assert!(!kinds.contains(&"compiling"), "{kinds:?}");
    assert!(kinds.contains(&"running"), "{kinds:?}");
}

#[test]
fn what_it_prints_comes_at_once() {
    if is_without_python() {
        return;
    }
    let code = "import time\nprint('first', end='')\ntime.sleep(1.5)\nprint('second')\n";
    let mut streaming = server()
        .client
        .stream(&json!({ "code": code, "language": "python" }));
    let first = streaming.until("stdout");
    let started = std::time::Instant::now();
    assert_eq!(first["text"], "first");
    assert_eq!(streaming.until("stdout")["text"], "second\n");
    assert!(started.elapsed().as_millis() >= 1_000, "both came at once");
}

#[test]
fn an_error_names_the_readers_file() {
    if is_without_python() {
        return;
    }
    for (code, line) in [("def f():\n    1 / 0\n\nf()\n", 2), ("x = (\n", 1)] {
        let events = python(server(), code);
        let said = text(&events, "stderr");
        assert!(
            said.contains(&format!("File \"main.py\", line {line}")),
            "{said}"
        );
        assert_eq!(exit(&events)["code"], 1);
    }
}

#[test]
fn only_pythons_own_modules_are_there() {
    if is_without_python() {
        return;
    }
    let code = "import asyncio, json, multiprocessing, sys\nprint(sys.flags.isolated, sys.flags.no_site)\n\
        print([path for path in sys.path if 'site-packages' in path or path == ''])\nimport pip\n";
    let events = python(server(), code);
    assert_eq!(text(&events, "stdout"), "1 1\n[]\n", "{events:#?}");
    assert!(text(&events, "stderr").contains("No module named 'pip'"));
}

#[test]
fn its_threads_are_seen() {
    if is_without_python() {
        return;
    }
    let code = "import os, time\nprint(os.getpid())\ntime.sleep(0.4)\n";
    let question = json!({ "code": code, "language": "python", "threads": true });
    let events = server().run_with(question);
    let id: i64 = text(&events, "stdout").trim().parse().unwrap();
    let spans = events.iter().filter(|event| event["event"] == "thread");
    let asleep: f64 = spans
        .filter(|span| span["state"] == "asleep" && span["thread"] == id)
        .map(|span| span["to"].as_f64().unwrap() - span["from"].as_f64().unwrap())
        .sum();
    if cfg!(target_os = "linux") {
        assert!(asleep > 300.0, "{events:#?}");
    } else {
        assert!(first(&events, "threads")["unavailable"].is_string());
    }
}

#[test]
fn the_version_is_told() {
    if is_without_python() {
        return;
    }
    let version = server().client.get("/healthz").json()["python"].clone();
    let printed = text(
        &python(
            server(),
            "import platform\nprint(platform.python_version())",
        ),
        "stdout",
    );
    assert_eq!(version, printed.trim());
}

#[test]
fn a_request_that_means_nothing_is_refused() {
    for (question, word) in [
        (
            json!({ "code": "", "language": "python", "tests": true }),
            "tests",
        ),
        (json!({ "code": "", "language": "perl" }), "perl"),
        (json!({ "code": "", "threads": "yes" }), "boolean"),
    ] {
        let answer = server().client.post_json("/run", &question);
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(answer.refusal().contains(word), "{}", answer.body);
    }
    let question = json!({ "code": "print()", "language": "python" });
    assert_eq!(server().client.post_json("/compile", &question).status, 204);
    assert_eq!(server().client.post_json("/format", &question).status, 404);
}

#[cfg(unix)]
#[test]
fn where_there_is_no_python_that_is_said() {
    let folder = smallest_book("without-python");
    let mut command = serve_smallest(&folder);
    let rustc = std::process::Command::new("rustc")
        .args(["--print", "sysroot"])
        .output();
    let sysroot = String::from_utf8(rustc.unwrap().stdout).unwrap();
    command.env("PATH", PathBuf::from(sysroot.trim()).join("bin"));
    let server = Server::await_start(command);
    assert_eq!(server.client.get("/healthz").json()["python"], Value::Null);
    let question = json!({ "code": "print(1)", "language": "python" });
    let events = events(&server.client.post_json("/run", &question));
    let last = events.last().unwrap();
    assert_eq!(last["event"], "error", "{events:#?}");
    let message = last["message"].as_str().unwrap();
    assert!(message.contains("python3 is not installed"), "{message}");
    assert!(
        message.ends_with('.') && message.matches(". ").count() == 0,
        "{message}"
    );
}
