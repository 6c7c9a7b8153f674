mod properties;

use super::*;

#[track_caller]
fn recorded(text: &str) -> Recorded {
    Recorded::parse(text).unwrap()
}

#[track_caller]
fn matches(record: &str, actual: &str) {
    if let Err(mismatch) = recorded(record).matches(actual) {
        panic!("expected to match, but:\n{mismatch}");
    }
}

#[track_caller]
fn differs(record: &str, actual: &str) -> String {
    recorded(record).matches(actual).unwrap_err().to_string()
}

#[track_caller]
fn grammar_error(text: &str) -> (usize, String) {
    let mut errors = Recorded::parse(text).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    let error = errors.remove(0);
    (error.line, error.what)
}

#[test]
fn headers_are_read_and_written() {
    let text = "#! vary: times, order\n#! exit: 101\n   0 ms | a | start\n";
    let record = recorded(text);
    assert!(record.headers.vary.times && record.headers.vary.order && !record.headers.vary.lines);
    assert_eq!(record.headers.exit_status, ExitStatus::Exit(101));
    assert_eq!(record.to_file(), text);
    assert_eq!(
        recorded("#! signal: 6\n").headers.exit_status,
        ExitStatus::Signal(6)
    );
    let pinned = recorded("#! error: E0373\nerror[E0373]: …\n").headers.error;
    assert_eq!(pinned.as_deref(), Some("E0373"));
    let pinned = recorded("#! error: tea cannot be sent\n").headers.error;
    assert_eq!(pinned.as_deref(), Some("tea cannot be sent"));
    assert_eq!(recorded("plain\n").headers, Headers::default());
}

#[test]
fn a_header_after_output_is_output() {
    let record = recorded("first\n#! exit: 3\n");
    assert_eq!(record.headers, Headers::default());
    assert_eq!(record.shown().text, "first\n#! exit: 3\n");
}

#[test]
fn bad_headers_are_errors_with_their_line() {
    assert_eq!(grammar_error("#! vary: times\n#! color: red\n").0, 2);
    assert!(grammar_error("#! vary: moods\n").1.contains("moods"));
    assert!(grammar_error("#! exit: soon\n").1.contains("soon"));
    assert!(
        grammar_error("#! exit: 1\n#! exit: 2\n")
            .1
            .contains("twice")
    );
    assert!(grammar_error("#! error: 373\n").1.contains("373"));
    assert!(grammar_error("#! just a line\n").1.contains("not a header"));
}

#[test]
fn bad_marks_are_errors_with_their_line() {
    assert_eq!(grammar_error("#! exit: 1\nfine\nid ⟦12\n").0, 3);
    for line in ["12⟧", "⟦⟧", "⟦a⟧⟦b⟧", "⟦a⟦b⟧⟧", "⟧ ⟦a⟧"] {
        assert!(Recorded::parse(line).is_err(), "{line}");
    }
}

#[test]
fn every_error_is_reported() {
    assert_eq!(
        Recorded::parse("#! x: 1\n#! y: 2\n⟦\n").unwrap_err().len(),
        3
    );
}

#[test]
fn the_page_shows_marks_without_brackets() {
    let shown = recorded("#! exit: 2\npid ⟦1234⟧ of ⟦ä⟧\nend\n").shown();
    assert_eq!(shown.text, "pid 1234 of ä\nend\n");
    let pieces: Vec<&str> = shown
        .varies
        .iter()
        .map(|piece| &shown.text[piece.clone()])
        .collect();
    assert_eq!(pieces, ["1234", "ä"]);
}

#[test]
fn an_unmarked_record_matches_itself_only() {
    matches("one\n\n two\n", "one\n\n two\n");
    matches("one\n", "one");
    matches("", "");
    differs("one\ntwo\n", "two\none\n");
    differs("one\n", "one\n\n");
    differs("one\n", "one ");
    differs("one\n", "");
    differs("", "one\n");
}

