//! What holds for any output and any headers.

use proptest::prelude::*;

use super::*;

/// Output as programs print it: log lines and plain lines, some alike.
fn output() -> impl Strategy<Value = String> {
    let log = ("[0-9]{1,4}", "[ab]( @ worker [12])?", "(start|wait|done)")
        .prop_map(|(ms, lane, what)| format!("{ms:>4} ms | {lane} | {what}"));
    let line = prop_oneof![log, "[ -~äé]{0,12}"];
    prop::collection::vec(line, 0..12)
        .prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
}

fn headers() -> impl Strategy<Value = Headers> {
    (any::<(bool, bool, bool, bool)>(), 0..3).prop_map(|((times, order, lines, threads), exit)| {
        Headers {
            vary: Vary {
                times,
                order,
                lines,
                end: false,
            },
            exit_status: ExitStatus::Exit(exit),
            error: None,
            threads,
        }
    })
}

proptest! {
    #[test]
    fn what_is_recorded_is_read_back_and_matches(text in output(), headers in headers()) {
        prop_assume!(!text.starts_with("#! "));
        let old = Recorded { headers, lines: vec![] };
        let new = old.renew(&text).unwrap().recorded;
        prop_assert_eq!(Recorded::parse(&new.to_file()), Ok(new.clone()));
        prop_assert_eq!(new.shown().text, text.clone());
        prop_assert!(new.matches(&text).is_ok());
    }

    #[test]
    fn without_headers_exactly_equal_lines_match(one in output(), other in output()) {
        prop_assume!(!one.starts_with("#! "));
        let record = Recorded::default().renew(&one).unwrap().recorded;
        prop_assert_eq!(record.matches(&other).is_ok(), one == other);
    }

    #[test]
    fn renewing_for_any_output_gives_a_record_that_matches_it(
        one in output(), other in output(), headers in headers()
    ) {
        prop_assume!(!one.starts_with("#! ") && !other.starts_with("#! "));
        let old = Recorded { headers, lines: vec![] }.renew(&one).unwrap().recorded;
        let new = old.renew(&other).unwrap().recorded;
        prop_assert!(new.matches(&other).is_ok());
        prop_assert_eq!(new.headers, old.headers);
    }

    #[test]
    fn nothing_that_is_read_panics(record in "\\PC*(\n\\PC*){0,4}", actual in "\\PC*(\n\\PC*){0,4}") {
        if let Ok(record) = Recorded::parse(&record) {
            let _ = record.matches(&actual);
            let shown = record.shown();
            prop_assert!(shown.varies.iter().all(|piece| shown.text.get(piece.clone()).is_some()));
        }
        let _ = crate::logline::LogLine::parse(&actual);
    }

    #[test]
    fn shuffled_plain_lines_match_when_lines_vary(
        lines in prop::collection::vec("[a-c]{1,2}", 0..8).prop_flat_map(|lines| {
            (Just(lines.clone()), Just(lines).prop_shuffle())
        })
    ) {
        let (lines, shuffled) = lines;
        let record = format!("#! vary: lines\n{}\n", lines.join("\n"));
        prop_assume!(!lines.is_empty());
        prop_assert!(recorded(&record).matches(&shuffled.join("\n")).is_ok());
    }
}
