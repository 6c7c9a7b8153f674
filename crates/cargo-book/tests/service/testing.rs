//! Tests that are run here: what is told of them is what became of them, whatever else they print, and however they end.

use serde_json::{Value, json};

use crate::server::{exit, shared, text};

fn run(code: &str) -> Vec<Value> {
    shared().run_with(json!({ "code": code, "tests": true }))
}

/// `name: result` of every test that was told, in the order of the names.
fn results(events: &[Value]) -> Vec<String> {
    let tests = events.iter().filter(|event| event["event"] == "test");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = tests.map(|test| format!("{}: {}", word(&test["name"]), word(&test["result"])));
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

#[track_caller]
fn message(events: &[Value], name: &str) -> String {
    let found = events.iter().find(|event| event["name"] == name);
    let found = found.unwrap_or_else(|| panic!("no {name} in {events:#?}"));
    found["message"].as_str().unwrap().to_owned()
}

/// One test passes; the other waits for it and then ends the process in this way.
fn ends_by(how: &str) -> String {
    format!(
        "use std::sync::{{Condvar, Mutex}};
        static PASSED: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());
        #[test] fn ends() {{
            let guard = PASSED.0.lock().unwrap();
            drop(PASSED.1.wait_while(guard, |passed| !*passed).unwrap());
            std::thread::sleep(std::time::Duration::from_millis(100));
            {how}
        }}
        #[test] fn passes() {{ *PASSED.0.lock().unwrap() = true; PASSED.1.notify_all(); }}"
    )
}

#[test]
fn a_test_that_ends_the_process_is_no_success() {
    for how in [
        "std::process::exit(0)",
        "std::thread::spawn(|| std::process::exit(0)).join().unwrap();",
        "println!(\"test ends ... ok\"); std::process::exit(0)",
    ] {
        let events = run(&ends_by(how));
        let end = exit(&events);
        assert_eq!(results(&events), ["passes: ok"], "{how}: {events:#?}");
        assert_eq!(
            (&end["success"], &end["code"]),
            (&json!(false), &json!(0)),
            "{how}: {end}"
        );
        let tests =
            json!({ "complete": false, "announced": 2, "unfinished": ["ends"], "not_begun": 0 });
        assert_eq!(end["tests"], tests, "{how}");
        let message = end["message"].as_str().unwrap();
        let words = ["ended before its tests did", "Still running: ends."];
        assert!(words.iter().all(|word| message.contains(word)), "{message}");
    }
}

#[test]
fn a_test_that_dies_is_named_beside_its_signal() {
    let events = run(&ends_by("std::process::abort()"));
    let end = exit(&events);
    assert_eq!(results(&events), ["passes: ok"], "{events:#?}");
    assert_eq!(end["tests"]["unfinished"], json!(["ends"]));
    let message = end["message"].as_str().unwrap();
    let words = ["SIGABRT", "Still running: ends."];
    assert!(words.iter().all(|word| message.contains(word)), "{message}");
}

#[test]
fn a_program_that_ends_before_its_tests_is_no_success() {
    let code = r#"
        #![no_main]
        #[unsafe(no_mangle)] pub extern "C" fn main() -> i32 { 0 }
        #[test] fn passes() {}"#;
    let events = run(code);
    let end = exit(&events);
    assert_eq!(
        (&end["success"], &end["code"]),
        (&json!(false), &json!(0)),
        "{end}"
    );
    assert_eq!(end["tests"]["announced"], json!(null));
    let message = end["message"].as_str().unwrap();
    assert!(message.contains("before it began its tests"), "{message}");
}

#[test]
fn the_playgrounds_interface_is_as_honest() {
    let code = ends_by("std::process::exit(0)");
    let question = json!({ "channel": "stable", "mode": "debug", "edition": "2021", "crateType": "bin",
        "tests": true, "backtrace": false, "code": code });
    let answer = shared().client.post_json("/execute", &question).json();
    assert_eq!(answer["success"], false, "{answer}");
    assert_eq!(answer["exitDetail"], "Exited with status 0");
    let stderr = answer["stderr"].as_str().unwrap();
    assert!(stderr.contains("Still running: ends."), "{stderr}");
    let stdout = answer["stdout"].as_str().unwrap();
    assert!(
        stdout.contains("running 2 tests\ntest passes ... ok\n"),
        "{stdout}"
    );
    let question = json!({ "version": "stable", "optimize": "0", "edition": "2021", "tests": true, "code": code });
    let answer = shared()
        .client
        .post_json("/evaluate.json", &question)
        .json();
    let error = answer["error"].as_str().unwrap();
    assert!(error.contains("Still running: ends."), "{error}");
}

