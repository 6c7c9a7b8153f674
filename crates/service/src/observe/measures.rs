//! The measurements that `/metrics` tells, in the OpenMetrics format.

use std::fmt;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use runner::Service;

/// What is counted.
#[derive(Debug)]
pub(crate) struct Measures {
    runs: Family<RunLabels, Counter>,
    refusals: Family<RefusalLabels, Counter>,
    stages: Stages,
}

type Stages = Family<StageLabels, Histogram, fn() -> Histogram>;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RunLabels {
    group: String,
    end: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RefusalLabels {
    why: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct StageLabels {
    stage: &'static str,
}

/// Why a run was not begun.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal {
    /// All places are taken.
    Busy,
    /// The server is about to end.
    Closing,
    /// The reader's group has used what it may.
    Group,
    /// Another page asked.
    Origin,
    /// Without a token that is known.
    Token,
}

/// What a run does one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    Wait,
    Compile,
    Run,
}

impl Refusal {
    fn name(self) -> &'static str {
        match self {
            Refusal::Busy => "busy",
            Refusal::Closing => "closing",
            Refusal::Group => "group",
            Refusal::Origin => "origin",
            Refusal::Token => "token",
        }
    }
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Wait => "wait",
            Stage::Compile => "compile",
            Stage::Run => "run",
        }
    }
}

impl Default for Measures {
    fn default() -> Self {
        // From 5 ms to 20 s, each twice the one before.
        let histogram = || Histogram::new(exponential_buckets(0.005, 2.0, 13));
        Measures {
            runs: Family::default(),
            refusals: Family::default(),
            stages: Stages::new_with_constructor(histogram),
        }
    }
}

impl Measures {
    /// Counts a run of this group that ended so.
    pub(super) fn ran(&self, group: &str, end: &'static str) {
        let group = group.to_owned();
        self.runs.get_or_create(&RunLabels { group, end }).inc();
    }

    pub(super) fn took(&self, stage: Stage, time: Duration) {
        let stage = self.stages.get_or_create(&StageLabels {
            stage: stage.name(),
        });
        stage.observe(time.as_secs_f64());
    }

    /// Counts a run that was not begun.
    pub(crate) fn refused(&self, why: Refusal) {
        self.refusals
            .get_or_create(&RefusalLabels { why: why.name() })
            .inc();
    }

    /// All of it as text, with what the service is at now.
    pub(crate) fn text(&self, service: &Service) -> Result<String, fmt::Error> {
        let mut registry = Registry::with_prefix("book");
        registry.register(
            "runs",
            "Runs that have ended, by group and end",
            self.runs.clone(),
        );
        registry.register(
            "refusals",
            "Runs that were not begun",
            self.refusals.clone(),
        );
        registry.register_with_unit(
            "stage",
            "How long runs wait, are compiled, and run",
            Unit::Seconds,
            self.stages.clone(),
        );
        tell_state(&mut registry, service);
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

fn tell_state(registry: &mut Registry, service: &Service) {
    let (load, settings, sandbox) = (service.load(), service.settings(), service.sandbox());
    let limits = match sandbox.why_only_watched() {
        None => "exact",
        Some(_) => "watched",
    };
    let tier = sandbox.tier().letter().to_string();
    let about = Info::new(vec![("tier", tier), ("limits", limits.to_owned())]);
    registry.register("sandbox", "What keeps programs in", about);
    let mut gauge = |name: &str, help: &str, value: usize| {
        let gauge = Gauge::<i64>::default();
        gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        registry.register(name, help, gauge);
    };
    gauge(
        "queue_waiting",
        "Runs that wait for their turn",
        load.waiting,
    );
    gauge(
        "queue_inside",
        "Runs that wait, are compiled or run",
        load.inside,
    );
    gauge(
        "queue_places",
        "Runs that may be inside",
        settings.at_once + settings.waiting,
    );
    gauge(
        "queue_at_once",
        "Runs that may be compiled or run at once",
        settings.at_once,
    );
    gauge(
        "closing",
        "1 when no more runs are begun",
        service.is_closed().into(),
    );
}
