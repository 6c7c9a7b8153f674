//! What a program prints may be anything, cut anywhere.

use proptest::collection::vec;
use proptest::prelude::*;
use tokio::sync::mpsc;

use super::event::Event;
use super::harness::HarnessReader;
use super::output::{Outlet, Output};
use crate::compile::parse_diagnostics;

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
        "running 2 tests",
        "test a ... ok",
        "test a ... FAILED",
        "test b - should panic ... FAILED",
        "test c ... ignored, later",
        "failures:",
        "---- a stdout ----",
        "---- b stdout ----",
        "thread 'a' (1) panicked at main.rs:1:1:",
        "note: run with `RUST_BACKTRACE=1`",
        "test result: FAILED. 0 passed; 1 failed",
        "    a",
        "",
    ];
    prop_oneof![
        proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        vec(any::<char>(), 0..12).prop_map(|text| text.into_iter().collect()),
    ]
}

/// The text of a harness, in pieces that end anywhere.
fn read(text: &str, ends: &[usize]) -> Vec<Event> {
    let mut reader = HarnessReader::default();
    let mut events = Vec::new();
    let mut start = 0;
    let mut ends: Vec<usize> = ends.iter().map(|end| end % (text.len() + 1)).collect();
    ends.sort_unstable();
    for end in ends.into_iter().chain([text.len()]) {
        if text.is_char_boundary(end) {
            events.extend(reader.push(&text[start..end]));
            start = end;
        }
    }
    events.extend(reader.finish());
    events
}

/// All text of the events of an output.
fn told(tell_tests: bool, pieces: &[(bool, Vec<u8>)]) -> (String, String, Vec<Event>) {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let outlet = Outlet(sender);
    let mut output = Output::new(&outlet, tell_tests, None);
    for (is_error, bytes) in pieces {
        if *is_error {
            output.stderr(bytes);
        } else {
            output.stdout(bytes);
        }
    }
    output.finish();
    let (mut stdout, mut stderr, mut others) = (String::new(), String::new(), Vec::new());
    while let Ok(event) = receiver.try_recv() {
        match event {
            Event::Stdout { text } => stdout += &text,
            Event::Stderr { text } => stderr += &text,
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
        let (stdout, stderr, others) = told(false, &pieces);
        prop_assert_eq!(stdout, whole(&pieces, false));
        prop_assert_eq!(stderr, whole(&pieces, true));
        prop_assert!(others.is_empty());
        // As tests, the same bytes are no reason to panic.
        told(true, &pieces);
    }

    #[test]
    fn the_harness_is_read_the_same_however_it_is_cut(
        lines in vec(line(), 0..30), ends in vec(any::<usize>(), 0..30)
    ) {
        let text = lines.join("\n");
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
