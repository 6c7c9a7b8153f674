//! An exercise: the code to start from, its tests, and a solution behind a fold.

use crate::edition::Edition;
use crate::elements::code::{self, Language};
use crate::elements::figure::Figure;
use crate::elements::output::Output;
use crate::html;
use crate::markdown;
use catalogue::Exercise;

/// The exercise as one line of HTML; `number` is what it is called, as in `Exercise 4.1`.
pub(crate) fn html(exercise: &Exercise, number: &str, title: &str, edition: &Edition) -> String {
    let title = match title {
        "" => html::escape(&exercise.name.replace('_', " ")),
        title => markdown::inline(title),
    };
    let id = format!("exercise-{}", html::id(&exercise.name));
    let figure = Figure {
        name: &exercise.name,
        id: format!("listing-{}", html::id(&exercise.name)),
        kind: "exercise",
        language: Language::Rust,
        number: number.to_owned(),
        caption: edition.say("Change this until its tests pass"),
        source: &exercise.start,
        marks: &[],
        output: Output::default(),
        check: Some(exercise.check.text()),
        threads: None,
        edition,
        error: None,
        predicted: None,
    };
    let fold = |class: &str, summary: &'static str, source| {
        let summary = edition.say(summary);
        let code = code::block(
            Language::Rust,
            &format!("{number}, {}", summary.to_lowercase()),
            source,
            &[],
        );
        format!(r#"<details class="{class}"><summary>{summary}</summary>{code}</details>"#)
    };
    format!(
        r##"<section class="exercise" aria-labelledby="{id}"><h3 id="{id}"><a class="header" href="#{id}">{title}</a></h3>{}{}{}</section>"##,
        figure.html(),
        fold("exercise-tests", "Tests", &exercise.check),
        fold("solution", "Solution", &exercise.solution),
    )
}
