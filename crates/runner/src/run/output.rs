//! What the program prints, on its way to the reader.

use super::event::{Event, TestResult};
use super::event_channel::EventSink;
use super::for_people::ForPeople;
use super::harness::{HarnessReader, Said, Suite, Tested};
use super::hints::LastWords;
use super::text::Decoder;

/// Turns bytes of stdout and stderr into events.
#[derive(Debug)]
pub(crate) struct Output<'a> {
    events: &'a EventSink,
    stdout: Decoder,
    stderr: Decoder,
    harness: Option<Harness>,
    last_words: LastWords,
    shown_source: Option<ShownSource>,
    /// When the piece came that is being read, where that is to be told.
    at: Option<f64>,
}

/// How a program calls its source, and how the reader does.
pub(crate) type ShownSource = (String, &'static str);

/// How what a program prints on its standard output is to be understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stdout {
    /// As text.
    Text,
    /// As the test harness's messages, which become events.
    Tests,
    /// As the test harness's messages, which become its text for people.
    TestsForPeople,
}

#[derive(Debug)]
struct Harness {
    reader: HarnessReader,
    for_people: Option<ForPeople>,
}

impl<'a> Output<'a> {
    /// `shown_source` is needed where the program does not call its source as the reader does.
    pub(crate) fn new(
        events: &'a EventSink,
        stdout: Stdout,
        shown_source: Option<ShownSource>,
    ) -> Self {
        let harness = || Harness {
            reader: HarnessReader::default(),
            for_people: (stdout == Stdout::TestsForPeople).then(ForPeople::default),
        };
        Output {
            events,
            stdout: Decoder::default(),
            stderr: Decoder::default(),
            harness: (stdout != Stdout::Text).then(harness),
            last_words: LastWords::default(),
            shown_source,
            at: None,
        }
    }

    /// What comes now was written at this time.
    pub(crate) fn at(&mut self, at: Option<f64>) {
        self.at = at;
    }

    /// A piece of standard output.
    pub(crate) fn stdout(&mut self, bytes: &[u8]) {
        let text = self.stdout.push(bytes);
        self.send_stdout(text);
    }

    /// A piece of standard error.
    pub(crate) fn stderr(&mut self, bytes: &[u8]) {
        let text = self.stderr.push(bytes);
        self.send_stderr(text);
    }

    /// The program has ended: what it said last, and what is known of its tests, if it was started for these.
    pub(crate) fn finish(mut self) -> (LastWords, Option<Suite>) {
        let text = self.stdout.finish();
        self.send_stdout(text);
        let text = self.stderr.finish();
        self.send_stderr(text);
        let Some(harness) = self.harness else {
            return (self.last_words, None);
        };
        let (said, suite) = harness.reader.finish();
        let mut for_people = harness.for_people;
        let told = Told {
            events: self.events,
            at: self.at,
        };
        told.tests(for_people.as_mut(), said, &suite);
        let failures = for_people.map(|mut text| text.failures());
        told.text(failures.unwrap_or_default());
        (self.last_words, Some(suite))
    }

    fn send_stdout(&mut self, text: String) {
        let told = Told {
            events: self.events,
            at: self.at,
        };
        match &mut self.harness {
            Some(harness) => {
                let said = harness.reader.push(&text);
                let suite = harness.reader.suite();
                told.tests(harness.for_people.as_mut(), said, suite);
            }
            None => told.text(text),
        }
    }

    fn send_stderr(&mut self, text: String) {
        let text = match &self.shown_source {
            Some((source, shown)) => text.replace(source, shown),
            None => text,
        };
        if !text.is_empty() {
            self.last_words.push(&text);
            let at = self.at;
            self.events.send(Event::Stderr { text, at });
        }
    }
}

/// Where events go, and the time that they are told with.
struct Told<'a> {
    events: &'a EventSink,
    at: Option<f64>,
}

impl Told<'_> {
    fn text(&self, text: String) {
        if !text.is_empty() {
            let at = self.at;
            self.events.send(Event::Stdout { text, at });
        }
    }

    fn tests(&self, for_people: Option<&mut ForPeople>, said: Vec<Said>, suite: &Suite) {
        if let Some(for_people) = for_people {
            let texts = said.into_iter().map(|said| for_people.write(said, suite));
            self.text(texts.collect());
            return;
        }
        for said in said {
            match said {
                Said::Printed(text) => self.text(text),
                Said::Test(tested) => self.test(tested),
                Said::Began(_) | Said::Ended => {}
            }
        }
    }

    fn test(&self, tested: Tested) {
        let message = match tested.result {
            TestResult::Failed => {
                let (printed, message) = tested.explain();
                if !printed.is_empty() {
                    let name = &tested.name;
                    self.text(format!("{name} printed:\n{printed}\n"));
                }
                message
            }
            TestResult::Ok | TestResult::Ignored => tested.reason,
        };
        self.events.send(Event::Test {
            name: tested.name,
            result: tested.result,
            message,
        });
    }
}
