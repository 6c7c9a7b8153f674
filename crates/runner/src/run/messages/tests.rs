//! Messages and text, in each other and cut anywhere.

use super::*;

fn scan(text: &str, size: usize) -> (String, Vec<Message>) {
    let mut scanner = Scanner::default();
    let mut pieces = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    for piece in chars.chunks(size) {
        pieces.extend(scanner.push(&piece.iter().collect::<String>()));
    }
    pieces.extend(scanner.finish());
    let (mut text, mut messages) = (String::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Text(more) => text += &more,
            Piece::Message(message) => messages.push(message),
        }
    }
    (text, messages)
}

/// What is text and what is a message, however it is cut; each message is `type event name`.
#[track_caller]
fn check(text: &str, expected: &str, expected_messages: &[&str]) {
    for size in [1, 2, 3, 7, 10_000] {
        let (printed, messages) = scan(text, size);
        let told: Vec<String> = messages
            .iter()
            .map(|message| {
                let get = |name| message.get(name).unwrap_or_default();
                format!("{} {} {}", get("type"), get("event"), get("name"))
            })
            .collect();
        assert_eq!(printed, expected, "in pieces of {size}");
        assert_eq!(told, expected_messages, "in pieces of {size}");
    }
}

const OK: &str = r#"{ "type": "test", "name": "a", "event": "ok" }"#;

#[test]
fn messages_are_taken_out_with_the_ends_of_their_lines() {
    let text = format!("one\n{OK}\ntwo\n{OK}\n\n");
    check(&text, "one\ntwo\n\n", &["test ok a", "test ok a"]);
}

#[test]
fn text_may_stand_around_and_between_the_parts() {
    check(&format!("tea {OK}\n"), "tea ", &["test ok a"]);
    check(&format!("{OK}tea\n\n"), "tea\n\n", &["test ok a"]);
    let torn = r#"{ "type": "test", "name": "a", "event": "ok"[tea, "hot"]
 }
{ "type": "test", "name": "b", "event": "failed"half , "stdout": "x" }
"#;
    let messages = ["test ok a", "test failed b"];
    check(torn, "[tea, \"hot\"]\nhalf ", &messages);
}

#[test]
fn a_message_that_never_ends_is_told_all_the_same() {
    let lost = r#"{ "type": "test", "name": "a", "event": "ok"tea"#;
    check(lost, "tea", &["test ok a"]);
    let two = format!("{lost}{OK}");
    check(&two, "tea", &["test ok a", "test ok a"]);
}

#[test]
fn what_only_looks_like_a_message_is_text() {
    for text in [
        "{ \"type\": \"kettle\", \"size\": 3 }\n",
        "test a ... ok\n",
        "{ \"type\"",
        "{ {{ \"type\" }",
        "running 0 tests\n\ntest result: ok. 3 passed; 0 failed\n",
    ] {
        check(text, text, &[]);
    }
}

#[test]
fn values_have_their_escapes_resolved() {
    let text = r#"{ "type": "test", "name": "a", "event": "failed", "exec_time": 0.5, "stdout": "a \"b\"\n\\", "message": "i
ii" }"#;
    for size in [1, 5, 1_000] {
        let (_, messages) = scan(text, size);
        let get = |name| messages[0].get(name).unwrap();
        assert_eq!(get("stdout"), "a \"b\"\n\\");
        assert_eq!(get("message"), "i\nii");
        assert_eq!(get("exec_time"), "0.5");
    }
}

#[test]
fn hostile_text_takes_no_longer_than_other_text() {
    for line in ["\n", START, ", \"", "{ ", OK, " "] {
        let text = line.repeat(655_360 / line.len());
        let started = std::time::Instant::now();
        scan(&text, 4_096);
        // Milliseconds; what is quadratic takes minutes.
        assert!(started.elapsed().as_secs() < 5, "{line:?}");
    }
}
