//! A recorded file: its headers and its lines.

use super::error::GrammarError;
use super::headers::{self, Headers};
use super::pattern::{Pattern, Shown};

/// A recorded output, parsed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recorded {
    /// What the head of the file declares.
    pub headers: Headers,
    pub(super) lines: Vec<Pattern>,
}

impl Recorded {
    /// Parses a recorded file; every error in it is reported.
    pub fn parse(text: &str) -> Result<Recorded, Vec<GrammarError>> {
        let head = text
            .lines()
            .take_while(|line| headers::is_header(line))
            .count();
        let mut errors = Vec::new();
        let headers = Headers::parse(text.lines().take(head), &mut errors);
        let mut lines = Vec::new();
        for (index, line) in text.lines().enumerate().skip(head) {
            match Pattern::parse(line) {
                Ok(pattern) => lines.push(pattern),
                Err((what, remedy)) => {
                    errors.push(GrammarError {
                        line: index + 1,
                        what,
                        remedy,
                    });
                }
            }
        }
        if headers.vary.order {
            check_lane_names(&lines, head, &mut errors);
        }
        if errors.is_empty() {
            Ok(Recorded { headers, lines })
        } else {
            Err(errors)
        }
    }

    /// The text as the page shows it, and the pieces of it that vary.
    pub fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        for line in &self.lines {
            line.show(&mut shown);
            shown.text.push('\n');
        }
        shown
    }

    /// The same output under other headers.
    pub fn with_headers(self, headers: Headers) -> Recorded {
        Recorded { headers, ..self }
    }

    /// Whether the program printed nothing.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The text of the recorded file.
    pub fn to_file(&self) -> String {
        let mut text = self.headers.to_string();
        for line in &self.lines {
            text.push_str(line.raw());
            text.push('\n');
        }
        text
    }
}

/// Lines are sorted into lanes by name, so a name that varies would belong to no lane.
fn check_lane_names(lines: &[Pattern], head: usize, errors: &mut Vec<GrammarError>) {
    for (index, line) in lines.iter().enumerate() {
        if line.lane_varies() {
            errors.push(GrammarError {
                line: head + index + 1,
                what: "the name of a lane is marked as varying, and the order of lanes varies"
                    .into(),
                remedy: "mark only what follows ` @ `, or give the lane a fixed name".into(),
            });
        }
    }
}
