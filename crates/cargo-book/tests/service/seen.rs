//! What was told of the threads of a run.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::server::{Server, exit, first};

/// One span.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) thread: (i64, i64),
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) core: Option<u64>,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

/// What was told of a run.
pub(crate) struct Seen {
    pub(crate) events: Vec<Value>,
    pub(crate) spans: Vec<Span>,
}

impl Seen {
    #[track_caller]
    pub(crate) fn of(server: &Server, code: &str) -> Seen {
        let events = server.run_with(json!({ "code": code, "threads": true }));
        assert_eq!(exit(&events)["success"], true, "{events:#?}");
        let of_threads = events.iter().filter(|event| event["event"] == "thread");
        let spans = of_threads.map(|event| Span {
            thread: (
                event["process"].as_i64().unwrap(),
                event["thread"].as_i64().unwrap(),
            ),
            name: event["name"].as_str().unwrap().to_owned(),
            state: event["state"].as_str().unwrap().to_owned(),
            core: event["core"].as_u64(),
            from: event["from"].as_f64().unwrap(),
            to: event["to"].as_f64().unwrap(),
        });
        let seen = Seen {
            spans: spans.collect(),
            events,
        };
        seen.is_consistent();
        seen
    }

    /// Spans of a thread touch, differ, and are not shorter than the step; what is looked at is said before the first.
    #[track_caller]
    pub(crate) fn is_consistent(&self) {
        let news = self
            .events
            .iter()
            .position(|event| event["event"] == "threads");
        let first_span = self
            .events
            .iter()
            .position(|event| event["event"] == "thread");
        assert!(news.is_some_and(|news| first_span.is_none_or(|span| news < span)));
        let step = first(&self.events, "threads")["step"].as_f64().unwrap();
        for thread in self.threads() {
            let of_thread: Vec<&Span> = self.of_thread(thread).collect();
            for span in &of_thread {
                assert!(span.to - span.from >= step - 0.02, "{span:?}");
                assert_eq!(span.core.is_some(), span.state == "core", "{span:?}");
            }
            for pair in of_thread.windows(2) {
                assert_eq!(pair[0].to, pair[1].from, "{pair:?}");
                let did = |span: &Span| (span.state.clone(), span.core);
                assert_ne!(did(pair[0]), did(pair[1]), "{pair:?}");
            }
        }
    }

    pub(crate) fn threads(&self) -> BTreeSet<(i64, i64)> {
        self.spans.iter().map(|span| span.thread).collect()
    }

    pub(crate) fn of_thread(&self, thread: (i64, i64)) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| span.thread == thread)
    }

    /// The last name of each thread.
    pub(crate) fn names(&self) -> BTreeMap<(i64, i64), &str> {
        let names = self
            .spans
            .iter()
            .map(|span| (span.thread, span.name.as_str()));
        names.collect()
    }

    /// How long these threads were in a state, in milliseconds.
    pub(crate) fn time_in(&self, state: &str, threads: &[(i64, i64)]) -> f64 {
        let those = self
            .spans
            .iter()
            .filter(|span| threads.contains(&span.thread));
        let those = those.filter(|span| span.state == state);
        those.map(|span| span.to - span.from).sum()
    }

    /// The threads of this name, without the number at its end.
    pub(crate) fn named(&self, name: &str) -> Vec<(i64, i64)> {
        let names = self.names().into_iter();
        let those =
            names.filter(|(_, own)| own.trim_end_matches(|c: char| c.is_ascii_digit()) == name);
        those.map(|(thread, _)| thread).collect()
    }
}

impl Seen {
    /// The longest time, in milliseconds, in which nothing was seen to change, while something changed all the time.
    pub(crate) fn longest_silence(&self) -> f64 {
        let mut changes: Vec<f64> = self
            .spans
            .iter()
            .flat_map(|span| [span.from, span.to])
            .collect();
        changes.sort_by(f64::total_cmp);
        let pairs = changes.windows(2).map(|pair| pair[1] - pair[0]);
        pairs.fold(0.0, f64::max)
    }
}