#[test]
fn a_mark_matches_any_text_that_is_not_empty() {
    matches("pid ⟦12⟧\n", "pid 98765\n");
    matches("⟦a⟧ and ⟦b⟧!\n", "x and y and z!\n");
    differs("pid ⟦12⟧\n", "pid \n");
    differs("pid ⟦12⟧ ended\n", "pid 7 began\n");
    differs("pid ⟦12⟧\nend\n", "pid 7\n8\nend\n");
}

#[test]
fn times_vary_only_in_log_lines_and_only_when_declared() {
    matches(
        "#! vary: times\n   0 ms | a | start\n",
        " 317 ms | a | start\n",
    );
    matches(
        "#! vary: times\n   0 ms | a | pid ⟦1⟧\n",
        "12345 ms | a | pid 2\n",
    );
    differs("   0 ms | a | start\n", "   1 ms | a | start\n");
    differs(
        "#! vary: times\n 0 ms | a | took 5\n",
        " 0 ms | a | took 6\n",
    );
    differs("#! vary: times\ntook 5 ms\n", "took 6 ms\n");
    differs("#! vary: times\n 0 ms | a | start\n", " 0 ms | b | start\n");
}

#[test]
fn order_varies_between_lanes_but_not_within() {
    let record = "#! vary: order\n0 ms | a | 1\n0 ms | b | 1\n0 ms | a | 2\nx\ny\n";
    matches(record, "x\n0 ms | b | 1\n0 ms | a | 1\ny\n0 ms | a | 2\n");
    differs(record, "0 ms | a | 2\n0 ms | b | 1\n0 ms | a | 1\nx\ny\n");
    differs(record, "0 ms | a | 1\n0 ms | b | 1\n0 ms | a | 2\ny\nx\n");
    differs(record, "0 ms | a | 1\n0 ms | b | 1\n0 ms | a | 2\nx\n");
    differs(
        record,
        "0 ms | a | 1\n0 ms | b | 1\n0 ms | a | 2\nx\ny\n0 ms | c | 1\n",
    );
}

#[test]
fn a_lane_keeps_its_order_across_workers() {
    let record = "#! vary: order\n0 ms | a @ worker ⟦1⟧ | 1\n0 ms | a @ worker ⟦1⟧ | 2\n";
    matches(record, "0 ms | a @ worker 3 | 1\n0 ms | a @ worker 4 | 2\n");
    differs(record, "0 ms | a @ worker 3 | 2\n0 ms | a @ worker 4 | 1\n");
}

#[test]
fn a_lane_cannot_have_a_varying_name_when_order_varies() {
    assert!(
        grammar_error("#! vary: order\n0 ms | thread ⟦7⟧ | start\n")
            .1
            .contains("lane")
    );
    recorded("#! vary: times\n0 ms | thread ⟦7⟧ | start\n");
    recorded("#! vary: order\n0 ms | thread @ ⟦7⟧ | start ⟦8⟧\n");
}

#[test]
fn a_killed_program_may_get_further_than_recorded() {
    let record = "#! vary: times, order, end\n#! signal: 6\n   0 ms | clock | wait: 20 ms\n   0 ms | beach | start\n";
    matches(record, "0 ms | clock | wait: 20 ms\n0 ms | beach | start\n");
    matches(
        record,
        "0 ms | beach | start\n0 ms | clock | wait: 20 ms\n20 ms | clock | wait: 20 ms\n",
    );
    differs(record, "0 ms | clock | wait: 20 ms\n");
    differs(
        record,
        "0 ms | clock | woke\n0 ms | clock | wait: 20 ms\n0 ms | beach | start\n",
    );
    let another_lane = "0 ms | clock | wait: 20 ms\n0 ms | beach | start\n0 ms | forest | start\n";
    differs(record, another_lane);
    assert_eq!(recorded(record).to_file(), record);
    let unkilled = grammar_error("#! vary: end\n");
    assert!(unkilled.1.contains("no signal"), "{unkilled:?}");
}

