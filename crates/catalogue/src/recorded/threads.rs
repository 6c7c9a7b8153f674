//! What the threads of a program did when it was recorded: an example, with which no other run is compared.

use serde::{Deserialize, Serialize};

/// A page holds as many spans and no more: each is as long as two lines of output.
pub const MOST_SPANS: usize = 1_000;

/// What the threads of a program did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedThreads {
    /// How often they were looked at, in milliseconds.
    pub step: f64,
    /// How many cores the program might use.
    pub cores: usize,
    /// What each of them did, span by span.
    pub spans: Vec<RecordedSpan>,
}

/// What one thread did for a while; times are those of the log lines, in milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedSpan {
    /// Its process.
    pub process: i32,
    /// The thread; the first one of a process has the process's number.
    pub thread: i32,
    /// What the system called it.
    pub name: String,
    /// The core that it was on.
    pub core: Option<u32>,
    /// `core`, `ready`, `asleep` or `kernel`.
    pub state: String,
    /// From when on.
    pub from: f64,
    /// Until when.
    pub to: f64,
}

impl RecordedThreads {
    /// Reads a file; an error is its line and what is wrong there.
    pub fn parse(text: &str) -> Result<RecordedThreads, (usize, String)> {
        serde_json::from_str(text).map_err(|error| (error.line(), error.to_string()))
    }

    /// The text of the file: one span a line.
    pub fn to_file(&self) -> String {
        let RecordedThreads { step, cores, spans } = self;
        let lines = spans
            .iter()
            .map(|span| serde_json::to_string(span).unwrap_or_default());
        let lines: Vec<String> = lines.map(|line| format!("  {line}")).collect();
        let spans = lines.join(",\n");
        format!("{{ \"step\": {step:?}, \"cores\": {cores}, \"spans\": [\n{spans}\n] }}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let span = RecordedSpan {
            process: 2,
            thread: 3,
            name: "worker \"1\"".into(),
            core: Some(1),
            state: "core".into(),
            from: -0.5,
            to: 12.0,
        };
        let threads = RecordedThreads {
            step: 2.0,
            cores: 2,
            spans: vec![span.clone(), RecordedSpan { core: None, ..span }],
        };
        let file = threads.to_file();
        assert_eq!(file.lines().count(), 4);
        assert_eq!(RecordedThreads::parse(&file), Ok(threads));
        let (line, what) =
            RecordedThreads::parse(&file.replace("\"from\"", "\"form\"")).unwrap_err();
        assert_eq!(line, 2);
        assert!(what.contains("form"), "{what}");
    }
}
