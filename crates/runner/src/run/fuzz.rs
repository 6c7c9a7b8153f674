//! What a program prints may be anything, cut anywhere.

use super::event::Event;
use super::event_channel::event_channel;
use super::harness::{HarnessReader, Said, Suite};
use super::output::{Output, Stdout};
use crate::compile::parse_diagnostics;
use proptest::collection::vec;
use proptest::prelude::*;

/// As many as `PROPTEST_CASES` says, or few.
fn few() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 200;
    }
    config.failure_persistence = None;
    config
}

/// Lines like those of the test harness, and unlike them.
fn line() -> impl Strategy<Value = String> {
    let known = [
        r#"{ "type": "suite", "event": "started", "test_count": 2 }"#,
        r#"{ "type": "test", "event": "started", "name": "a" }"#,
        r#"{ "type": "test", "event": "started", "name": "b" }"#,
        r#"{ "type": "test", "name": "a", "event": "ok" }"#,
        r#"{ "type": "test", "name": "a", "event": "failed", "stdout": "no \"tea\"\n", "message": "m" }"#,
        r#"{ "type": "test", "name": "b", "event": "ignored""#,
        r#", "message": "later" }"#,
        r#"{ "type": "test", "event": "timeout", "name": "b" }"#,
        r#"{ "type": "suite", "event": "ok", "passed": 1, "exec_time": 0.5 }"#,
        r#"{ "type": ""#,
        " }",
        "test a ... ok",
        "thread 'a' (1) panicked at main.rs:1:1:",
        "",
    ];
    prop_oneof![
        proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        vec(any::<char>(), 0..12).prop_map(|text| text.into_iter().collect()),
    ]
}

/// The text of a harness, in pieces that end anywhere: what is printed, what else is said, and what is known at last.
fn read(text: &str, ends: &[usize]) -> (String, Vec<Said>, Suite) {
    let mut reader = HarnessReader::default();
    let mut said = Vec::new();
    let mut start = 0;
    let mut ends: Vec<usize> = ends.iter().map(|end| end % (text.len() + 1)).collect();
    ends.sort_unstable();
    for end in ends.into_iter().chain([text.len()]) {
        if text.is_char_boundary(end) {
            said.extend(reader.push(&text[start..end]));
            start = end;
        }
    }
    let (last, suite) = reader.finish();
    said.extend(last);
    let mut printed = String::new();
    said.retain(|said| match said {
        Said::Printed(text) => {
            printed.push_str(text);
            false
        }
        _ => true,
    });
    (printed, said, suite)
}

/// All text of the events of an output.
fn told(stdout: Stdout, pieces: &[(bool, Vec<u8>)]) -> (String, String, Vec<Event>) {
    let (events, mut receiver) = event_channel();
    let mut output = Output::new(&events, stdout, None);
    for (is_error, bytes) in pieces {
        if *is_error {
            output.stderr(bytes);
        } else {
            output.stdout(bytes);
        }
    }
    output.finish();
    let (mut stdout, mut stderr, mut others) = (String::new(), String::new(), Vec::new());
    while let Some(event) = receiver.try_next() {
        match event {
            Event::Stdout { text, .. } => stdout += &text,
            Event::Stderr { text, .. } => stderr += &text,
            other => others.push(other),
        }
    }
    (stdout, stderr, others)
}

fn whole(pieces: &[(bool, Vec<u8>)], wanted: bool) -> String {
    let pieces = pieces.iter().filter(|(is_error, _)| *is_error == wanted);
    let bytes: Vec<u8> = pieces.flat_map(|(_, bytes)| bytes.clone()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn text_comes_out_as_it_went_in_however_it_is_cut(
        pieces in vec((any::<bool>(), vec(prop_oneof![any::<u8>(), 0x80..=0xF4_u8], 0..20)), 0..20)
    ) {
        let (stdout, stderr, others) = told(Stdout::Text, &pieces);
        prop_assert_eq!(stdout, whole(&pieces, false));
        prop_assert_eq!(stderr, whole(&pieces, true));
        prop_assert!(others.is_empty());
        // As tests, the same bytes are no reason to panic.
        told(Stdout::Tests, &pieces);
        told(Stdout::TestsForPeople, &pieces);
    }

    #[test]
    fn the_harness_is_read_the_same_however_it_is_cut(
        lines in vec(line(), 0..30), ends in vec(any::<usize>(), 0..30), join in proptest::sample::select(vec!["\n", ""])
    ) {
        let text = lines.join(join);
        prop_assert_eq!(read(&text, &ends), read(&text, &[]));
    }

    #[test]
    fn what_the_compiler_says_may_be_anything(lines in vec(line(), 0..10), cut in any::<usize>()) {
        let json = r#"{"message":"m","code":{"code":"E0425"},"level":"error","spans":[{"file_name":"main.rs","line_start":3,"column_start":5,"line_end":3,"column_end":10,"is_primary":true,"label":null,"text":[{"text":"x"}],"expansion":null}],"rendered":"r"}"#;
        let mut text = lines.join("\n") + "\n" + json;
        let end = cut % (json.len() + 1);
        text.truncate(text.len() - end);
        let (diagnostics, _) = parse_diagnostics(&text, "main.rs");
        let whole = end == 0 && text.ends_with(json);
        prop_assert!(diagnostics.len() <= 1);
        prop_assert!(!whole || diagnostics.len() == 1);
    }
}
