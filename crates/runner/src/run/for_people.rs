//! What the test harness said in messages, in the words that it has for people: for clients that expect these.

use super::event::TestResult;
use super::harness::{HarnessReader, Said, Suite, Tested};

/// Writes the harness's text, and remembers the failures for its end.
#[derive(Debug, Default)]
pub(crate) struct ForPeople {
    failures: Vec<(String, String)>,
}

/// The text for all that a test program printed, and what is known of its tests.
pub fn text(stdout: &str) -> (String, Suite) {
    let mut reader = HarnessReader::default();
    let mut for_people = ForPeople::default();
    let mut said = reader.push(stdout);
    let (last, suite) = reader.finish();
    said.extend(last);
    let texts = said.into_iter().map(|said| for_people.write(said, &suite));
    let text: String = texts.collect();
    (text + &for_people.failures(), suite)
}

impl ForPeople {
    /// The text for what was said, with what is known of the tests by now.
    pub(crate) fn write(&mut self, said: Said, suite: &Suite) -> String {
        match said {
            Said::Began(1) => "\nrunning 1 test\n".to_owned(),
            Said::Began(count) => format!("\nrunning {count} tests\n"),
            Said::Printed(text) => text,
            Said::Test(tested) => self.result(tested),
            Said::Ended => self.end(suite),
        }
    }

    fn result(&mut self, tested: Tested) -> String {
        let name = &tested.name;
        match (tested.result, tested.reason.as_str()) {
            (TestResult::Ok, _) => format!("test {name} ... ok\n"),
            (TestResult::Ignored, "") => format!("test {name} ... ignored\n"),
            (TestResult::Ignored, reason) => format!("test {name} ... ignored, {reason}\n"),
            (TestResult::Failed, reason) => {
                let line = format!("test {name} ... FAILED\n");
                let note = match reason {
                    "" => String::new(),
                    reason => format!("note: {reason}\n"),
                };
                self.failures.push((tested.name, tested.printed + &note));
                line
            }
        }
    }

    /// The failures that were not written yet: where the program ended before its harness did, nothing else tells them.
    pub(crate) fn failures(&mut self) -> String {
        let failures = std::mem::take(&mut self.failures);
        if failures.is_empty() {
            return String::new();
        }
        let with_text = failures.iter().filter(|(_, said)| !said.is_empty());
        let texts = with_text.map(|(name, said)| format!("---- {name} stdout ----\n{said}\n"));
        let texts: String = texts.collect();
        let names = failures.iter().map(|(name, _)| format!("    {name}\n"));
        let names: String = names.collect();
        format!("\nfailures:\n\n{texts}\nfailures:\n{names}")
    }

    fn end(&mut self, suite: &Suite) -> String {
        let failures = self.failures();
        let verdict = if suite.failed == 0 { "ok" } else { "FAILED" };
        let Suite {
            passed,
            failed,
            ignored,
            ..
        } = suite;
        format!(
            "{failures}\ntest result: {verdict}. {passed} passed; {failed} failed; {ignored} ignored; 0 measured; 0 filtered out\n\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_text_that_people_know() {
        let (text, suite) = text(concat!(
            r#"{ "type": "suite", "event": "started", "test_count": 2 }"#,
            "\n",
            r#"{ "type": "test", "event": "started", "name": "a" }"#,
            "\npast the capture\n",
            r#"{ "type": "test", "name": "a", "event": "failed", "stdout": "hi\n", "message": "why" }"#,
            "\n",
            r#"{ "type": "test", "event": "started", "name": "b" }"#,
            "\n",
            r#"{ "type": "test", "name": "b", "event": "ignored", "message": "later" }"#,
            "\n",
            r#"{ "type": "suite", "event": "failed", "passed": 0, "failed": 1, "ignored": 1 }"#,
            "\n",
        ));
        assert!(suite.is_complete());
        assert_eq!(
            text,
            "\nrunning 2 tests\npast the capture\ntest a ... FAILED\ntest b ... ignored, later\n\nfailures:\n\n\
             ---- a stdout ----\nhi\nnote: why\n\n\nfailures:\n    a\n\n\
             test result: FAILED. 0 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out\n\n"
        );
    }
}
