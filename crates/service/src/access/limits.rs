//! What one group of readers may use, as it is written in the file of tokens.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::str::FromStr;

use runner::{Limit, Settings};

/// One limit of a group: `places=8`, `per-minute=120`, `run-time=5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupLimit {
    /// Runs of the group that are inside at once, running or waiting.
    Places(u32),
    /// Runs that the group begins in a minute.
    PerMinute(NonZeroU32),
    /// Runs that each of its readers begins in a minute; readers are told apart by their addresses.
    ReaderPerMinute(NonZeroU32),
    /// A limit of each run.
    OfRun(Limit),
}

const PLACES: RangeInclusive<u32> = 1..=100_000;
const RATE: RangeInclusive<u32> = 1..=1_000_000;

impl GroupLimit {
    /// Refuses what allows more than the server does.
    pub fn check(&self, settings: &Settings) -> Result<(), String> {
        match self {
            GroupLimit::OfRun(limit) if limit.exceeds(settings) => Err(format!(
                "{limit} is more than the server allows: raise that with `--limit`, or lower this"
            )),
            _ => Ok(()),
        }
    }
}

impl FromStr for GroupLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        match name {
            "places" => number(name, value, PLACES).map(GroupLimit::Places),
            "per-minute" => rate(name, value).map(GroupLimit::PerMinute),
            "reader-per-minute" => rate(name, value).map(GroupLimit::ReaderPerMinute),
            _ if name.starts_with("run-") => text.parse().map(GroupLimit::OfRun),
            _ => Err(format!(
                "a group has no limit \"{name}\": it may have places, per-minute, reader-per-minute, and those of \
                 programs: run-time, run-memory, run-tasks, run-file-size, run-files, run-output"
            )),
        }
    }
}

fn number(name: &str, value: &str, range: RangeInclusive<u32>) -> Result<u32, String> {
    let number = value.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!(
            "{name} needs a whole number from {} to {}, not \"{value}\"",
            range.start(),
            range.end()
        )
    })
}

fn rate(name: &str, value: &str) -> Result<NonZeroU32, String> {
    let number = number(name, value, RATE)?;
    NonZeroU32::new(number).ok_or_else(|| format!("{name} cannot be 0"))
}
