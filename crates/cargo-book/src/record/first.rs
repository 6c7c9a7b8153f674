//! The first record of an output: what may vary is found out from two runs.

use catalogue::logline;
use catalogue::recorded::{Headers, RecordError, Recorded, Vary};

/// A first record, and a warning if the two runs differ in more than it declares.
pub(super) struct First {
    pub(super) recorded: Recorded,
    pub(super) warning: Option<String>,
}

/// Records an output with as little variation as lets another run match.
pub(super) fn first_record(output: &str, another: &str) -> Result<First, RecordError> {
    let lanes = logline::lanes(output);
    let choices: Vec<Vary> = [(false, false), (true, false), (false, true), (true, true)]
        .into_iter()
        .filter(|&(order, _)| !order || lanes > 1)
        .map(|(order, lines)| Vary {
            times: lanes > 0,
            order,
            lines,
            end: false,
        })
        .collect();
    let bare = Recorded::default().renew(output)?.recorded;
    let marked = Recorded::parse(&mark_numbers(&bare.to_file(), another)).unwrap_or(bare.clone());
    for candidate in [&bare, &marked] {
        for &vary in &choices {
            let headers = Headers {
                vary,
                ..Headers::default()
            };
            let recorded = candidate.clone().with_headers(headers);
            if recorded.matches(another).is_ok() {
                return Ok(First {
                    recorded,
                    warning: None,
                });
            }
        }
    }
    let headers = Headers {
        vary: choices[0],
        ..Headers::default()
    };
    let recorded = bare.with_headers(headers);
    let warning = recorded.matches(another).err().map(|mismatch| {
        format!("two runs differ; declare what may vary, or mark it with ⟦ and ⟧:\n{mismatch}")
    });
    Ok(First { recorded, warning })
}

/// Marks the numbers in which a line differs from the line of another run in the same place.
fn mark_numbers(output: &str, another: &str) -> String {
    let mut others = another.lines();
    let mut marked = String::new();
    for line in output.lines() {
        let other = others.next().unwrap_or(line);
        marked.push_str(&mark_line(line, other).unwrap_or_else(|| line.to_owned()));
        marked.push('\n');
    }
    marked
}

/// The line with marks; `None` if the two differ in more than numbers.
fn mark_line(line: &str, other: &str) -> Option<String> {
    let (pieces, others) = (split_numbers(line), split_numbers(other));
    if pieces.len() != others.len() {
        return None;
    }
    let mut marked = String::new();
    for (index, (piece, other)) in pieces.iter().zip(&others).enumerate() {
        let is_time = index <= 1 && logline::LogLine::parse(line).is_some();
        let is_number = piece.starts_with(|c: char| c.is_ascii_digit());
        match piece == other {
            true => marked.push_str(piece),
            false if is_time => marked.push_str(piece),
            false if is_number && other.starts_with(|c: char| c.is_ascii_digit()) => {
                marked.extend(["⟦", piece, "⟧"]);
            }
            false => return None,
        }
    }
    Some(marked)
}

/// Splits a text into runs of digits and runs of everything else.
fn split_numbers(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != is_number)
            .unwrap_or(rest.len());
        let (piece, others) = rest.split_at(end);
        pieces.push(piece);
        rest = others;
    }
    pieces
}

/// Marks the id of the thread in `thread 'main' (4711) panicked at …`: it differs from run to run, but not in every sandbox.
pub(super) fn mark_thread_ids(recorded: &Recorded) -> Recorded {
    let file = recorded.to_file();
    let marked: String = file
        .lines()
        .map(|line| mark_thread_id(line) + "\n")
        .collect();
    Recorded::parse(&marked).unwrap_or_else(|_| recorded.clone())
}

fn mark_thread_id(line: &str) -> String {
    let split = || {
        let rest = line.strip_prefix("thread '")?;
        let (name, rest) = rest.split_once("' (")?;
        let (id, rest) = rest.split_once(')')?;
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        (is_id && rest.starts_with(" panicked at ")).then_some((name, id, rest))
    };
    match split() {
        Some((name, id, rest)) => format!("thread '{name}' (⟦{id}⟧){rest}"),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn first(output: &str, another: &str) -> String {
        let first = first_record(output, another).unwrap();
        assert_eq!(first.warning, None);
        first.recorded.to_file()
    }

    #[test]
    fn equal_plain_runs_need_no_header() {
        assert_eq!(first("a\nb\n", "a\nb\n"), "a\nb\n");
    }

    #[test]
    fn log_lines_vary_in_time() {
        assert_eq!(
            first("0 ms | a | x\n", "0 ms | a | x\n"),
            "#! vary: times\n0 ms | a | x\n"
        );
    }

    #[test]
    fn order_varies_only_if_two_runs_differ() {
        let (one, other) = (
            "0 ms | a | x\n0 ms | b | x\n",
            "1 ms | b | x\n2 ms | a | x\n",
        );
        assert!(first(one, one).starts_with("#! vary: times\n"));
        assert!(first(one, other).starts_with("#! vary: times, order\n"));
    }

    #[test]
    fn plain_lines_vary_in_order_if_two_runs_differ() {
        assert_eq!(first("a\nb\n", "b\na\n"), "#! vary: lines\na\nb\n");
    }

    #[test]
    fn numbers_that_differ_are_marked() {
        assert_eq!(
            first("process 12 of 3\n", "process 907 of 3\n"),
            "process ⟦12⟧ of 3\n"
        );
        assert_eq!(
            first("  1 ms | a | id 7\n", " 20 ms | a | id 8\n"),
            "#! vary: times\n  1 ms | a | id ⟦7⟧\n"
        );
    }

    #[test]
    fn other_differences_are_told() {
        let first = first_record("red\n", "blue\n").unwrap();
        assert_eq!(first.recorded.to_file(), "red\n");
        assert!(first.warning.unwrap().contains("+ blue"));
    }

    #[test]
    fn ids_of_threads_are_marked() {
        let text = "thread '<unnamed>' (8026) panicked at main.rs:1:1:\nthread (1)\n";
        let recorded = Recorded::default().renew(text).unwrap().recorded;
        assert_eq!(
            mark_thread_ids(&recorded).to_file(),
            "thread '<unnamed>' (⟦8026⟧) panicked at main.rs:1:1:\nthread (1)\n"
        );
    }
}
