//! The limits of the service.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sandbox::Limits;

/// What the service allows; the defaults are those of the book.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Runs at once.
    pub at_once: usize,
    /// Runs that may wait.
    pub waiting: usize,
    /// Bytes of source.
    pub source: usize,
    /// Bytes of standard input.
    pub stdin: usize,
    /// Where compilations and runs have their folders.
    pub work: PathBuf,
    /// The compiler's limits.
    pub compile: Limits,
    /// The program's limits.
    pub run: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            at_once: std::thread::available_parallelism().map_or(2, usize::from),
            waiting: 32,
            source: 64 * 1024,
            stdin: 64 * 1024,
            work: std::env::temp_dir(),
            compile: Limits::COMPILE,
            run: Limits::RUN,
        }
    }
}

/// One limit and its value, as written on the command line: `run-time=10`, `compile-memory=1536M`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    name: String,
    key: Key,
    value: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    AtOnce,
    Waiting,
    Source,
    Stdin,
    Compile(Part),
    Run(Part),
}

/// A limit that the compiler and the program have each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Time,
    Memory,
    Tasks,
    FileSize,
    Files,
    Output,
}

const PARTS: [(&str, Part); 6] = [
    ("time", Part::Time),
    ("memory", Part::Memory),
    ("tasks", Part::Tasks),
    ("file-size", Part::FileSize),
    ("files", Part::Files),
    ("output", Part::Output),
];

impl Settings {
    /// Puts a limit in force.
    pub fn set(&mut self, limit: &Limit) {
        let count = usize::try_from(limit.value).unwrap_or(usize::MAX);
        match limit.key {
            Key::AtOnce => self.at_once = count,
            Key::Waiting => self.waiting = count,
            Key::Source => self.source = count,
            Key::Stdin => self.stdin = count,
            Key::Compile(part) => part.set(&mut self.compile, limit.value),
            Key::Run(part) => part.set(&mut self.run, limit.value),
        }
    }
}

impl Limit {
    /// Whether it allows a program more than these settings do.
    pub fn exceeds(&self, settings: &Settings) -> bool {
        match self.key {
            Key::Run(part) => self.value > part.get(&settings.run),
            Key::Compile(part) => self.value > part.get(&settings.compile),
            Key::AtOnce | Key::Waiting | Key::Source | Key::Stdin => false,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}={}", self.name, short(self.value))
    }
}

impl Part {
    fn get(self, limits: &Limits) -> u64 {
        match self {
            Part::Time => limits.wall.as_secs(),
            Part::Memory => limits.memory,
            Part::Tasks => limits.tasks.into(),
            Part::FileSize => limits.file_size,
            Part::Files => limits.files,
            Part::Output => limits.output,
        }
    }

    fn set(self, limits: &mut Limits, value: u64) {
        match self {
            Part::Time => {
                limits.wall = Duration::from_secs(value);
                // On several processors a program may use more processor time than time.
                limits.cpu = limits.wall * 4;
            }
            Part::Memory => limits.memory = value,
            Part::Tasks => limits.tasks = u32::try_from(value).unwrap_or(u32::MAX),
            Part::FileSize => limits.file_size = value,
            Part::Files => limits.files = value,
            Part::Output => limits.output = value,
        }
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let key = Key::named(name).ok_or_else(|| {
            format!(
                "there is no limit \"{name}\": the limits are {}",
                Key::names()
            )
        })?;
        let range = key.range();
        match number(value) {
            Some(value) if range.contains(&value) => Ok(Limit {
                name: name.to_owned(),
                key,
                value,
            }),
            _ => Err(format!(
                "{name} needs a whole number from {} to {} (K, M and G may follow), not \"{value}\"",
                short(*range.start()),
                short(*range.end())
            )),
        }
    }
}