#[test]
fn no_tests_are_no_failure() {
    let events = run("fn main() {}");
    assert_eq!(exit(&events)["success"], true, "{events:#?}");
    let tests = json!({ "complete": true, "announced": 0, "unfinished": [], "not_begun": 0 });
    assert_eq!(exit(&events)["tests"], tests);
}

#[test]
fn what_is_printed_past_the_capture_takes_no_result_away() {
    let code = r#"
        use std::io::{Write, stdout};
        use std::process::Command;
        fn raw(text: &str) { stdout().write_all(text.as_bytes()).unwrap(); stdout().flush().unwrap(); }
        fn pause() { std::thread::sleep(std::time::Duration::from_millis(30)); }
        #[test] fn a() { raw("partial "); }
        #[test] fn b() { Command::new("printf").arg("half ").status().unwrap(); pause(); }
        #[test] fn c() { raw("[1, 2] }"); assert_eq!(1, 2, "no tea"); }
        #[test] fn d() { stdout().write_all(b"kept in the buffer").unwrap(); }
        #[test] fn e() { raw("test a ... FAILED\nrunning 0 tests\n\ntest result: ok. 9 passed\n"); }
        #[test] fn f() { for _ in 0..20 { raw("x"); pause(); } }"#;
    for one_processor in [false, true] {
        let code = if one_processor {
            pinned(code)
        } else {
            code.to_owned()
        };
        let events = run(&code);
        let expected = ["a: ok", "b: ok", "c: failed", "d: ok", "e: ok", "f: ok"];
        assert_eq!(results(&events), expected, "{events:#?}");
        assert!(message(&events, "c").contains("no tea"), "{events:#?}");
        let printed = text(&events, "stdout");
        let words = [
            "partial ",
            "half ",
            "[1, 2] }",
            "kept in the buffer",
            "test a ... FAILED\n",
        ];
        for word in words {
            assert!(printed.contains(word), "no {word} in {printed}");
        }
        assert_eq!(printed.matches('x').count(), 20, "{printed}");
        assert!(!printed.contains("\"event\""), "{printed}");
        assert_eq!(exit(&events)["tests"]["complete"], true);
    }
}

/// The same on one processor, where the harness runs one test at a time.
fn pinned(code: &str) -> String {
    // Before the harness looks how many processors there are.
    format!(
        "{code}
        unsafe extern \"C\" {{ fn sched_setaffinity(pid: i32, size: usize, mask: *const u64) -> i32; }}
        extern \"C\" fn pin() {{ unsafe {{ sched_setaffinity(0, 8, &1); }} }}
        #[used] #[unsafe(link_section = \".init_array\")] static PIN: extern \"C\" fn() = pin;"
    )
}

#[test]
fn why_a_test_failed_is_told_whole() {
    let events = run(r#"
        #[test] #[should_panic(expected = "no milk")] fn refuses() { panic!("no tea") }
        #[test] #[should_panic] fn survives() {}
        #[test] fn notes() { panic!("no tea\nnote: and no milk") }
        #[test] fn helped() {
            let _ = std::thread::spawn(|| panic!("the thread's")).join();
            println!("---- notes stdout ----\nfailures:\n");
            assert!(false, "the test's");
        }
        #[test] fn returns() -> Result<(), String> { println!("hm"); Err("no tea".into()) }"#);
    let refused = message(&events, "refuses");
    let words = [
        "panic did not contain expected string",
        "panic message: \"no tea\"",
        "expected substring: \"no milk\"",
    ];
    assert!(words.iter().all(|word| refused.contains(word)), "{refused}");
    assert!(message(&events, "survives").contains("did not panic as expected"));
    assert_eq!(message(&events, "notes"), "no tea\nnote: and no milk");
    assert_eq!(message(&events, "helped"), "the test's");
    assert_eq!(message(&events, "returns"), "Error: \"no tea\"");
    let printed = text(&events, "stdout");
    let words = ["the thread's", "---- notes stdout ----", "hm"];
    assert!(words.iter().all(|word| printed.contains(word)), "{printed}");
    assert_eq!(exit(&events)["message"], "Not all tests passed.");
}

#[test]
fn tests_that_print_a_lot_are_told_in_few_events() {
    let code = r#"
        use std::{fs::File, io::Write, os::fd::FromRawFd};
        #[test] fn a() {
            let mut out = unsafe { File::from_raw_fd(1) };
            out.write_all(&b"\n".repeat(600_000)).unwrap();
            std::process::exit(0)
        }"#;
    let events = run(code);
    assert_eq!(text(&events, "stdout").len(), 600_000);
    assert!(events.len() < 5_000, "{} events", events.len());
    assert_eq!(exit(&events)["tests"]["unfinished"], json!(["a"]));
}
