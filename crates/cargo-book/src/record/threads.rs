//! What the threads of a performance did, on the clock of its log lines.

use std::time::Duration;

use catalogue::logline::LogLine;
use catalogue::recorded::{RecordedSpan, RecordedThreads};
use runner::Thread;
use sandbox::Threads;

/// What was seen of the threads by now.
#[derive(Debug, Default)]
pub(super) struct SeenThreads {
    threads: Option<RecordedThreads>,
    is_cut: bool,
    /// When the log's own clock was at 0, in milliseconds: the earliest that a line says. A line may come late, never early.
    log_start: Option<f64>,
    is_within_a_line: bool,
}

impl SeenThreads {
    /// A piece of standard output, whose first byte came at this time.
    pub(super) fn take_output(&mut self, at: Duration, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let first = text.lines().next().and_then(LogLine::parse);
        if let (Some(line), false) = (first, self.is_within_a_line) {
            let start = milliseconds(at) - line.ms as f64;
            self.log_start = Some(self.log_start.map_or(start, |earlier| earlier.min(start)));
        }
        self.is_within_a_line = !bytes.ends_with(b"\n");
    }

    /// News of the threads.
    pub(super) fn take(&mut self, threads: Threads) {
        match threads {
            Threads::Seen { step, cores } => {
                self.threads = Some(RecordedThreads {
                    step: milliseconds(step),
                    cores,
                    spans: Vec::new(),
                });
            }
            Threads::Spans(spans) => {
                let spans = spans.into_iter().map(|span| recorded(span.into()));
                if let Some(threads) = &mut self.threads {
                    threads.spans.extend(spans);
                }
            }
            Threads::Cut(_) => self.is_cut = true,
            Threads::Unavailable(_) => {}
        }
    }

    /// All of it; none if they were not looked at, or not to the end.
    pub(super) fn finish(self) -> Option<RecordedThreads> {
        let mut threads = self.threads.filter(|_| !self.is_cut)?;
        let start = self.log_start.unwrap_or(0.0);
        for span in &mut threads.spans {
            span.from = tenths(span.from - start);
            span.to = tenths(span.to - start);
        }
        let order = |span: &RecordedSpan| (span.process, span.thread);
        threads.spans.sort_by_key(order);
        Some(threads)
    }
}

fn recorded(span: Thread) -> RecordedSpan {
    RecordedSpan {
        process: span.process,
        thread: span.thread,
        name: span.name,
        core: span.core,
        state: span.state.to_owned(),
        from: span.from,
        to: span.to,
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn tenths(milliseconds: f64) -> f64 {
    (milliseconds * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandbox::{Activity, ThreadSpan};

    #[test]
    fn times_are_those_of_the_log() {
        let mut seen = SeenThreads::default();
        let ms = Duration::from_millis;
        seen.take(Threads::Seen {
            step: ms(2),
            cores: 2,
        });
        seen.take_output(ms(30), b"   8 ms | a | late\n");
        seen.take_output(ms(112), b" 100 ms | a | on time\n 101 ms | a");
        seen.take_output(ms(113), b" 109 ms | a | half a line\n");
        seen.take(Threads::Spans(vec![ThreadSpan {
            process: 2,
            thread: 2,
            name: "a".into(),
            activity: Activity::Core(1),
            from: ms(10),
            to: ms(52),
        }]));
        let threads = seen.finish().unwrap();
        let span = &threads.spans[0];
        assert_eq!((span.from, span.to, span.core), (-2.0, 40.0, Some(1)));
    }

    #[test]
    fn what_was_cut_is_not_recorded() {
        let mut seen = SeenThreads::default();
        let step = Duration::from_millis(2);
        seen.take(Threads::Seen { step, cores: 2 });
        seen.take(Threads::Cut(step));
        assert_eq!(seen.finish(), None);
    }
}
