//! The Rust Playground's interface, and the state of the service.

use serde_json::{Value, json};

use crate::server::shared;

fn evaluate(code: &str) -> Value {
    let question = json!({ "version": "stable", "optimize": "0", "code": code, "edition": "2021" });
    let answer = shared().client.post_json("/evaluate.json", &question);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

#[test]
fn a_success_evaluates_to_what_was_printed() {
    let answer = evaluate("fn main() { println!(\"tea\"); eprintln!(\"unseen\"); }");
    assert_eq!(answer, json!({ "result": "tea\n", "error": null }));
}

#[test]
fn a_failure_evaluates_to_everything_in_both_fields() {
    for (code, expected) in [
        ("fn main() { println!(\"tea\"); panic!(\"cold\") }", "cold"),
        ("fn main() { nothing }", "E0425"),
        (
            "fn main() { loop { println!(\"{}\", \"x\".repeat(1000)) } }",
            "640 KiB",
        ),
    ] {
        let answer = evaluate(code);
        let result = answer["result"]
            .as_str()
            .expect("result is always a string");
        assert!(result.contains(expected), "{result}");
        assert_eq!(answer["error"], answer["result"]);
    }
}

#[test]
fn another_channel_is_answered_with_a_sentence() {
    let question = json!({ "version": "nightly", "optimize": "0", "code": "fn main() {}" });
    let answer = shared().client.post_json("/evaluate.json", &question);
    let answer = answer.json();
    assert!(
        answer["result"]
            .as_str()
            .unwrap()
            .contains("asks for the nightly compiler"),
        "{answer}"
    );
}

#[test]
fn an_empty_edition_is_that_of_2015() {
    let question =
        json!({ "optimize": "0", "code": "fn main() { let async = 1; print!(\"{}\", async); }" });
    let answer = shared().client.post_json("/evaluate.json", &question);
    assert_eq!(answer.json()["result"], "1");
}

#[test]
fn execute_tells_both_streams_and_the_end() {
    let question = |code: &str, tests: bool| {
        json!({
            "channel": "stable", "mode": "debug", "edition": "2021", "crateType": "bin",
            "tests": tests, "backtrace": false, "code": code,
        })
    };
    let ask = |code: &str, tests: bool| {
        let answer = shared()
            .client
            .post_json("/execute", &question(code, tests));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    };
    let good = ask(
        "fn main() { println!(\"out\"); eprintln!(\"err\"); }",
        false,
    );
    assert_eq!(
        good,
        json!({ "success": true, "exitDetail": "Exited with status 0", "stdout": "out\n", "stderr": "err\n" })
    );
    let bad = ask("fn main() { std::process::exit(4) }", false);
    assert_eq!(
        (&bad["success"], &bad["exitDetail"]),
        (&json!(false), &json!("Exited with status 4"))
    );
    let tested = ask("#[test] fn passes() {}", true);
    let stdout = tested["stdout"].as_str().unwrap();
    assert!(stdout.contains("test passes ... ok"), "{stdout}");
}

#[test]
fn the_crates_are_told_with_their_versions() {
    let answer = shared().client.post_json("/meta/crates", &json!({})).json();
    let crates = answer["crates"].as_array().unwrap();
    for name in ["tokio", "rayon", "futures"] {
        let found = crates.iter().find(|a_crate| a_crate["id"] == name);
        let found = found.unwrap_or_else(|| panic!("no {name} in {answer}"));
        assert_eq!(found["name"], name);
        assert!(found["version"].as_str().unwrap().contains('.'), "{found}");
    }
}

#[test]
fn the_compilers_version_is_told() {
    let answer = shared().client.get("/meta/versions").json();
    let version = answer["stable"]["rustc"]["version"].as_str().unwrap();
    assert!(version.starts_with("1."), "{answer}");
}

#[test]
fn the_state_names_the_sandbox() {
    let health = shared().client.get("/healthz").json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["ready"], true);
    let tier = health["sandbox"]["tier"].as_str().unwrap();
    assert!(["A", "B"].contains(&tier), "{health}");
    assert!(health["versions"]["tokio"].is_string(), "{health}");
}

#[test]
fn tests_are_run_whatever_the_crate_is() {
    let question = |tests: bool| {
        json!({
            "channel": "stable", "mode": "debug", "edition": "2021", "crateType": "lib",
            "tests": tests, "backtrace": false, "code": "#[test] fn t() {}",
        })
    };
    let tested = shared().client.post_json("/execute", &question(true));
    assert_eq!(tested.status, 200, "{}", tested.body);
    assert_eq!(tested.json()["success"], true, "{}", tested.body);
    let library = shared().client.post_json("/execute", &question(false));
    assert_eq!(library.status, 400);
    assert!(
        library.refusal().contains("unless its tests are wanted"),
        "{}",
        library.body
    );
}

#[test]
fn a_program_of_several_files_is_refused_in_a_sentence() {
    for path in ["/run", "/execute", "/evaluate.json"] {
        let question = json!({ "code": [{ "name": "main.rs", "code": "fn main() {}" }] });
        let answer = shared().client.post_json(path, &question);
        assert_eq!(answer.status, 400, "{path}: {}", answer.body);
        let why = answer.refusal();
        assert!(why.contains("`code` must be one text"), "{path}: {why}");
        assert!(!why.contains("invalid type"), "{path}: {why}");
    }
}

#[test]
fn a_backtrace_names_the_lines_of_the_program() {
    let code =
        "fn inner(n: usize) -> u8 { vec![1][n] }\nfn main() { println!(\"{}\", inner(5)); }\n";
    let question = |backtrace: bool| {
        json!({
            "channel": "stable", "mode": "debug", "edition": "2021", "crateType": "bin",
            "tests": false, "backtrace": backtrace, "code": code,
        })
    };
    for backtrace in [true, false] {
        let answer = shared().client.post_json("/execute", &question(backtrace));
        let answer = answer.json();
        let stderr = answer["stderr"].as_str().unwrap();
        assert!(stderr.contains("panicked at main.rs:1:"), "{stderr}");
        for line in ["at ./main.rs:1:", "at ./main.rs:2:"] {
            assert_eq!(stderr.contains(line), backtrace, "{stderr}");
        }
    }
}
