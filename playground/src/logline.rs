//! The log line, `<milliseconds> ms | <lane> | <what>`: the one grammar that the timelines are drawn from.
//!
//! The page's script parses the same grammar with `^\s*(\d+) ms \| ([^|]+?) \| (.*)$`; the two must agree.

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
}

impl<'a> LogLine<'a> {
    /// Takes a line apart; `None` when it is plain output.
    pub fn parse(line: &'a str) -> Option<LogLine<'a>> {
        let (clock, rest) = split_clock(line)?;
        let (lane, what) = rest.strip_prefix(" ms | ")?.split_once('|')?;
        let lane = lane.strip_suffix(' ').filter(|lane| !lane.is_empty())?;
        let what = what.strip_prefix(' ')?;
        let (lane, worker) = match lane.split_once(" @ ") {
            Some((lane, worker)) => (lane, Some(worker)),
            None => (lane, None),
        };
        Some(LogLine {
            ms: clock.trim_start().parse().unwrap_or(u64::MAX),
            lane,
            worker,
            what,
        })
    }

    /// The state that this line puts its lane into.
    pub fn state(&self) -> State {
        let first = self
            .what
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let starts = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
        if starts(&["wait", "sleep", "await"]) {
            State::Waiting
        } else if starts(&["block"]) {
            State::Blocked
        } else if first.trim_end_matches(|c: char| !c.is_alphanumeric()) == "done"
            || starts(&["end", "exit", "cancelled"])
        {
            State::Ended
        } else {
            State::Working
        }
    }
}

/// Splits a line behind its leading number, which may be padded: `  12 ms | …` gives `  12` and ` ms | …`.
pub(crate) fn split_clock(line: &str) -> Option<(&str, &str)> {
    let number = line.trim_start();
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
    use super::*;

    fn state(what: &str) -> State {
        LogLine {
            ms: 0,
            lane: "task",
            worker: None,
            what,
        }
        .state()
    }

    #[test]
    fn takes_a_line_apart() {
        assert_eq!(
            LogLine::parse(" 301 ms | kettle | wait: the water boils"),
            Some(LogLine {
                ms: 301,
                lane: "kettle",
                worker: None,
                what: "wait: the water boils"
            })
        );
    }

    #[test]
    fn keeps_worker_apart_from_lane() {
        let line = LogLine::parse("0 ms | task 1 @ worker 2 | start").unwrap();
        assert_eq!((line.lane, line.worker), ("task 1", Some("worker 2")));
    }

    #[test]
    fn what_may_hold_bars_and_may_be_empty() {
        assert_eq!(LogLine::parse("7 ms | a | b | c").unwrap().what, "b | c");
        assert_eq!(LogLine::parse("7 ms | a | ").unwrap().what, "");
    }

    #[test]
    fn plain_output_is_not_a_log_line() {
        for line in [
            "",
            "ms | a | b",
            "12 ms",
            "12 ms | a",
            "12 ms | a |",
            "12 ms |  | b",
            "12 ms | a| b",
            "12  ms | a | b",
            "-1 ms | a | b",
            "1.5 ms | a | b",
            "x 12 ms | a | b",
        ] {
            assert_eq!(LogLine::parse(line), None, "{line:?}");
        }
    }

    #[test]
    fn huge_times_do_not_fail() {
        assert_eq!(
            LogLine::parse("99999999999999999999999 ms | a | b")
                .unwrap()
                .ms,
            u64::MAX
        );
    }

    #[test]
    fn first_word_sets_the_state() {
        for what in ["wait: tea", "waiting", "Sleep 3", "await the kettle"] {
            assert_eq!(state(what), State::Waiting, "{what}");
        }
        for what in ["block: sleep", "blocked"] {
            assert_eq!(state(what), State::Blocked, "{what}");
        }
        for what in [
            "done",
            "Done.",
            "done: 3",
            "ends",
            "exit 3",
            "cancelled by main",
        ] {
            assert_eq!(state(what), State::Ended, "{what}");
        }
        for what in ["", "start", "donee", "a wait", "unblocked"] {
            assert_eq!(state(what), State::Working, "{what}");
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
