//! The lines at the head of a recorded file: `#! name: value`.

use std::fmt;

use super::error::GrammarError;

/// What may differ between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Vary {
    /// The milliseconds of log lines.
    pub times: bool,
    /// How lines of different lanes interleave; each lane keeps its own order, and plain lines are one lane.
    pub order: bool,
    /// The order of plain lines.
    pub lines: bool,
    /// How far the lanes get beyond what is recorded: for a program that is killed, which is at no certain moment.
    pub end: bool,
}

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// With this exit code.
    Exit(i32),
    /// Killed by this signal.
    Signal(i32),
}

/// Everything that the head of a recorded file declares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headers {
    /// What may differ.
    pub vary: Vary,
    /// How the program ends.
    pub exit_status: ExitStatus,
    /// The pinned code of a compile error.
    pub error: Option<String>,
    /// Whether what its threads did is recorded, too.
    pub threads: bool,
}

impl Default for ExitStatus {
    fn default() -> ExitStatus {
        ExitStatus::Exit(0)
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExitStatus::Exit(code) => write!(f, "exit code {code}"),
            ExitStatus::Signal(signal) => write!(f, "signal {signal}"),
        }
    }
}

impl Vary {
    /// The words that the file and the page use, in a fixed order.
    pub fn words(self) -> Vec<&'static str> {
        [
            (self.times, "times"),
            (self.order, "order"),
            (self.lines, "lines"),
            (self.end, "end"),
        ]
        .into_iter()
        .filter_map(|(declared, word)| declared.then_some(word))
        .collect()
    }
}

impl Headers {
    pub(super) fn parse<'a>(
        lines: impl Iterator<Item = &'a str>,
        errors: &mut Vec<GrammarError>,
    ) -> Headers {
        let mut headers = Headers::default();
        let mut seen = Vec::new();
        for (index, line) in lines.enumerate() {
            let outcome = split(line).and_then(|(name, value)| {
                if seen.contains(&name) {
                    return Err((
                        format!("`{name}` is declared twice"),
                        "keep one of the two".into(),
                    ));
                }
                seen.push(name);
                headers.set(name, value)
            });
            if let Err((what, remedy)) = outcome {
                errors.push(GrammarError {
                    line: index + 1,
                    what,
                    remedy,
                });
            }
        }
        errors.extend(headers.end_without_a_signal());
        headers
    }

    /// Only what is killed ends at no certain moment: of another program the end is recorded.
    fn end_without_a_signal(&self) -> Option<GrammarError> {
        let is_killed = matches!(self.exit_status, ExitStatus::Signal(_));
        (self.vary.end && !is_killed).then(|| GrammarError {
            line: 1,
            what: "the end varies, and no signal ends the program".into(),
            remedy: "take `end` away, or add `#! signal: 6`".into(),
        })
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), (String, String)> {
        match name {
            "vary" => self.vary = vary(value)?,
            "exit" => self.exit_status = ExitStatus::Exit(number(name, value)?),
            "signal" => self.exit_status = ExitStatus::Signal(number(name, value)?),
            "error" if is_error_code(value) => self.error = Some(value.into()),
            "error" => {
                return Err((
                    format!("`{value}` is not the code of a compile error"),
                    "write it as in `#! error: E0373`".into(),
                ));
            }
            "threads" if value == "kept" => self.threads = true,
            "threads" => {
                return Err((
                    format!("`{value}` cannot be done with threads"),
                    "write `#! threads: kept`, or leave it out".into(),
                ));
            }
            _ => {
                return Err((
                    format!("`{name}` is not a header"),
                    "the headers are vary, exit, signal, error and threads".into(),
                ));
            }
        }
        Ok(())
    }
}

impl fmt::Display for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vary = self.vary.words();
        if !vary.is_empty() {
            writeln!(f, "#! vary: {}", vary.join(", "))?;
        }
        match self.exit_status {
            ExitStatus::Exit(0) => {}
            ExitStatus::Exit(code) => writeln!(f, "#! exit: {code}")?,
            ExitStatus::Signal(signal) => writeln!(f, "#! signal: {signal}")?,
        }
        if let Some(code) = &self.error {
            writeln!(f, "#! error: {code}")?;
        }
        match self.threads {
            true => writeln!(f, "#! threads: kept"),
            false => Ok(()),
        }
    }
}

pub(super) fn is_header(line: &str) -> bool {
    line.starts_with("#! ")
}

/// Whether a text can pin an error: one of rustc's codes, the name of a lint, or, for an error
/// that has neither, its message.
pub(crate) fn is_error_code(text: &str) -> bool {
    let digits = text.strip_prefix('E').unwrap_or_default();
    let is_code = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_lint = text.contains('_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_message = text.contains(' ');
    is_code || is_lint || is_message
}

fn split(line: &str) -> Result<(&str, &str), (String, String)> {
    let (name, value) = line
        .trim_start_matches("#! ")
        .split_once(':')
        .ok_or_else(|| {
            (
                format!("`{line}` is not a header"),
                "write it as `#! name: value`, or mark the output that starts so".to_owned(),
            )
        })?;
    Ok((name.trim(), value.trim()))
}

fn vary(value: &str) -> Result<Vary, (String, String)> {
    let mut vary = Vary::default();
    for word in value.split(',').map(str::trim) {
        match word {
            "times" => vary.times = true,
            "order" => vary.order = true,
            "lines" => vary.lines = true,
            "end" => vary.end = true,
            _ => {
                return Err((
                    format!("`{word}` is nothing that can vary"),
                    "choose from times, order, lines and end, separated by commas".into(),
                ));
            }
        }
    }
    Ok(vary)
}

fn number(name: &str, value: &str) -> Result<i32, (String, String)> {
    value.parse().map_err(|_| {
        (
            format!("`{value}` is not a number"),
            format!("write it as in `#! {name}: 101`"),
        )
    })
}
