//! The room that a timeline is given on the page before it is drawn, so that nothing moves when it is.

use catalogue::logline::{LogLine, State};

/// With more lanes than this `theme/js/timeline/draw.js` draws thin ones.
const MOST_WIDE_LANES: usize = 16;

/// More lanes than this `theme/js/timeline/index.js` folds; its button takes the room of two of them.
const MOST_LANES: usize = 40;
const BUTTON: usize = 2;

/// The height of a thin lane, in pixels.
const THIN: usize = 16;

/// The pixels that the legend has beside the text, on a phone, and on the smallest one.
const WIDTHS: [(&str, usize); 3] = [
    ("legend", 690),
    ("legend-narrow", 310),
    ("legend-least", 255),
];

/// What a word of the legend takes: its mark and the gap after it, and each letter.
const MARK: usize = 51;
const LETTER: usize = 7;

/// The CSS variables that say how much room the timeline of an output needs.
pub(crate) fn style(text: &str, lanes: usize) -> String {
    let rows = match lanes > MOST_LANES {
        true => MOST_LANES + BUTTON,
        false => lanes,
    };
    let mut style = format!("--lanes:{rows}");
    if lanes > MOST_WIDE_LANES {
        style.push_str(&format!(";--row:{THIN}px"));
    }
    let words = legend(text);
    for (name, width) in WIDTHS {
        let rows = rows_of(&words, width);
        if rows > 1 {
            style.push_str(&format!(";--{name}:{rows}"));
        }
    }
    style
}

/// The words of the legend: the states, then the places.
fn legend(text: &str) -> Vec<&str> {
    let (mut states, mut places) = (Vec::new(), Vec::new());
    for line in text.lines().filter_map(LogLine::parse) {
        let state = match line.state() {
            State::Working => "working",
            State::Waiting => "waiting",
            State::Blocked => "blocked",
            State::Ended => "ended",
            State::Cancelled => "cancelled",
        };
        for (list, word) in [(&mut states, Some(state)), (&mut places, line.worker)] {
            if let Some(word) = word.filter(|word| !list.contains(word)) {
                list.push(word);
            }
        }
    }
    states.append(&mut places);
    states
}

/// How many rows the words take.
fn rows_of(words: &[&str], width: usize) -> usize {
    let (mut rows, mut used) = (1, 0);
    for word in words {
        let room = MARK + LETTER * word.chars().count();
        if used > 0 && used + room > width {
            (rows, used) = (rows + 1, 0);
        }
        used += room;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_need_one_row() {
        let text = "   0 ms | a | start\n   5 ms | a | wait\n   9 ms | a | done\n";
        assert_eq!(legend(text), ["working", "waiting", "ended"]);
        // On the smallest phone, three words are too many for a row.
        assert_eq!(style(text, 1), "--lanes:1;--legend-least:2");
    }

    #[test]
    fn many_places_need_more_rows_and_many_lanes_are_thin() {
        let line = |n| format!("   0 ms | lane {n} @ process 1234, ThreadId({n}) | start\n");
        let text: String = (0..20).map(line).collect();
        assert_eq!(
            style(&text, 20),
            "--lanes:20;--row:16px;--legend:9;--legend-narrow:21;--legend-least:21"
        );
    }

    #[test]
    fn very_many_lanes_are_folded() {
        let line = |n| format!("   0 ms | lane {n} | start\n");
        let text: String = (0..200).map(line).collect();
        assert_eq!(style(&text, 200), "--lanes:42;--row:16px");
    }

    #[test]
    fn states_and_places_are_told_once() {
        let text =
            " 0 ms | a @ w | block\n 1 ms | b @ w | cancelled: late\n 2 ms | a | Cancelled\n";
        assert_eq!(legend(text), ["blocked", "cancelled", "w"]);
    }
}
