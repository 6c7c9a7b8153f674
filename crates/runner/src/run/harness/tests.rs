//! What test programs say, and leave unsaid.

use super::*;

const BEGIN: &str = r#"{ "type": "suite", "event": "started", "test_count": 3 }"#;

fn started(name: &str) -> String {
    format!("{{ \"type\": \"test\", \"event\": \"started\", \"name\": \"{name}\" }}\n")
}

fn ended(name: &str, event: &str) -> String {
    format!("{{ \"type\": \"test\", \"name\": \"{name}\", \"event\": \"{event}\" }}\n")
}

fn read(text: &str) -> (Vec<Said>, Suite) {
    let mut reader = HarnessReader::default();
    let mut said = reader.push(text);
    let (more, suite) = reader.finish();
    said.extend(more);
    (said, suite)
}

#[test]
fn all_results_and_both_ends_make_a_complete_suite() {
    let end = "{ \"type\": \"suite\", \"event\": \"failed\", \"passed\": 1 }\n";
    let tests = ["a", "b", "c"].map(started).concat();
    let results = ended("a", "ok") + &ended("b", "failed") + &ended("c", "ignored");
    let (said, suite) = read(&format!("{BEGIN}\n{tests}{results}{end}"));
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(suite.is_complete());
    assert_eq!((suite.passed, suite.failed, suite.ignored), (1, 1, 1));
    let (_, suite) = read(&format!("{BEGIN}\n{tests}{results}"));
    assert!(!suite.is_complete(), "the harness did not end");
    let (_, suite) = read(&format!("{BEGIN}\n{end}"));
    assert!(!suite.is_complete(), "no test ended");
}

#[test]
fn what_was_cut_short_is_named() {
    let text = format!(
        "{BEGIN}\n{}{}{}",
        started("a"),
        started("b"),
        ended("b", "ok")
    );
    let (_, suite) = read(&text);
    assert_eq!(suite.running().collect::<Vec<_>>(), ["a"]);
    assert_eq!((suite.announced(), suite.not_begun()), (Some(3), 1));
}

#[test]
fn a_result_counts_once_and_only_of_a_test_that_has_begun() {
    let text = format!("{BEGIN}\n{}", started("a"));
    let forged = ended("b", "ok") + &ended("a", "ok") + &ended("a", "ok") + BEGIN;
    let (said, suite) = read(&format!("{text}{forged}"));
    assert_eq!(suite.passed, 1);
    let printed = said.iter().filter(|said| matches!(said, Said::Printed(_)));
    assert_eq!(printed.count(), 2, "{said:?}");
}
