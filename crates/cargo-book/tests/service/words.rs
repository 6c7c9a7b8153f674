//! What is said of a program's end, and of an error: the right cause, and the limit by its name.

use serde_json::{Value, json};

use crate::server::{Server, exit, first, serve_smallest, shared, smallest_book, text};

#[track_caller]
fn end(code: &str) -> Value {
    exit(&shared().run(code)).clone()
}

#[track_caller]
fn says(end: &Value, words: &[&str]) {
    let message = end["message"].as_str().unwrap();
    assert!(
        words.iter().all(|word| message.contains(word)),
        "no {words:?} in {end}"
    );
}

#[test]
fn an_abort_is_explained_by_its_cause() {
    let huge = end(
        "fn main() { let v: Vec<u8> = Vec::with_capacity(1 << 46); println!(\"{}\", v.capacity()); }",
    );
    says(
        &huge,
        &["signal 6 (SIGABRT)", "no memory as large as it asked for"],
    );
    assert!(
        !huge["message"].as_str().unwrap().contains("abort, or"),
        "{huge}"
    );
    let deep = end(
        "fn deep(n: u64) -> u64 { let a = [n; 64]; deep(n + 1) + std::hint::black_box(a)[0] } fn main() { deep(0); }",
    );
    says(&deep, &["SIGABRT", "its stack overflowed"]);
    let twice = end(
        "struct D; impl Drop for D { fn drop(&mut self) { panic!(\"again\") } } fn main() { let _d = D; panic!(\"once\") }",
    );
    says(&twice, &["SIGABRT", "cannot be unwound"]);
    says(
        &end("fn main() { std::process::abort() }"),
        &["SIGABRT", "it called abort"],
    );
}

#[test]
fn the_limit_that_refused_a_thread_or_a_file_is_named() {
    let threads = end(
        "use std::{thread, time::Duration};
        fn main() {
            let all: Vec<_> = (0..10_000).map(|n| thread::spawn(move || { thread::sleep(Duration::from_millis(500)); n })).collect();
            println!(\"{}\", all.into_iter().map(|one| one.join().unwrap()).sum::<i32>());
        }",
    );
    assert!(
        threads["code"] == 101 || threads["stopped"] == "processes",
        "{threads}"
    );
    says(&threads, &["512 processes and threads at once"]);
    let files = end(
        "fn main() { let mut all = Vec::new(); loop { all.push(std::fs::File::open(\"/dev/null\").unwrap()); } }",
    );
    says(&files, &["1024 open files in a process"]);
    let socket = end(
        "fn main() { let l = std::net::TcpListener::bind(\"127.0.0.1:0\"); if let Ok(l) = l { l.set_nonblocking(true).unwrap(); l.accept().unwrap(); } else { panic!() } }",
    );
    assert!(
        !socket["message"].as_str().unwrap().contains("limit"),
        "{socket}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn every_signal_has_a_name() {
    let raised = |signal: i32| {
        end(&format!(
            "unsafe extern \"C\" {{ fn raise(signal: i32) -> i32; }} fn main() {{ unsafe {{ raise({signal}) }}; }}"
        ))
    };
    for (signal, name) in [
        (1, "SIGHUP"),
        (10, "SIGUSR1"),
        (14, "SIGALRM"),
        (34, "real-time"),
        (64, "real-time"),
    ] {
        let end = raised(signal);
        assert_eq!(end["signal"], signal, "{end}");
        says(&end, &[&format!("signal {signal}"), name]);
    }
}

#[test]
fn a_crate_that_is_not_here_leads_to_those_that_are() {
    for code in [
        "use rand::Rng;\nfn main() { println!(\"{}\", rand::rng().random_range(1..7)); }",
        "extern crate rand; fn main() {}",
    ] {
        let events = shared().run(code);
        let said = first(&events, "diagnostic")["rendered"].as_str().unwrap();
        assert!(said.contains("std, tokio, rayon, futures"), "{said}");
    }
    let events = shared().run("fn main() { thread::spawn(|| {}); }");
    let said = first(&events, "diagnostic")["rendered"].as_str().unwrap();
    assert!(
        said.contains("use std::thread") && !said.contains("rayon"),
        "{said}"
    );
}

#[test]
fn what_the_playground_compiles_is_compiled() {
    let paused = r#"
        #[tokio::main(flavor = "current_thread", start_paused = true)]
        async fn main() {
            tokio::time::sleep(std::time::Duration::from_secs(3600)).await;
            println!("an hour later");
        }"#;
    assert_eq!(text(&shared().run(paused), "stdout"), "an hour later\n");
    let pool = r#"
        use futures::{executor::{block_on, ThreadPool}, task::SpawnExt};
        fn main() {
            let pool = ThreadPool::new().unwrap();
            println!("{}", block_on(pool.spawn_with_handle(async { 6 * 7 }).unwrap()));
        }"#;
    assert_eq!(text(&shared().run(pool), "stdout"), "42\n");
    let package =
        r#"fn main() { println!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")); }"#;
    assert_eq!(text(&shared().run(package), "stdout"), "playground 0.0.1\n");
}

#[test]
fn both_streams_come_in_the_order_of_one_thread() {
    let code =
        "fn main() { for n in 0..100 { println!(\"{}\", 2 * n); eprintln!(\"{}\", 2 * n + 1); } }";
    let events = shared().run(code);
    let printed = events.iter().filter_map(|event| event["text"].as_str());
    let printed: String = printed.collect();
    let expected: String = (0..200).map(|n| format!("{n}\n")).collect();
    assert_eq!(printed, expected);
}

#[test]
fn a_run_that_is_stopped_lasted_until_then() {
    let mut command = serve_smallest(&smallest_book("run-time"));
    command.args([
        "--limit",
        "run-time=2",
        "--limit",
        "source=100",
        "--limit",
        "stdin=10",
    ]);
    let server = Server::await_start(command);
    let events =
        server.run("fn main() { std::thread::sleep(std::time::Duration::from_secs(60)); }");
    let end = exit(&events);
    assert_eq!(end["stopped"], "time", "{end}");
    let ms = end["ms"].as_u64().unwrap();
    assert!((2_000..20_000).contains(&ms), "{end}");
    let refused = |question: Value| {
        let answer = server.client.post_json("/run", &question);
        assert_eq!(answer.status, 413, "{}", answer.body);
        answer.refusal()
    };
    let large = refused(json!({ "code": "//".repeat(60) }));
    assert_eq!(large, "the program is too large: 100 bytes are allowed");
    let input = refused(json!({ "code": "fn main() {}", "stdin": "a".repeat(11) }));
    assert_eq!(
        input,
        "the standard input is too large: 10 bytes are allowed"
    );
}
