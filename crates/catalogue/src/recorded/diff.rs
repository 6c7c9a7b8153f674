//! Line differences, for people.

use std::fmt::Write as _;

/// What happened to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is in both texts.
    Same,
    /// It is only in the old or expected text.
    Missing,
    /// It is only in the new or actual text.
    Extra,
    /// It heads a part of the difference.
    Title,
}

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// What happened to the line.
    pub change: Change,
    /// The line, without its newline.
    pub text: String,
}

/// How the lines of two texts correspond: indices into the one and the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Same(usize, usize),
    Missing(usize),
    Extra(usize),
}

/// Larger tables than this are not worth the memory: such texts are shown as wholly different.
const LARGEST_TABLE: usize = 16_000_000;

/// Aligns two sequences so that as many items as possible correspond in order.
pub(super) fn align(
    expected: usize,
    actual: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<Step> {
    let head = (0..expected.min(actual))
        .take_while(|&at| same(at, at))
        .count();
    let (rows, columns) = (expected - head, actual - head);
    let mut steps: Vec<Step> = (0..head).map(|at| Step::Same(at, at)).collect();
    if rows.saturating_mul(columns) > LARGEST_TABLE {
        steps.extend((head..expected).map(Step::Missing));
        steps.extend((head..actual).map(Step::Extra));
        return steps;
    }
    let is_same: Vec<bool> = (0..rows * columns)
        .map(|at| same(head + at / columns, head + at % columns))
        .collect();
    let longest = longest_common(rows, columns, &is_same);
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        if row < rows && column < columns && is_same[row * columns + column] {
            steps.push(Step::Same(head + row, head + column));
            (row, column) = (row + 1, column + 1);
        } else if column == columns
            || (row < rows && longest(row + 1, column) >= longest(row, column + 1))
        {
            steps.push(Step::Missing(head + row));
            row += 1;
        } else {
            steps.push(Step::Extra(head + column));
            column += 1;
        }
    }
    steps
}

/// The length of the longest common subsequence from any row and column on.
fn longest_common(rows: usize, columns: usize, same: &[bool]) -> impl Fn(usize, usize) -> u32 {
    let width = columns + 1;
    let mut table = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            table[row * width + column] = if same[row * columns + column] {
                table[(row + 1) * width + column + 1] + 1
            } else {
                table[(row + 1) * width + column].max(table[row * width + column + 1])
            };
        }
    }
    move |row, column| table[row * width + column]
}

/// The difference between two texts, line by line.
pub fn text_diff(old: &str, new: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    align(old.len(), new.len(), |a, b| old[a] == new[b])
        .into_iter()
        .map(|step| match step {
            Step::Same(at, _) => DiffLine {
                change: Change::Same,
                text: old[at].into(),
            },
            Step::Missing(at) => DiffLine {
                change: Change::Missing,
                text: old[at].into(),
            },
            Step::Extra(at) => DiffLine {
                change: Change::Extra,
                text: new[at].into(),
            },
        })
        .collect()
}

/// Renders a difference with `-` and `+` before the lines.
pub fn render_plain(lines: &[DiffLine]) -> String {
    render(lines, |_| ("", ""))
}

/// Renders a difference in a terminal's colours.
pub fn render_coloured(lines: &[DiffLine]) -> String {
    render(lines, |change| match change {
        Change::Same => ("", ""),
        Change::Missing => ("\x1b[31m", "\x1b[0m"),
        Change::Extra => ("\x1b[32m", "\x1b[0m"),
        Change::Title => ("\x1b[1m", "\x1b[0m"),
    })
}

/// How many lines that are the same are shown around a difference.
const CONTEXT: usize = 4;

fn render(lines: &[DiffLine], colour: impl Fn(Change) -> (&'static str, &'static str)) -> String {
    let mut text = String::new();
    let mut is_left_out = false;
    for (at, line) in lines.iter().enumerate() {
        let around = at.saturating_sub(CONTEXT)..lines.len().min(at + CONTEXT + 1);
        let is_near = lines[around].iter().any(|line| line.change != Change::Same);
        if !is_near {
            if !is_left_out {
                text.push_str("  …\n");
            }
            is_left_out = true;
            continue;
        }
        is_left_out = false;
        let (on, off) = colour(line.change);
        let sign = match line.change {
            Change::Same => "  ",
            Change::Missing => "- ",
            Change::Extra => "+ ",
            Change::Title => "",
        };
        let _ = writeln!(text, "{on}{sign}{}{off}", line.text);
    }
    text
}
