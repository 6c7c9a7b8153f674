//! One group of readers, and what it has used of its limits.

use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use runner::{ClientId, Settings};
use sandbox::Limits;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::GroupLimit;
use super::same;

/// Readers that are remembered for their rates; beyond it, those are forgotten who have rested.
const REMEMBERED: usize = 10_000;

/// What is said of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How operators call it.
    pub name: String,
    /// What its readers bring: any of these.
    pub tokens: Vec<String>,
    /// What it may use.
    pub limits: Vec<GroupLimit>,
}

impl Rule {
    /// A group without tokens and limits of its own.
    pub fn named(name: &str) -> Self {
        Rule {
            name: name.to_owned(),
            tokens: Vec::new(),
            limits: Vec::new(),
        }
    }
}

/// A group, and what it has used.
#[derive(Debug)]
pub(crate) struct Group {
    rule: Rule,
    places: Option<Arc<Semaphore>>,
    rate: Option<DefaultDirectRateLimiter>,
    reader_rate: Option<DefaultKeyedRateLimiter<ClientId>>,
    run: Option<Limits>,
}

/// A run's place in its group, given back when dropped.
#[derive(Debug, Default)]
pub(crate) struct Place(
    #[expect(dead_code, reason = "held, not looked at")] Option<OwnedSemaphorePermit>,
);

/// A group, or one of its readers, has used up what it may.
#[derive(Debug)]
pub(crate) struct TooMany {
    /// A sentence for the reader.
    pub why: &'static str,
    /// How long to wait.
    pub after: Duration,
}

impl Group {
    pub(super) fn new(rule: Rule, settings: &Settings) -> Self {
        let mut group = Group {
            places: None,
            rate: None,
            reader_rate: None,
            run: None,
            rule,
        };
        let mut own = settings.clone();
        for limit in &group.rule.limits {
            match limit {
                GroupLimit::Places(count) => {
                    group.places = Some(Arc::new(Semaphore::new(*count as usize)));
                }
                GroupLimit::PerMinute(count) => {
                    group.rate = Some(RateLimiter::direct(Quota::per_minute(*count)));
                }
                GroupLimit::ReaderPerMinute(count) => {
                    group.reader_rate = Some(RateLimiter::keyed(Quota::per_minute(*count)));
                }
                GroupLimit::OfRun(limit) => {
                    own.set(limit);
                    group.run = Some(own.run.clone());
                }
            }
        }
        group
    }

    pub(super) fn rule(&self) -> &Rule {
        &self.rule
    }

    /// How operators call it.
    pub(crate) fn name(&self) -> &str {
        &self.rule.name
    }

    /// The limits of its programs, where they are not everybody's.
    pub(crate) fn run_limits(&self) -> Option<Limits> {
        self.run.clone()
    }

    pub(super) fn has_token(&self, token: &str) -> bool {
        self.rule.tokens.iter().any(|own| same(own, token))
    }

    /// Begins a run of this reader.
    pub(crate) fn enter(&self, reader: &ClientId) -> Result<Place, TooMany> {
        let place = match &self.places {
            None => None,
            Some(places) => Some(Arc::clone(places).try_acquire_owned().map_err(|_| TooMany {
                why: "as many programs of your group are running as may: try again in a moment",
                after: Duration::from_secs(2),
            })?),
        };
        // The reader first: who is refused has used nothing of the group's.
        if let Some(rate) = &self.reader_rate {
            if rate.len() > REMEMBERED {
                rate.retain_recent();
            }
            rate.check_key(reader).map_err(|until| TooMany {
                why: "you have run as many programs as a reader may in a minute",
                after: until.wait_time_from(DefaultClock::default().now()),
            })?;
        }
        if let Some(rate) = &self.rate {
            rate.check().map_err(|until| TooMany {
                why: "your group has run as many programs as it may in a minute",
                after: until.wait_time_from(DefaultClock::default().now()),
            })?;
        }
        Ok(Place(place))
    }
}
