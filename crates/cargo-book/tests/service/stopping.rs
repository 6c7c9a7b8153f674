//! How runs end that do not end by themselves.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::server::{Server, command, exit, repository, shared};

/// A program that starts a child, and a grandchild that has left the family; all say this word in their arguments.
fn family(word: &str) -> String {
    format!(
        r#"
        use std::process::Command;
        fn main() {{
            let generation = std::env::args().nth(2).map_or(0, |n| n.parse::<u32>().unwrap());
            if generation < 2 {{
                let me = std::env::current_exe().unwrap();
                Command::new(me).args(["{word}", &(generation + 1).to_string()]).spawn().unwrap();
            }} else {{
                println!("all are here");
            }}
            loop {{ std::thread::sleep(std::time::Duration::from_secs(1)); }}
        }}"#
    )
}

/// The processes of this machine that have the word in their arguments.
fn processes(word: &str) -> Vec<String> {
    let folders = std::fs::read_dir("/proc").unwrap().flatten();
    folders
        .filter_map(|folder| std::fs::read(folder.path().join("cmdline")).ok())
        .map(|arguments| String::from_utf8_lossy(&arguments).replace('\0', " "))
        .filter(|arguments| arguments.contains(word))
        .collect()
}

#[track_caller]
fn wait_until_gone(word: &str, within: Duration) {
    let started = Instant::now();
    while !processes(word).is_empty() {
        let late = started.elapsed() > within;
        assert!(!late, "still there: {:?}", processes(word));
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_client_that_leaves_takes_its_whole_run_with_it() {
    let server = shared();
    let word = "word-of-the-one-who-leaves";
    let mut streaming = server.client.stream(&json!({ "code": family(word) }));
    assert_eq!(streaming.until("stdout")["text"], "all are here\n");
    assert!(processes(word).len() >= 2, "{:?}", processes(word));
    drop(streaming);
    wait_until_gone(word, Duration::from_secs(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_ends_leaves_no_run() {
    let server = Server::start(&repository());
    let word = "word-of-the-server-that-ends";
    let mut streaming = server.client.stream(&json!({ "code": family(word) }));
    assert_eq!(streaming.until("stdout")["text"], "all are here\n");
    assert!(!processes(word).is_empty());
    let status = server.end();
    assert!(status.success(), "{status}");
    wait_until_gone(word, Duration::from_secs(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_is_killed_leaves_no_run() {
    let server = Server::start(&repository());
    let word = "word-of-the-server-that-is-killed";
    let mut streaming = server.client.stream(&json!({ "code": family(word) }));
    assert_eq!(streaming.until("stdout")["text"], "all are here\n");
    assert!(!processes(word).is_empty());
    // Dropping it kills it.
    drop(server);
    wait_until_gone(word, Duration::from_secs(2));
}

/// A server that is less patient than usual: what has no end is waited for by all tests that come after it.
#[track_caller]
fn impatient() -> &'static Server {
    static IMPATIENT: OnceLock<Server> = OnceLock::new();
    IMPATIENT.get_or_init(|| {
        let limits = ["--limit", "run-time=3", "--limit", "compile-time=3"];
        let server = Server::start_with(&repository(), &limits, &[]);
        server.wait_until_ready();
        server
    })
}

#[test]
fn a_program_without_end_is_stopped_after_its_time() {
    let events = impatient().run("fn main() { loop { std::thread::park() } }");
    let stopped = exit(&events);
    assert_eq!(stopped["stopped"], "time");
    assert_eq!(stopped["success"], false);
    assert!(
        stopped["message"].as_str().unwrap().contains("3 seconds"),
        "{stopped}"
    );
    assert!(stopped["ms"].as_u64().unwrap() >= 2_700, "{stopped}");
}

#[test]
fn a_compilation_without_end_is_stopped_after_its_time() {
    let events = impatient().run(
        "#![allow(long_running_const_eval)]\nconst fn spin() -> u8 { loop {} }\nconst X: u8 = spin();\nfn main() { println!(\"{X}\") }",
    );
    let stopped = exit(&events);
    assert_eq!(stopped["stopped"], "time", "{events:#?}");
    assert_eq!(stopped["detail"], "did not compile");
    assert!(
        stopped["message"]
            .as_str()
            .unwrap()
            .starts_with("The compiler"),
        "{stopped}"
    );
}

#[test]
fn a_full_queue_says_so_and_empties_when_its_clients_leave() {
    let server = Server::start(&repository());
    // Thirty-two may wait; a quarter of them are others than the reader who waits most.
    let places = std::thread::available_parallelism().unwrap().get() + 24;
    let code = "fn main() { std::thread::sleep(std::time::Duration::from_secs(9)) }";
    let question = json!({ "code": code });
    let inside: Vec<_> = (0..places)
        .map(|_| server.client.stream(&question))
        .collect();
    let refused = server.client.post_json("/run", &question);
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    assert!(refused.refusal().contains("try again"), "{}", refused.body);
    assert_eq!(server.client.get("/healthz").status, 200);
    drop(inside);
    let started = Instant::now();
    let events = loop {
        let answer = server
            .client
            .post_json("/run", &json!({ "code": "fn main() {}" }));
        if answer.status == 200 {
            break crate::server::events(&answer);
        }
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "the queue stays full"
        );
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(exit(&events)["code"], 0);
    assert!(
        started.elapsed() < Duration::from_secs(8),
        "those who left were run all the same"
    );
}

#[test]
fn who_waits_is_told_the_position() {
    let server = Server::start(&repository());
    let at_once = std::thread::available_parallelism().unwrap().get();
    let code =
        "fn main() { println!(\"here\"); std::thread::sleep(std::time::Duration::from_secs(9)) }";
    let question = json!({ "code": code });
    let mut running: Vec<_> = (0..at_once)
        .map(|_| server.client.stream(&question))
        .collect();
    for streaming in &mut running {
        streaming.until("stdout");
    }
    let mut next = server.client.stream(&json!({ "code": "fn main() {}" }));
    assert_eq!(next.next()["position"], 1);
    let mut after_next = server.client.stream(&json!({ "code": "fn main() {}" }));
    assert_eq!(after_next.next()["position"], 2);
    drop(next);
    assert_eq!(after_next.next()["position"], 1);
    running.pop();
    assert_eq!(after_next.until("exit")["code"], 0);
}

#[test]
fn a_file_is_run_from_the_command_line_with_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let run = |code: &str, arguments: &[&str]| {
        let file = folder.path().join("program.rs");
        std::fs::write(&file, code).unwrap();
        let output = command(&["run"])
            .args(arguments)
            .arg(file)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (code, stdout, stderr) = run(
        "fn main() { println!(\"out\"); std::process::exit(7) }",
        &[],
    );
    assert_eq!((code, stdout.as_str()), (Some(7), "out\n"), "{stderr}");
    let (code, _, stderr) = run("fn main() { nothing }", &[]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("E0425"), "{stderr}");
    let (code, stdout, _) = run("#[test] fn passes() {}", &["--test"]);
    assert_eq!(code, Some(0));
    assert!(stdout.contains("test passes ... ok"), "{stdout}");
}
