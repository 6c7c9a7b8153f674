//! Every name in the sheet's second column stands in a program that is compiled.

use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../../src/choosing/cheat-sheet.md");
const TASKS: &str = include_str!("../src/bin/sheet_of_tasks.rs");
const BETWEEN: &str = include_str!("../src/bin/sheet_between_tasks.rs");
const THREADS: &str = include_str!("../src/bin/sheet_of_threads.rs");
const PROCESSES: &str = include_str!("../src/bin/sheet_of_processes.rs");

/// The tables, and the programs that have their rows.
const TABLES: [(&str, &[&str]); 5] = [
    ("Begin, and wait", &[TASKS, BETWEEN, PROCESSES]),
    ("Several at once", &[TASKS]),
    ("Between tasks, and out of them", &[BETWEEN, PROCESSES]),
    ("Threads", &[THREADS]),
    ("Processes, and the clock", &[PROCESSES]),
];

/// The reader's own names, as the rows write them, and what is not Rust.
const STAND_INS: [&str; 9] = [
    "Cargo",
    "child",
    "data",
    "handle",
    "lines",
    "make_start",
    "toml",
    "when",
    "xs",
];

/// The words of a program, or of a cell of the table.
fn names(text: &str) -> BTreeSet<&str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter(|word| word.len() > 1).collect()
}

/// What stands between backticks in the second cell of a row; its first cell for a message.
fn row(line: &str) -> Option<(&str, String)> {
    let mut cells = line.strip_prefix("| ")?.split(" | ");
    let (python, rust) = (cells.next()?, cells.next()?);
    let code: Vec<&str> = rust.split('`').skip(1).step_by(2).collect();
    Some((python, code.join(" ")))
}

#[test]
fn every_row_is_in_a_program() {
    let mut rows = 0;
    for (table, programs) in TABLES {
        let heading = format!("## {table}\n");
        let (_, rest) = PAGE.split_once(&heading).expect("the table is on the page");
        let (table, _) = rest.split_once("\n## ").expect("others follow");
        let compiled: BTreeSet<&str> = programs.iter().copied().flat_map(names).collect();
        for (python, code) in table.lines().filter_map(row).skip(1) {
            let missing: Vec<&str> = names(&code)
                .into_iter()
                .filter(|name| !compiled.contains(name) && !STAND_INS.contains(name))
                .collect();
            assert!(missing.is_empty(), "{python}: no program has {missing:?}");
            rows += 1;
        }
    }
    assert!(rows > 50, "{rows} rows were found");
}
