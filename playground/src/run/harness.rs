//! Reads what Rust's standard test harness prints, and tells each test's result.

use super::event::{Event, TestResult};

/// The harness's text, line by line.
#[derive(Debug, Default)]
pub struct HarnessReader {
    line: String,
    /// Failed tests whose message has not been read yet.
    failed: Vec<String>,
    section: Section,
}

#[derive(Debug, Default, PartialEq)]
enum Section {
    /// `test name ... ok`
    #[default]
    Results,
    /// After `failures:`; the name and what was captured of one test.
    Messages(Option<(String, String)>),
    /// After the second `failures:`: names only.
    Names,
}

impl HarnessReader {
    /// The events of this piece of text: tests, and whatever is not the harness's own as standard output.
    pub fn push(&mut self, piece: &str) -> Vec<Event> {
        self.line.push_str(piece);
        let mut events = Vec::new();
        while let Some(end) = self.line.find('\n') {
            let rest = self.line.split_off(end + 1);
            let line = std::mem::replace(&mut self.line, rest);
            self.read_line(line.trim_end_matches(['\n', '\r']), &mut events);
        }
        events
    }

    /// The last events: tests that failed without a message, text without an end of line.
    pub fn finish(mut self) -> Vec<Event> {
        let mut events = Vec::new();
        let rest = std::mem::take(&mut self.line);
        if !rest.is_empty() {
            self.read_line(&rest, &mut events);
        }
        self.end_message(&mut events);
        for name in std::mem::take(&mut self.failed) {
            events.push(failed(name, String::new()));
        }
        events
    }

    fn read_line(&mut self, line: &str, events: &mut Vec<Event>) {
        match &mut self.section {
            Section::Results => self.read_result(line, events),
            Section::Messages(message) => {
                if let Some(name) = heading(line).filter(|name| self.failed.contains(name)) {
                    self.end_message(events);
                    self.section = Section::Messages(Some((name, String::new())));
                } else if line == "failures:" {
                    self.end_message(events);
                    self.section = Section::Names;
                } else if let Some((_, text)) = message {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            Section::Names => {}
        }
    }

    fn read_result(&mut self, line: &str, events: &mut Vec<Event>) {
        if line == "failures:" && !self.failed.is_empty() {
            self.section = Section::Messages(None);
        } else if let Some((name, result)) = result(line) {
            if result == "FAILED" {
                self.failed.push(name);
            } else {
                events.push(passed_or_ignored(name, result));
            }
        } else if !is_frame(line) {
            events.push(Event::Stdout {
                text: format!("{line}\n"),
            });
        }
    }

    fn end_message(&mut self, events: &mut Vec<Event>) {
        let Section::Messages(message) = &mut self.section else {
            return;
        };
        if let Some((name, text)) = message.take() {
            self.failed.retain(|other| *other != name);
            let (printed, message) = split_panic(&text);
            if !printed.is_empty() {
                events.push(Event::Stdout {
                    text: format!("{name} printed:\n{printed}\n"),
                });
            }
            events.push(failed(name, message));
        }
    }
}

fn failed(name: String, message: String) -> Event {
    Event::Test {
        name,
        result: TestResult::Failed,
        message,
    }
}

fn passed_or_ignored(name: String, result: &str) -> Event {
    let reason = result.strip_prefix("ignored");
    Event::Test {
        name,
        result: match reason {
            Some(_) => TestResult::Ignored,
            None => TestResult::Ok,
        },
        message: reason
            .unwrap_or_default()
            .trim_start_matches([',', ' '])
            .to_owned(),
    }
}

/// `test check::adds ... ok`, `test check::refuses - should panic ... ok`
fn result(line: &str) -> Option<(String, &str)> {
    let (name, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let name = name.strip_suffix(" - should panic").unwrap_or(name);
    let known = result == "ok" || result == "FAILED" || result.starts_with("ignored");
    known.then(|| (name.to_owned(), result))
}

/// `---- check::adds stdout ----`
fn heading(line: &str) -> Option<String> {
    let name = line.strip_prefix("---- ")?.strip_suffix(" stdout ----")?;
    let name = name.strip_suffix(" - should panic").unwrap_or(name);
    Some(name.to_owned())
}

/// The harness's own lines around the results.
fn is_frame(line: &str) -> bool {
    line.is_empty() || line.starts_with("running ") || line.starts_with("test result: ")
}

/// What the test printed, and what it said when it panicked (all of it, if it did not panic).
fn split_panic(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    let is_panic = |line: &&str| line.starts_with("thread '") && line.contains(" panicked at ");
    let Some(panic) = lines.iter().position(is_panic) else {
        return (String::new(), text.trim().to_owned());
    };
    let message: Vec<&str> = lines[panic + 1..]
        .iter()
        .take_while(|line| !line.starts_with("note: ") && **line != "stack backtrace:")
        .copied()
        .collect();
    let printed = lines[..panic].join("\n").trim_matches('\n').to_owned();
    (printed, message.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "
running 4 tests
test check::adds ... ok
test check::later ... ignored, not yet
test check::refuses - should panic ... ok
test check::fails ... FAILED

failures:

---- check::fails stdout ----
   0 ms | ann | done

thread 'check::fails' (12) panicked at main.rs:7:5:
assertion `left == right` failed: the guests wait one after the other
  left: 1
 right: 2
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


failures:
    check::fails

test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    fn read(text: &str, piece: usize) -> Vec<Event> {
        let mut reader = HarnessReader::default();
        let mut events = Vec::new();
        for bytes in text.as_bytes().chunks(piece) {
            events.extend(reader.push(std::str::from_utf8(bytes).unwrap()));
        }
        events.extend(reader.finish());
        events
    }

    fn test(name: &str, result: TestResult, message: &str) -> Event {
        Event::Test {
            name: name.to_owned(),
            result,
            message: message.to_owned(),
        }
    }

    fn printed(text: &str) -> Event {
        Event::Stdout {
            text: text.to_owned(),
        }
    }

    #[test]
    fn every_test_is_told_with_its_message() {
        let why = "assertion `left == right` failed: the guests wait one after the other\n  left: 1\n right: 2";
        let expected = vec![
            test("check::adds", TestResult::Ok, ""),
            test("check::later", TestResult::Ignored, "not yet"),
            test("check::refuses", TestResult::Ok, ""),
            printed("check::fails printed:\n   0 ms | ann | done\n"),
            test("check::fails", TestResult::Failed, why),
        ];
        for piece in [1, 7, 10_000] {
            assert_eq!(read(TEXT, piece), expected, "in pieces of {piece}");
        }
    }

    #[test]
    fn a_test_that_ended_the_process_leaves_the_others() {
        let events = read(
            "\nrunning 2 tests\ntest a ... ok\ntest b ... FAILED\noh",
            100,
        );
        assert_eq!(events[0], test("a", TestResult::Ok, ""));
        assert_eq!(events[1], printed("oh\n"));
        assert_eq!(events[2], test("b", TestResult::Failed, ""));
    }
}
