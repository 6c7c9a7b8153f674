//! A figure shows its file, byte for byte, and what was recorded for it.

use std::collections::BTreeSet;

use catalogue::recorded::Recorded;
use catalogue::{Catalogue, Edit};
use scraper::ElementRef;
use serde_json::Value;

use super::{RenderedPage, css, first, text};
use crate::problem::Problem;

/// What a figure has to show.
struct Wanted<'a> {
    source: &'a str,
    visible: Vec<&'a str>,
    stdout: Option<&'a Recorded>,
    stderr: Option<&'a Recorded>,
    check: Option<&'a str>,
}

const REMEDY: &str = "repair what renders figures: crates/book/src/";

/// Every figure of a page shows the file that it names, its recorded output, a caption and a number of its own.
#[must_use]
pub fn figures_show_their_files(page: &RenderedPage, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut numbers = BTreeSet::new();
    for figure in page.all("figure.listing") {
        let name = figure.attr("data-name").unwrap_or_default();
        let mut found = match wanted(catalogue, figure) {
            Some(wanted) => differences(figure, &wanted),
            None => vec!["nothing in listings/ has its name and kind".to_owned()],
        };
        let number = first(figure, "figcaption .number")
            .map(text)
            .unwrap_or_default();
        if number.trim().is_empty() || !numbers.insert(number.clone()) {
            found.push(format!(
                "its number is \"{number}\": missing, or taken on this page"
            ));
        }
        if first(figure, "figcaption .caption")
            .is_none_or(|caption| text(caption).trim().is_empty())
        {
            found.push("it has no caption".to_owned());
        }
        let of_figure =
            |what| Problem::new(page.source(), format!("the figure {name}: {what}"), REMEDY);
        problems.extend(found.into_iter().map(of_figure));
    }
    problems
}

fn wanted<'a>(catalogue: &'a Catalogue, figure: ElementRef<'_>) -> Option<Wanted<'a>> {
    let name = figure.attr("data-name")?;
    let (source, stdout, stderr, check) = match figure.attr("data-kind")? {
        "program" | "compile-fail" => {
            let listing = catalogue.listing(name)?;
            (
                &listing.source,
                listing.stdout.as_ref(),
                listing.stderr.as_ref(),
                None,
            )
        }
        "exercise" => {
            let exercise = catalogue.exercise(name)?;
            (&exercise.start, None, None, Some(exercise.check.text()))
        }
        "python" => {
            let python = catalogue.python(name)?;
            (
                &python.source,
                python.stdout.as_ref(),
                python.stderr.as_ref(),
                None,
            )
        }
        _ => return None,
    };
    let visible = source
        .lines()
        .filter(|line| !line.hidden)
        .map(|line| line.text)
        .collect();
    Some(Wanted {
        source: source.text(),
        visible,
        stdout,
        stderr,
        check,
    })
}

fn differences(figure: ElementRef<'_>, wanted: &Wanted<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let data = first(figure, "script.listing-data")
        .map(text)
        .unwrap_or_default();
    match serde_json::from_str::<Value>(&data) {
        Ok(data) => found.extend(differences_of_data(&data, wanted)),
        Err(error) => found.push(format!("its data is not JSON: {error}")),
    }
    let lines: Vec<String> = figure
        .select(&css("pre.code .line:not(.boring)"))
        .map(|line| text(line).trim_end_matches('\n').to_owned())
        .collect();
    if lines != wanted.visible {
        found.push(format!(
            "it shows {} lines that are not the file's {} visible ones",
            lines.len(),
            wanted.visible.len()
        ));
    }
    let shown = figure
        .select(&css(".output .recorded"))
        .map(text)
        .collect::<String>();
    for (name, recorded) in [("stdout", wanted.stdout), ("stderr", wanted.stderr)] {
        if !shown.contains(recorded_text(recorded).trim_end()) {
            found.push(format!("its recorded {name} is not shown"));
        }
    }
    let has_log_lines = catalogue::logline::lanes(&recorded_text(wanted.stdout)) > 0;
    if has_log_lines != first(figure, ".timeline").is_some() {
        found.push("a timeline without log lines, or log lines without a timeline".to_owned());
    }
    found
}

fn recorded_text(recorded: Option<&Recorded>) -> String {
    recorded
        .map(|recorded| recorded.shown().text)
        .unwrap_or_default()
}

fn differences_of_data(data: &Value, wanted: &Wanted<'_>) -> Vec<String> {
    let fields = [
        ("source", wanted.source.to_owned()),
        ("stdout", recorded_text(wanted.stdout)),
        ("stderr", recorded_text(wanted.stderr)),
        ("check", wanted.check.unwrap_or_default().to_owned()),
    ];
    let differs =
        |(field, value): &(&str, String)| data[*field].as_str().unwrap_or_default() != value;
    fields
        .iter()
        .filter(|pair| differs(pair))
        .map(|(field, _)| format!("its data has another {field} than the file"))
        .collect()
}

/// Every edit of a page shows its sentence, its change and its outcome.
#[must_use]
pub fn edits_show_their_change(page: &RenderedPage, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    for block in page.all(".edit[data-edit]") {
        let name = block.attr("data-edit").unwrap_or_default();
        let found = match catalogue.edit(name) {
            Some(edit) => differences_of_edit(block, edit),
            None => vec!["nothing in listings/ has its name".to_owned()],
        };
        let of_edit =
            |what| Problem::new(page.source(), format!("the edit {name}: {what}"), REMEDY);
        problems.extend(found.into_iter().map(of_edit));
    }
    problems
}

fn differences_of_edit(block: ElementRef<'_>, edit: &Edit) -> Vec<String> {
    let mut found = Vec::new();
    let data = first(block, "script.edit-data")
        .map(text)
        .unwrap_or_default();
    let data: Value = serde_json::from_str(&data).unwrap_or_default();
    for (field, value) in [
        ("find", &edit.change.find),
        ("replace", &edit.change.replace),
    ] {
        if data[field].as_str() != Some(value) {
            found.push(format!("its data has another `{field}` than its file"));
        }
    }
    if block.attr("data-listing") != Some(&edit.change.listing) {
        found.push("it names another listing than its file".to_owned());
    }
    if first(block, ".say").is_none_or(|say| text(say).trim().is_empty()) {
        found.push("it says nothing".to_owned());
    }
    if first(block, ".diff ins, .diff del").is_none() {
        found.push("it shows no change".to_owned());
    }
    let shown = block
        .select(&css("details.outcome .recorded"))
        .map(text)
        .collect::<String>();
    for recorded in [&edit.stdout, &edit.stderr].into_iter().flatten() {
        if !shown.contains(recorded.shown().text.trim_end()) {
            found.push("its recorded outcome is not shown".to_owned());
        }
    }
    found
}
