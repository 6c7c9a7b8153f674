//! What the program prints, on its way to the reader.

use tokio::sync::mpsc;

use super::event::Event;
use super::harness::HarnessReader;
use super::text::Decoder;

/// Where events go. When nobody listens any more, the run is being ended anyway.
#[derive(Debug)]
pub struct Outlet(pub mpsc::UnboundedSender<Event>);

impl Outlet {
    /// Sends an event.
    pub fn send(&self, event: Event) {
        let _ = self.0.send(event);
    }
}

/// Turns bytes of stdout and stderr into events.
#[derive(Debug)]
pub struct Output<'a> {
    outlet: &'a Outlet,
    stdout: Decoder,
    stderr: Decoder,
    harness: Option<HarnessReader>,
    shown_source: Option<String>,
}

impl<'a> Output<'a> {
    /// `tell_tests`: stdout is the test harness's. `shown_source`: how the program calls its source, which the reader knows as `main.rs`.
    pub fn new(outlet: &'a Outlet, tell_tests: bool, shown_source: Option<String>) -> Self {
        Output {
            outlet,
            stdout: Decoder::default(),
            stderr: Decoder::default(),
            harness: tell_tests.then(HarnessReader::default),
            shown_source,
        }
    }

    /// A piece of standard output.
    pub fn stdout(&mut self, bytes: &[u8]) {
        let text = self.stdout.push(bytes);
        self.tell_stdout(text);
    }

    /// A piece of standard error.
    pub fn stderr(&mut self, bytes: &[u8]) {
        let text = self.stderr.push(bytes);
        self.tell_stderr(text);
    }

    /// The program has ended.
    pub fn finish(mut self) {
        let text = self.stdout.finish();
        self.tell_stdout(text);
        let text = self.stderr.finish();
        self.tell_stderr(text);
        if let Some(harness) = self.harness.take() {
            for event in harness.finish() {
                self.outlet.send(event);
            }
        }
    }

    fn tell_stdout(&mut self, text: String) {
        if let Some(harness) = &mut self.harness {
            for event in harness.push(&text) {
                self.outlet.send(event);
            }
        } else if !text.is_empty() {
            self.outlet.send(Event::Stdout { text });
        }
    }

    fn tell_stderr(&mut self, text: String) {
        let text = match &self.shown_source {
            Some(source) => text.replace(source, "main.rs"),
            None => text,
        };
        if !text.is_empty() {
            self.outlet.send(Event::Stderr { text });
        }
    }
}