impl Key {
    fn named(name: &str) -> Option<Self> {
        let part = |name: &str| PARTS.iter().find(|(own, _)| *own == name);
        match name {
            "at-once" => Some(Key::AtOnce),
            "waiting" => Some(Key::Waiting),
            "source" => Some(Key::Source),
            "stdin" => Some(Key::Stdin),
            _ => match name.split_once('-')? {
                ("compile", name) => part(name).map(|(_, part)| Key::Compile(*part)),
                ("run", name) => part(name).map(|(_, part)| Key::Run(*part)),
                _ => None,
            },
        }
    }

    /// What can be meant. Beyond it nothing is: no clock, no kernel and no machine counts so far.
    fn range(self) -> RangeInclusive<u64> {
        match self {
            Key::AtOnce => 1..=1_024,
            Key::Waiting => 0..=100_000,
            Key::Source => 1..=16 * MIB,
            Key::Stdin => 0..=16 * MIB,
            Key::Compile(part) | Key::Run(part) => match part {
                Part::Time => 1..=86_400,
                Part::Memory => MIB..=1_024 * GIB,
                Part::Tasks => 1..=30_000,
                Part::FileSize => 1..=64 * GIB,
                Part::Files => 1..=10_000_000,
                Part::Output => 1..=GIB,
            },
        }
    }

    fn names() -> String {
        let single = ["at-once", "waiting", "source", "stdin"].map(str::to_owned);
        let of = |who: &'static str| PARTS.map(|(part, _)| format!("{who}-{part}"));
        [&single[..], &of("compile"), &of("run")]
            .concat()
            .join(", ")
    }
}

const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// A number as it may be written.
fn short(number: u64) -> String {
    match number {
        GIB.. if number.is_multiple_of(GIB) => format!("{}G", number / GIB),
        MIB.. if number.is_multiple_of(MIB) => format!("{}M", number / MIB),
        _ => number.to_string(),
    }
}

/// `64`, `64K`, `64M`, `64G`.
fn number(text: &str) -> Option<u64> {
    let units = [('K', 1 << 10), ('M', MIB), ('G', GIB)];
    let unit = units.iter().find(|(unit, _)| text.ends_with(*unit));
    match unit {
        Some((unit, size)) => text
            .strip_suffix(*unit)?
            .parse::<u64>()
            .ok()?
            .checked_mul(*size),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(limits: &[&str]) -> Settings {
        let mut settings = Settings::default();
        for limit in limits {
            settings.set(&limit.parse().unwrap());
        }
        settings
    }

    #[test]
    fn every_limit_that_is_named_can_be_set() {
        for name in Key::names().split(", ") {
            let default = format!("{:?}", Settings::default());
            let unit = if name.ends_with("memory") { "M" } else { "" };
            let set = format!("{:?}", with(&[&format!("{name}=7{unit}")]));
            assert_ne!(default, set, "{name}");
        }
    }

    #[test]
    fn numbers_have_units() {
        let settings = with(&["compile-memory=2G", "run-time=3", "waiting=0", "source=4K"]);
        assert_eq!(settings.compile.memory, 2 << 30);
        assert_eq!(settings.run.wall, Duration::from_secs(3));
        assert_eq!((settings.waiting, settings.source), (0, 4096));
    }

    #[test]
    fn what_is_no_limit_is_refused_with_its_name() {
        for (text, word) in [
            ("run-tmie=3", "run-tmie"),
            ("run-time", "run-time needs"),
            ("run-time=", "run-time needs"),
            ("at-once=0", "at-once needs"),
            ("run-time=-1", "\"-1\""),
            ("run-memory=99999999999G", "run-memory needs"),
            ("run-memory=4K", "from 1M to 1024G"),
            ("run-time=4611686018427387904", "from 1 to 86400"),
            ("at-once=18446744073709551615", "from 1 to 1024"),
            ("waiting=18446744073709551615", "from 0 to 100000"),
            ("run-tasks=4294967295", "from 1 to 30000"),
            ("run-file-size=4611686018427387904", "from 1 to 64G"),
            ("run-files=18446744073709551615", "from 1 to 10000000"),
            ("source=3074457345618258603", "from 1 to 16M"),
            ("stdin=3074457345618258603", "from 0 to 16M"),
        ] {
            let why = text.parse::<Limit>().unwrap_err();
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}
