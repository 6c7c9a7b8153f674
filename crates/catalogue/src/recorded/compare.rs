//! Compares an output with its record.

use std::fmt;

use super::diff::{Change, DiffLine, Step, align, render_coloured, render_plain};
use super::pattern::Pattern;
use super::record::Recorded;
use crate::logline::LogLine;

/// How an output differs from its record; it displays as a difference, `-` recorded and `+` printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The difference.
    pub lines: Vec<DiffLine>,
}

impl std::error::Error for Mismatch {}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render_plain(&self.lines))
    }
}

impl Mismatch {
    /// The difference in a terminal's colours.
    pub fn coloured(&self) -> String {
        render_coloured(&self.lines)
    }
}

/// Lines that are compared with each other: all of them, or those of one lane.
struct Group<'a> {
    title: String,
    ordered: bool,
    expected: Vec<(usize, &'a Pattern)>,
    actual: Vec<(usize, &'a str)>,
}

/// A group whose lines have been paired.
pub(super) struct Paired {
    title: String,
    steps: Vec<Step>,
    expected: Vec<usize>,
    actual: Vec<usize>,
}

impl Paired {
    /// The pairs of line numbers, recorded and actual, that correspond.
    pub(super) fn same(&self) -> impl Iterator<Item = (usize, usize)> {
        self.steps.iter().filter_map(|step| match *step {
            Step::Same(expected, actual) => Some((self.expected[expected], self.actual[actual])),
            Step::Missing(_) | Step::Extra(_) => None,
        })
    }

    /// The numbers of recorded lines that nothing corresponds to.
    pub(super) fn missing(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().filter_map(|step| match *step {
            Step::Missing(expected) => Some(self.expected[expected]),
            Step::Same(..) | Step::Extra(_) => None,
        })
    }

    /// Whether more differs than the record lets: where the end varies, what was recorded may be followed by more.
    fn differs(&self, end_varies: bool) -> bool {
        let is_same = |step: &Step| matches!(step, Step::Same(..));
        let recorded = self.steps.iter().rposition(is_same).map_or(0, |at| at + 1);
        let (before, behind) = self.steps.split_at(recorded);
        let goes_on = end_varies
            && !before.is_empty()
            && behind.iter().all(|step| matches!(step, Step::Extra(_)));
        !before.iter().all(is_same) || !(behind.is_empty() || goes_on)
    }
}

impl Recorded {
    /// Compares an output with this record, letting differ what the record declares.
    pub fn matches(&self, actual: &str) -> Result<(), Mismatch> {
        compare(self, actual)
    }
}

fn compare(recorded: &Recorded, actual: &str) -> Result<(), Mismatch> {
    let actual: Vec<&str> = actual.lines().collect();
    let groups = pair(recorded, &actual);
    let titled = groups.len() > 1;
    let mut lines = Vec::new();
    for group in groups
        .iter()
        .filter(|group| group.differs(recorded.headers.vary.end))
    {
        if titled {
            lines.push(DiffLine {
                change: Change::Title,
                text: group.title.clone(),
            });
        }
        lines.extend(group.steps.iter().map(|step| match *step {
            Step::Same(_, at) => DiffLine {
                change: Change::Same,
                text: actual[group.actual[at]].into(),
            },
            Step::Missing(at) => DiffLine {
                change: Change::Missing,
                text: recorded.lines[group.expected[at]].raw().into(),
            },
            Step::Extra(at) => DiffLine {
                change: Change::Extra,
                text: actual[group.actual[at]].into(),
            },
        }));
    }
    if lines.is_empty() {
        Ok(())
    } else {
        Err(Mismatch { lines })
    }
}

/// Sorts the lines into groups as the record's headers say, and pairs them within each.
pub(super) fn pair(recorded: &Recorded, actual: &[&str]) -> Vec<Paired> {
    let vary = recorded.headers.vary;
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (index, pattern) in recorded.lines.iter().enumerate() {
        group_of(&mut groups, recorded, pattern.shown())
            .expected
            .push((index, pattern));
    }
    for (index, line) in actual.iter().enumerate() {
        group_of(&mut groups, recorded, line)
            .actual
            .push((index, line));
    }
    groups
        .into_iter()
        .map(|group| group.pair(vary.times))
        .collect()
}

fn group_of<'g, 'a>(
    groups: &'g mut Vec<Group<'a>>,
    recorded: &Recorded,
    line: &str,
) -> &'g mut Group<'a> {
    let vary = recorded.headers.vary;
    let log = LogLine::parse(line);
    let (title, ordered) = match log {
        _ if !vary.order && !vary.lines => ("output".into(), true),
        Some(log) if vary.order => (format!("lane {}:", log.lane), true),
        Some(_) => ("log lines:".into(), true),
        None => ("plain lines:".into(), !vary.lines),
    };
    let at = groups
        .iter()
        .position(|group| group.title == title)
        .unwrap_or_else(|| {
            groups.push(Group {
                title,
                ordered,
                expected: vec![],
                actual: vec![],
            });
            groups.len() - 1
        });
    &mut groups[at]
}

impl Group<'_> {
    fn pair(self, times_vary: bool) -> Paired {
        let same = |a: usize, b: usize| {
            self.expected[a]
                .1
                .fit(self.actual[b].1, times_vary)
                .is_some()
        };
        let steps = if self.ordered {
            align(self.expected.len(), self.actual.len(), same)
        } else {
            pair_in_any_order(self.expected.len(), self.actual.len(), same)
        };
        Paired {
            title: self.title,
            steps,
            expected: self.expected.into_iter().map(|(index, _)| index).collect(),
            actual: self.actual.into_iter().map(|(index, _)| index).collect(),
        }
    }
}

/// Pairs as many lines as possible, whatever their order (a maximum matching: a marked line may fit several).
fn pair_in_any_order(
    expected: usize,
    actual: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<Step> {
    let fits: Vec<Vec<usize>> = (0..expected)
        .map(|a| (0..actual).filter(|&b| same(a, b)).collect())
        .collect();
    let mut partner: Vec<Option<usize>> = vec![None; actual];
    for line in 0..expected {
        find_partner(line, &fits, &mut partner, &mut vec![false; actual]);
    }
    let mut steps: Vec<Step> = (0..expected)
        .map(
            |line| match partner.iter().position(|&paired| paired == Some(line)) {
                Some(at) => Step::Same(line, at),
                None => Step::Missing(line),
            },
        )
        .collect();
    steps.extend(
        (0..actual)
            .filter(|&at| partner[at].is_none())
            .map(Step::Extra),
    );
    steps
}

/// Finds a partner for a line, moving others to another partner where that helps.
fn find_partner(
    line: usize,
    fits: &[Vec<usize>],
    partner: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for &at in &fits[line] {
        if !std::mem::replace(&mut tried[at], true)
            && partner[at].is_none_or(|other| find_partner(other, fits, partner, tried))
        {
            partner[at] = Some(line);
            return true;
        }
    }
    false
}
