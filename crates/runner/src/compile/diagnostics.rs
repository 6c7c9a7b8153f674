//! What rustc said, from its JSON.

use serde::{Deserialize, Serialize};

/// One message of the compiler.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Diagnostic {
    /// `error`, `warning`, `note`, `help`.
    pub level: String,
    /// Such as `E0382`, or the name of a lint.
    pub code: Option<String>,
    /// The message in one sentence.
    pub message: String,
    /// The message as a terminal would show it.
    pub rendered: String,
    /// Where in the source it points.
    pub spans: Vec<Span>,
}

/// A stretch of the source; lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Span {
    /// The line on which it starts.
    pub line: usize,
    /// The column at which it starts.
    pub column: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The column before which it ends.
    pub end_column: usize,
    /// How many characters of the first line it covers.
    pub length: usize,
    /// Whether it is what the message is about.
    pub primary: bool,
    /// What the compiler wrote under it.
    pub label: Option<String>,
}

#[derive(Deserialize)]
struct RawDiagnostic {
    level: String,
    code: Option<RawCode>,
    message: String,
    rendered: Option<String>,
    #[serde(default)]
    spans: Vec<RawSpan>,
}

#[derive(Deserialize)]
struct RawCode {
    code: String,
}

#[derive(Deserialize)]
struct RawSpan {
    file_name: String,
    line_start: usize,
    column_start: usize,
    line_end: usize,
    column_end: usize,
    is_primary: bool,
    label: Option<String>,
    #[serde(default)]
    text: Vec<RawText>,
    expansion: Option<Box<RawExpansion>>,
}

#[derive(Deserialize)]
struct RawExpansion {
    span: RawSpan,
}

#[derive(Deserialize)]
struct RawText {
    text: String,
}

impl Diagnostic {
    /// Whether it stops the compilation.
    pub fn is_error(&self) -> bool {
        self.level.starts_with("error")
    }

    /// Whether it only counts or comments the others: "aborting due to 1 previous error".
    pub fn is_summary(&self) -> bool {
        self.level == "failure-note"
            || (self.spans.is_empty()
                && self.code.is_none()
                && (self.message.starts_with("aborting due to")
                    || self.message.ends_with("warning emitted")
                    || self.message.ends_with("warnings emitted")))
    }

    /// Whether it points at a line after this one.
    pub fn touches_lines_after(&self, line: usize) -> bool {
        self.spans.iter().any(|span| span.end_line > line)
    }
}

/// Reads what rustc wrote to stderr: a diagnostic on each line that is JSON, plain text otherwise (a crash of the compiler, say).
pub(crate) fn parse(stderr: &str, file: &str) -> (Vec<Diagnostic>, String) {
    let mut diagnostics = Vec::new();
    let mut rest = String::new();
    for line in stderr.lines() {
        match serde_json::from_str::<RawDiagnostic>(line) {
            Ok(raw) => diagnostics.push(raw.into_diagnostic(file)),
            Err(_) => {
                rest.push_str(line);
                rest.push('\n');
            }
        }
    }
    (diagnostics, rest)
}

impl RawDiagnostic {
    fn into_diagnostic(self, file: &str) -> Diagnostic {
        Diagnostic {
            level: self.level,
            code: self.code.map(|code| code.code),
            message: self.message,
            rendered: self.rendered.unwrap_or_default(),
            spans: self
                .spans
                .into_iter()
                .filter_map(|span| span.into_span(file))
                .collect(),
        }
    }
}

impl RawSpan {
    /// The span in the reader's file; for one inside a macro of a library, where that macro was called.
    fn into_span(self, file: &str) -> Option<Span> {
        if self.file_name != file {
            let outer = self.expansion?.span;
            let (primary, label) = (self.is_primary, self.label);
            let span = outer.into_span(file)?;
            return Some(Span {
                primary,
                label,
                ..span
            });
        }
        let first = self
            .text
            .first()
            .map_or(0, |text| text.text.chars().count());
        let end_of_first = if self.line_end == self.line_start {
            self.column_end
        } else {
            first + 1
        };
        Some(Span {
            line: self.line_start,
            column: self.column_start,
            end_line: self.line_end,
            end_column: self.column_end,
            length: end_of_first.saturating_sub(self.column_start),
            primary: self.is_primary,
            label: self.label,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"$message_type":"diagnostic","message":"cannot find value `x`","code":{"code":"E0425","explanation":"…"},"level":"error","spans":[{"file_name":"main.rs","byte_start":0,"byte_end":1,"line_start":3,"line_end":3,"column_start":5,"column_end":10,"is_primary":true,"text":[{"text":"    hello;","highlight_start":5,"highlight_end":10}],"label":"not found","suggested_replacement":null,"suggestion_applicability":null,"expansion":null}],"children":[],"rendered":"error[E0425]: …\n"}"#;

    #[test]
    fn a_diagnostic_keeps_its_code_and_its_span() {
        let (diagnostics, rest) = parse(LINE, "main.rs");
        assert_eq!(rest, "");
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code.as_deref(), Some("E0425"));
        let span = &diagnostics[0].spans[0];
        assert_eq!((span.line, span.column, span.length), (3, 5, 5));
        assert!(diagnostics[0].touches_lines_after(2));
        assert!(!diagnostics[0].touches_lines_after(3));
    }

    #[test]
    fn a_span_in_another_file_is_left_out() {
        let (diagnostics, _) = parse(LINE, "other.rs");
        assert_eq!(diagnostics[0].spans, []);
    }

    #[test]
    fn plain_text_is_kept_apart() {
        let (diagnostics, rest) = parse("rustc crashed\n", "main.rs");
        assert_eq!(diagnostics, []);
        assert_eq!(rest, "rustc crashed\n");
    }
}