#[test]
fn plain_lines_in_any_order_are_still_the_same_lines() {
    matches("#! vary: lines\na\nb\nc\n", "c\na\nb\n");
    differs("#! vary: lines\na\na\nb\n", "a\nb\nb\n");
    differs(
        "#! vary: lines\n0 ms | x | 1\n0 ms | y | 2\n",
        "0 ms | y | 2\n0 ms | x | 1\n",
    );
    matches(
        "#! vary: lines\na\n0 ms | x | 1\nb\n",
        "b\n0 ms | x | 1\na\n",
    );
}

#[test]
fn marked_lines_in_any_order_find_their_partners() {
    // The first pattern fits both lines, the second only one of them: greed would fail.
    matches(
        "#! vary: lines\nid ⟦1⟧\nid ⟦1⟧ twice\n",
        "id 8 twice\nid 9\n",
    );
    matches(
        "#! vary: lines\nid ⟦1⟧ twice\nid ⟦1⟧\n",
        "id 8 twice\nid 9\n",
    );
    differs("#! vary: lines\nid ⟦1⟧\nid ⟦1⟧ twice\n", "id 8\nid 9\n");
}

#[test]
fn a_mismatch_shows_what_was_recorded_and_what_came() {
    assert_eq!(differs("a\nb\nc\n", "a\nx\nc\n"), "  a\n- b\n+ x\n  c\n");
    let lanes = differs(
        "#! vary: order\n0 ms | a | 1\n0 ms | b | 1\n",
        "0 ms | b | 2\n0 ms | a | 1\n",
    );
    assert_eq!(lanes, "lane b:\n- 0 ms | b | 1\n+ 0 ms | b | 2\n");
}

#[test]
fn lines_far_from_a_difference_are_left_out() {
    let same = "same\n".repeat(20);
    let shown = differs(&format!("{same}old\n{same}"), &format!("{same}new\n{same}"));
    let around = "  same\n".repeat(4);
    assert_eq!(shown, format!("  …\n{around}- old\n+ new\n{around}  …\n"));
}

#[test]
fn a_renewed_record_keeps_headers_and_marks() {
    let old = recorded("#! vary: times\n#! exit: 3\n  0 ms | a | pid ⟦12⟧\nold\n");
    let new = old.renew("  4 ms | a | pid 99\nnew\n").unwrap();
    assert_eq!(
        new.recorded.to_file(),
        "#! vary: times\n#! exit: 3\n  4 ms | a | pid ⟦99⟧\nnew\n"
    );
    assert!(new.lost.is_empty());
}

#[test]
fn a_renewed_record_keeps_marks_of_lines_that_moved() {
    let old = recorded("#! vary: order\n0 ms | a | id ⟦1⟧\n0 ms | b | id ⟦2⟧\n");
    let new = old
        .renew("0 ms | b | id 5\n0 ms | a | id 6\n0 ms | a | more\n")
        .unwrap();
    assert_eq!(
        new.recorded.to_file(),
        "#! vary: order\n0 ms | b | id ⟦5⟧\n0 ms | a | id ⟦6⟧\n0 ms | a | more\n"
    );
}

#[test]
fn a_renewed_record_tells_which_marks_were_lost() {
    let new = recorded("id ⟦1⟧\nsame\n")
        .renew("number 1\nsame\n")
        .unwrap();
    assert_eq!(new.lost, ["id ⟦1⟧"]);
}

#[test]
fn output_that_looks_like_ours_is_refused() {
    let old = Recorded::default();
    assert_eq!(old.renew("#! exit: 3\n"), Err(RecordError::Header));
    assert_eq!(old.renew("fine\n⟦\n"), Err(RecordError::Mark(2)));
    assert!(old.renew("fine\n#! exit: 3\n").is_ok());
}
