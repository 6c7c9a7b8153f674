//! The log line, `<milliseconds> ms | <lane> | <what>`: the one grammar that the timelines are drawn from.
//!
//! The page's script reads the same grammar (`theme/js/timeline/parse.js`): both are tried with the lines of
//! `theme/tests/log-lines.json`.

/// One log line, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLine<'a> {
    /// Milliseconds since the program's first log line.
    pub ms: u64,
    /// The process, thread or task, without the worker that it ran on.
    pub lane: &'a str,
    /// Where the lane ran, if the line says so: `task 1 @ worker 2`.
    pub worker: Option<&'a str>,
    /// What happened.
    pub what: &'a str,
}

/// What a lane does from one of its lines until its next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It computes.
    Working,
    /// It is parked, and its thread is free.
    Waiting,
    /// It holds its thread while idle.
    Blocked,
    /// The lane ends with this line.
    Ended,
    /// The lane is ended by another with this line.
    Cancelled,
}

impl<'a> LogLine<'a> {
    /// Takes a line apart; `None` when it is plain output.
    pub fn parse(line: &'a str) -> Option<LogLine<'a>> {
        let (clock, rest) = split_clock(line)?;
        let clock = clock.trim_start();
        let (place, what) = rest.strip_prefix(" ms | ")?.split_once(" | ")?;
        let (lane, worker) = match place.split_once(" @ ") {
            Some((lane, worker)) => (lane, Some(worker.trim())),
            None => (place, None),
        };
        let worker = worker.filter(|worker| !worker.is_empty());
        let lane = lane.trim();
        if clock.len() > MOST_DIGITS || lane.is_empty() {
            return None;
        }
        Some(LogLine {
            ms: clock.parse().ok()?,
            lane,
            worker,
            what,
        })
    }

    /// The state that this line puts its lane into.
    pub fn state(&self) -> State {
        let what = self.what.trim().to_lowercase();
        let is_letter = |c: char| c.is_ascii_lowercase();
        let first = &what[..what.find(|c| !is_letter(c)).unwrap_or(what.len())];
        let starts = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
        if starts(&["wait", "sleep", "await"]) {
            State::Waiting
        } else if starts(&["block"]) {
            State::Blocked
        } else if starts(&["cancelled"]) {
            State::Cancelled
        } else if first == "done" || starts(&["end", "exit"]) {
            State::Ended
        } else {
            State::Working
        }
    }
}

/// A longer time than this many digits, eleven days, is no run's.
const MOST_DIGITS: usize = 9;

/// Splits a line behind its leading number, which may be padded: `  12 ms | …` gives `  12` and ` ms | …`.
pub(crate) fn split_clock(line: &str) -> Option<(&str, &str)> {
    let number = line.trim_start_matches([' ', '\t']);
    let digits = number.find(|c: char| !c.is_ascii_digit())?;
    (digits > 0).then(|| line.split_at(line.len() - number.len() + digits))
}

/// How many lanes the log lines of a text have.
pub fn lanes(text: &str) -> usize {
    let lanes: std::collections::HashSet<&str> = text
        .lines()
        .filter_map(LogLine::parse)
        .map(|line| line.lane)
        .collect();
    lanes.len()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// What the page's script is tried with as well.
    const CASES: &str = include_str!("../../../theme/tests/log-lines.json");

    #[derive(Deserialize)]
    struct Cases {
        drawn: Vec<Drawn>,
        plain: Vec<String>,
        told: Vec<Told>,
    }

    #[derive(Deserialize)]
    struct Drawn {
        line: String,
        ms: u64,
        lane: String,
        worker: String,
        what: String,
        state: String,
    }

    #[derive(Deserialize)]
    struct Told {
        line: String,
    }

    fn cases() -> Cases {
        serde_json::from_str(CASES).unwrap()
    }

    #[test]
    fn takes_a_line_apart() {
        for drawn in cases().drawn {
            let line = LogLine::parse(&drawn.line).expect(&drawn.line);
            assert_eq!(
                (line.ms, line.lane, line.worker.unwrap_or_default()),
                (drawn.ms, drawn.lane.as_str(), drawn.worker.as_str())
            );
            assert_eq!(line.what.trim(), drawn.what, "{}", drawn.line);
            let state = match line.state() {
                State::Ended => "done".to_owned(),
                other => format!("{other:?}").to_lowercase(),
            };
            assert_eq!(state, drawn.state, "{}", drawn.line);
        }
    }

    #[test]
    fn plain_output_is_not_a_log_line() {
        let cases = cases();
        let told = cases.told.into_iter().map(|told| told.line);
        for line in cases.plain.into_iter().chain(told) {
            assert_eq!(LogLine::parse(&line), None, "{line:?}");
        }
    }

    #[test]
    fn counts_lanes_without_workers() {
        let text =
            "0 ms | a @ worker 1 | start\nplain\n1 ms | a @ worker 2 | done\n1 ms | b | start\n";
        assert_eq!(lanes(text), 2);
        assert_eq!(lanes("nothing here"), 0);
    }
}
