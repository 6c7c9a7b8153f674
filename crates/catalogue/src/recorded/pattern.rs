//! One line of a recorded output, with its marked pieces.

use std::ops::Range;

use crate::logline::{LogLine, split_clock};

pub(super) const OPEN: char = '⟦';
pub(super) const CLOSE: char = '⟧';

/// The recorded output as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The text without headers and brackets; every line ends with a newline.
    pub text: String,
    /// The pieces of `text`, in bytes, that were marked as varying, in order.
    pub varies: Vec<Range<usize>>,
}

/// A line that matches any line which differs only in the marked pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    raw: String,
    shown: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Varies(String),
}

impl Pattern {
    /// Parses a line; an error is what is wrong and the remedy.
    pub(super) fn parse(line: &str) -> Result<Pattern, (String, String)> {
        let mut pieces = Vec::new();
        let mut rest = line;
        while let Some((before, marked)) = rest.split_once(OPEN) {
            let (inside, after) = marked.split_once(CLOSE).ok_or_else(|| unbalanced(OPEN))?;
            if before.contains(CLOSE) || inside.contains(OPEN) {
                return Err(unbalanced(if inside.contains(OPEN) { OPEN } else { CLOSE }));
            }
            if inside.is_empty() {
                return Err((
                    "a mark is empty".into(),
                    "put what was printed between ⟦ and ⟧".into(),
                ));
            }
            if before.is_empty() && matches!(pieces.last(), Some(Piece::Varies(_))) {
                return Err(("two marks touch".into(), "make one mark of them".into()));
            }
            if !before.is_empty() {
                pieces.push(Piece::Text(before.into()));
            }
            pieces.push(Piece::Varies(inside.into()));
            rest = after;
        }
        if rest.contains(CLOSE) {
            return Err(unbalanced(CLOSE));
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.into()));
        }
        Ok(Pattern::of(pieces))
    }

    /// A line without marks.
    pub(super) fn literal(line: &str) -> Pattern {
        Pattern::of(if line.is_empty() {
            vec![]
        } else {
            vec![Piece::Text(line.into())]
        })
    }

    fn of(pieces: Vec<Piece>) -> Pattern {
        let (mut raw, mut shown) = (String::new(), String::new());
        for piece in &pieces {
            match piece {
                Piece::Text(text) => {
                    raw.push_str(text);
                    shown.push_str(text);
                }
                Piece::Varies(text) => {
                    raw.extend([OPEN.to_string().as_str(), text, CLOSE.to_string().as_str()]);
                    shown.push_str(text);
                }
            }
        }
        Pattern { raw, shown, pieces }
    }

    /// The line as it stands in the file.
    pub(super) fn raw(&self) -> &str {
        &self.raw
    }

    /// The line as it was printed.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether a part of the line is marked.
    pub(super) fn has_marks(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Varies(_)))
    }

    /// Appends the line to a shown text.
    pub(super) fn show(&self, to: &mut Shown) {
        for piece in &self.pieces {
            let start = to.text.len();
            match piece {
                Piece::Text(text) => to.text.push_str(text),
                Piece::Varies(text) => {
                    to.text.push_str(text);
                    to.varies.push(start..to.text.len());
                }
            }
        }
    }

    /// Whether the name of the line's lane holds a mark.
    pub(super) fn lane_varies(&self) -> bool {
        let Some(line) = LogLine::parse(&self.shown) else {
            return false;
        };
        let start = line.lane.as_ptr() as usize - self.shown.as_ptr() as usize;
        let lane = start..start + line.lane.len();
        let mut shown = Shown::default();
        self.show(&mut shown);
        shown
            .varies
            .iter()
            .any(|mark| mark.start < lane.end && lane.start < mark.end)
    }

    /// Fits an actual line to the pattern: the pattern with the actual values in its marks, or `None`.
    pub(super) fn fit(&self, actual: &str, times_vary: bool) -> Option<Pattern> {
        let (clock, pieces, rest) = match self.without_clock(actual, times_vary) {
            Some(split) => split,
            None => ("", self.pieces.clone(), actual),
        };
        let mut fitted = fit_pieces(&pieces, rest)?;
        if !clock.is_empty() {
            match fitted.first_mut() {
                Some(Piece::Text(text)) => text.insert_str(0, clock),
                _ => fitted.insert(0, Piece::Text(clock.into())),
            }
        }
        Some(Pattern::of(fitted))
    }

    /// Takes the time off the pattern and the actual line, if both are log lines and times may vary.
    fn without_clock<'a>(
        &self,
        actual: &'a str,
        times_vary: bool,
    ) -> Option<(&'a str, Vec<Piece>, &'a str)> {
        if !times_vary {
            return None;
        }
        LogLine::parse(&self.shown)?;
        LogLine::parse(actual)?;
        let (Piece::Text(first), others) = self.pieces.split_first()? else {
            return None;
        };
        let (_, first) = split_clock(first)?;
        let (clock, rest) = split_clock(actual)?;
        let mut pieces = vec![Piece::Text(first.into())];
        pieces.extend_from_slice(others);
        Some((clock, pieces, rest))
    }
}

fn fit_pieces(pieces: &[Piece], actual: &str) -> Option<Vec<Piece>> {
    let Some((first, others)) = pieces.split_first() else {
        return actual.is_empty().then(Vec::new);
    };
    let with = |piece: Piece, mut rest: Vec<Piece>| {
        rest.insert(0, piece);
        rest
    };
    match first {
        Piece::Text(text) => {
            let rest = fit_pieces(others, actual.strip_prefix(text.as_str())?)?;
            Some(with(first.clone(), rest))
        }
        Piece::Varies(_) if others.is_empty() => {
            (!actual.is_empty()).then(|| vec![Piece::Varies(actual.into())])
        }
        Piece::Varies(_) => {
            let ends = actual.char_indices().map(|(index, _)| index).skip(1);
            ends.into_iter().find_map(|end| {
                let rest = fit_pieces(others, &actual[end..])?;
                Some(with(Piece::Varies(actual[..end].into()), rest))
            })
        }
    }
}

fn unbalanced(bracket: char) -> (String, String) {
    (
        format!("`{bracket}` has no partner"),
        "a mark is written ⟦like this⟧, within one line and not nested".into(),
    )
}
