//! `POST /run`: what a reader sees of a program.

use serde_json::json;

use crate::server::{events, exit, first, repository, shared, text};

#[test]
fn a_program_prints_and_ends() {
    let server = shared();
    let events = server.run(r#"fn main() { println!("out"); eprintln!("err"); }"#);
    assert_eq!(text(&events, "stdout"), "out\n");
    assert_eq!(text(&events, "stderr"), "err\n");
    let exit = exit(&events);
    assert_eq!(exit["success"], true);
    assert_eq!(exit["code"], 0);
    assert_eq!(exit["detail"], "exit status: 0");
    assert_eq!(exit["message"], "");
}

#[test]
fn the_three_crates_can_be_used() {
    let server = shared();
    let events = server.run(
        r#"
        use rayon::prelude::*;
        #[tokio::main]
        async fn main() {
            let sum: i32 = (1..=4).into_par_iter().sum();
            let both = futures::join!(async { 1 }, tokio::spawn(async { 2 }));
            println!("{sum} {}", both.0 + both.1.unwrap());
        }"#,
    );
    assert_eq!(text(&events, "stdout"), "10 3\n", "{events:#?}");
}

#[test]
fn what_is_printed_comes_while_the_program_runs_and_in_order() {
    let server = shared();
    let mut streaming = server.client.stream(&json!({ "code": r#"
        fn main() {
            println!("first");
            std::io::stdin().read_line(&mut String::new()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(1500));
            println!("second");
        }"# }));
    let started = std::time::Instant::now();
    assert_eq!(streaming.until("stdout")["text"], "first\n");
    let first = started.elapsed();
    assert_eq!(streaming.until("stdout")["text"], "second\n");
    let between = started.elapsed() - first;
    assert!(
        between.as_millis() >= 1000,
        "both came at once: {between:?}"
    );
    assert_eq!(streaming.until("exit")["code"], 0);
}

#[test]
fn standard_input_is_given_to_the_program() {
    let server = shared();
    let code = r#"fn main() { for line in std::io::stdin().lines() { println!("<{}>", line.unwrap()); } }"#;
    let events = server.run_with(json!({ "code": code, "stdin": "a\nb" }));
    assert_eq!(text(&events, "stdout"), "<a>\n<b>\n");
}

#[test]
fn an_error_of_the_compiler_has_its_code_and_its_place() {
    let server = shared();
    let events =
        server.run("fn main() {\n    let s = String::new();\n    drop(s);\n    s.len();\n}\n");
    let diagnostic = first(&events, "diagnostic");
    assert_eq!(diagnostic["level"], "error");
    assert_eq!(diagnostic["code"], "E0382");
    let spans = diagnostic["spans"].as_array().unwrap();
    let primary = spans.iter().find(|span| span["primary"] == true).unwrap();
    assert_eq!(
        (&primary["line"], &primary["column"]),
        (&json!(4), &json!(5))
    );
    assert_eq!(primary["length"], 1);
    let rendered = diagnostic["rendered"].as_str().unwrap();
    assert!(rendered.contains("main.rs:4:5"), "{rendered}");
    assert_eq!(exit(&events)["detail"], "did not compile");
    assert_eq!(exit(&events)["success"], false);
}

#[test]
fn nothing_of_the_service_shows_in_an_error_at_the_end_of_the_file() {
    let server = shared();
    for code in [
        "use tokio::time;\nfn main() {\n    let x = 1;",
        "fn main() { tokio::spawn(async {}) }\n#[derive(Debug)]",
        "fn main() { futures::executor::block_on(async {",
        "fn main() {} // tokio\n}",
        "#![deny(unused_extern_crates)]\nfn main() { tokio::nothing() }",
    ] {
        let events = server.run(code);
        let lines = code.lines().count() as u64;
        assert!(
            !format!("{events:?}").contains("book_prelude"),
            "{events:#?}"
        );
        let diagnostic = first(&events, "diagnostic");
        for span in diagnostic["spans"].as_array().unwrap() {
            assert!(
                span["end_line"].as_u64().unwrap() <= lines,
                "{code}: {span}"
            );
        }
        assert_eq!(exit(&events)["detail"], "did not compile", "{code}");
    }
}

#[test]
fn a_warning_does_not_keep_a_program_from_running() {
    let server = shared();
    let events = server.run("fn main() { let unused = 1; println!(\"ran\"); }");
    assert_eq!(first(&events, "diagnostic")["level"], "warning");
    assert_eq!(text(&events, "stdout"), "ran\n");
}

#[test]
fn how_a_program_ends_is_told() {
    let server = shared();
    let end = |code: &str| {
        let events = server.run(code);
        (exit(&events).clone(), text(&events, "stderr"))
    };
    let (panic, stderr) = end("fn main() { panic!(\"no tea\") }");
    assert_eq!(panic["code"], 101);
    assert!(stderr.contains("main.rs:1:13:\nno tea"), "{stderr}");
    let (three, _) = end("fn main() { std::process::exit(3) }");
    assert_eq!(
        (&three["code"], &three["success"]),
        (&json!(3), &json!(false))
    );
    if cfg!(unix) {
        let (abort, _) = end("fn main() { std::process::abort() }");
        assert_eq!(
            (&abort["signal"], &abort["code"]),
            (&json!(6), &json!(null))
        );
        assert_eq!(abort["detail"], "signal: 6 (SIGABRT)");
    }
}

#[test]
fn a_limit_is_told_in_a_sentence() {
    let server = shared();
    let events = server.run("fn main() { loop { println!(\"{}\", \"x\".repeat(1000)) } }");
    let stopped = exit(&events);
    assert_eq!(stopped["stopped"], "output");
    assert!(
        stopped["message"].as_str().unwrap().contains("640 KiB"),
        "{stopped}"
    );
    let printed = text(&events, "stdout").len();
    assert!(
        (500_000..=640 * 1024).contains(&printed),
        "{printed} bytes were kept"
    );
}

#[test]
fn tests_are_told_one_by_one() {
    let server = shared();
    let code = r#"
        fn double(n: i32) -> i32 { n * 2 }
        fn main() {}
        #[cfg(test)] mod check {
            use super::*;
            #[test] fn doubles() { assert_eq!(double(2), 4) }
            #[test] fn explains() { assert_eq!(double(2), 5, "twice two") }
            #[test] #[ignore = "later"] fn waits() {}
        }"#;
    let events = server.run_with(json!({ "code": code, "tests": true }));
    let test = |name: &str| {
        let found = events.iter().find(|event| event["name"] == name);
        found
            .unwrap_or_else(|| panic!("no {name} in {events:#?}"))
            .clone()
    };
    assert_eq!(test("check::doubles")["result"], "ok");
    let failed = test("check::explains");
    assert_eq!(failed["result"], "failed");
    assert!(
        failed["message"].as_str().unwrap().contains("twice two"),
        "{failed}"
    );
    assert_eq!(test("check::waits")["result"], "ignored");
    assert_eq!(
        text(&events, "stdout"),
        "",
        "the harness's own text is not shown"
    );
    assert_eq!(exit(&events)["success"], false);
}

#[test]
fn the_edition_and_the_mode_are_those_that_were_asked_for() {
    let server = shared();
    let old = json!({ "code": "fn main() { let async = 1; println!(\"{}\", async); }", "edition": "2015" });
    assert_eq!(text(&server.run_with(old.clone()), "stdout"), "1\n");
    let mut new = old;
    new["edition"] = json!("2024");
    assert_eq!(exit(&server.run_with(new))["detail"], "did not compile");
    let code = "fn main() { println!(\"{}\", cfg!(debug_assertions)); }";
    let mode = |mode: &str| server.run_with(json!({ "code": code, "mode": mode }));
    assert_eq!(text(&mode("debug"), "stdout"), "true\n");
    assert_eq!(text(&mode("release"), "stdout"), "false\n");
}

#[test]
fn a_listing_as_printed_starts_at_once_and_an_edited_one_is_compiled() {
    let server = shared();
    let file = repository().join("listings/async/blocking-the-loop/src/bin/sleep_swap.rs");
    let code = std::fs::read_to_string(file).unwrap();
    let printed = server.run(&code);
    assert_eq!(printed[0]["event"], "running", "{printed:#?}");
    assert_eq!(printed[0]["prebuilt"], true);
    assert!(text(&printed, "stdout").contains(" ms | "));
    let edited = server.run(&format!("{code}\n// edited\n"));
    assert_eq!(first(&edited, "running")["prebuilt"], false);
    assert_eq!(first(&edited, "compiling")["event"], "compiling");
    assert!(text(&edited, "stdout").contains(" ms | "));
}

#[test]
fn a_program_sees_nothing_of_the_servers_environment() {
    let server = shared();
    let events = server.run(
        "fn main() { for (name, _) in std::env::vars() { println!(\"{name}\"); } println!(\"{:?}\", option_env!(\"HOME\")); }",
    );
    assert_eq!(text(&events, "stdout"), "PATH\nNone\n");
}

#[test]
fn what_was_compiled_once_answers_the_same_again() {
    let server = shared();
    let code = "fn main() { let unused = 2; println!(\"again\"); }";
    let (once, again) = (server.run(code), server.run(code));
    assert_eq!(apart_from_chance(once.clone()), apart_from_chance(again));
    assert_eq!(first(&once, "diagnostic")["code"], "unused_variables");
}

/// What does not depend on who else was waiting, nor on the clock.
fn apart_from_chance(mut events: Vec<serde_json::Value>) -> Vec<serde_json::Value> {
    events.retain(|event| event["event"] != "queued");
    for event in &mut events {
        event["seq"] = json!(0);
        event["ms"] = json!(0);
    }
    events
}

#[test]
fn many_readers_get_their_own_output() {
    let server = shared();
    std::thread::scope(|scope| {
        let readers = (0..8).map(|number| {
            scope.spawn(move || {
                let question = json!({ "code": format!("fn main() {{ println!(\"{number}\") }}") });
                text(
                    &events(&server.client.post_json("/run", &question)),
                    "stdout",
                )
            })
        });
        for (number, reader) in readers.collect::<Vec<_>>().into_iter().enumerate() {
            assert_eq!(reader.join().unwrap(), format!("{number}\n"));
        }
    });
}
