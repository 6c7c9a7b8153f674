//! One run, as it is seen from outside.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use runner::{ClientId, Event, Events, Numbered};
use serde_json::json;

use super::Observer;
use super::measures::Stage;
use crate::access::Place;

/// Who asked for a run, and for what.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The reader's group.
    pub group: String,
    /// Who asks.
    pub client: ClientId,
    /// The path that was asked.
    pub path: &'static str,
    /// How long the program is, in bytes.
    pub bytes: usize,
    /// Whether its tests are wanted.
    pub tests: bool,
}

/// The events of a run, looked at on their way. Dropping it ends the run, and tells what became of it.
#[derive(Debug)]
pub(crate) struct Observed {
    events: Events,
    asked: Asked,
    observer: Arc<Observer>,
    began: (SystemTime, Instant),
    compiling: Option<Instant>,
    waited: Option<Duration>,
    compiled: Option<Duration>,
    ran: Option<Duration>,
    end: &'static str,
    _place: Place,
}

impl Observed {
    pub(crate) fn new(
        events: Events,
        asked: Asked,
        place: Place,
        observer: &Arc<Observer>,
    ) -> Self {
        Observed {
            events,
            asked,
            observer: Arc::clone(observer),
            began: (SystemTime::now(), Instant::now()),
            compiling: None,
            waited: None,
            compiled: None,
            ran: None,
            end: "left",
            _place: place,
        }
    }

    /// The next event; none after the last.
    pub(crate) async fn next(&mut self) -> Option<Numbered> {
        let numbered = self.events.next().await?;
        self.look_at(&numbered.event);
        Some(numbered)
    }

    fn look_at(&mut self, event: &Event) {
        match event {
            Event::Compiling => {
                self.waited = Some(self.began.1.elapsed());
                self.compiling = Some(Instant::now());
            }
            Event::Running { .. } => {
                self.waited.get_or_insert(self.began.1.elapsed());
                self.compiled = self.compiling.map(|since| since.elapsed());
            }
            Event::Exit(end) if end.detail == "did not compile" => {
                self.compiled = self.compiling.map(|since| since.elapsed());
                self.end = end.stopped.map_or("not compiled", |_| "compiler stopped");
            }
            Event::Exit(end) => {
                self.ran = Some(Duration::from_millis(end.ms));
                self.end = match end.stopped {
                    Some(limit) => limit,
                    None if end.success => "success",
                    None => "failure",
                };
            }
            Event::Error { .. } => self.end = "error",
            _ => {}
        }
    }

    fn stages(&self) -> [(Stage, Option<Duration>); 3] {
        [
            (Stage::Wait, self.waited),
            (Stage::Compile, self.compiled),
            (Stage::Run, self.ran),
        ]
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        let measures = &self.observer.measures;
        measures.ran(&self.asked.group, self.end);
        for (stage, took) in self.stages() {
            if let Some(took) = took {
                measures.took(stage, took);
            }
        }
        let ms = |took: Option<Duration>| took.map(|took| took.as_millis());
        if let Some(audit) = &self.observer.audit {
            audit.write(&json!({
                "at": humantime::format_rfc3339_millis(self.began.0).to_string(),
                "group": self.asked.group,
                "client": self.asked.client.0,
                "path": self.asked.path,
                "bytes": self.asked.bytes,
                "tests": self.asked.tests,
                "end": self.end,
                "wait_ms": ms(self.waited),
                "compile_ms": ms(self.compiled),
                "run_ms": ms(self.ran),
                "total_ms": self.began.1.elapsed().as_millis(),
            }));
        }
    }
}
