//! Programs, edits and counterparts do what is recorded of them.

use std::cell::Cell;
use std::time::Duration;

use cargo_book::record::{Confinement, Subject, Work, subjects, verify};
use catalogue::ListingKind;
use libtest_mimic::{Failed, Trial};
use runner::Python;

use crate::place::Place;
use crate::punctuality;

/// The longest that a program of the book takes.
const LONGEST: Duration = Duration::from_millis(2_500);

pub(crate) fn trials(place: Place) -> Vec<Trial> {
    if let Err(why) = Python::find() {
        eprintln!("Python counterparts are not run: {why}");
    }
    let without_python = is_without_python();
    let is_skipped =
        |subject: &Subject<'_>| without_python && matches!(subject.work, Work::Python(_));
    let subjects = subjects(place.catalogue());
    let trial = |subject: Subject<'static>| {
        Trial::test(format!("{}/{}", subject.page, subject.name), move || {
            perform(place, &subject)
        })
        .with_kind(kind(&subject))
        .with_ignored_flag(is_skipped(&subject))
    };
    subjects.into_iter().map(trial).collect()
}

/// Whether what needs Python is skipped here; in CI nothing is.
pub(crate) fn is_without_python() -> bool {
    Python::find().is_err() && std::env::var("CI").as_deref() != Ok("true")
}

fn kind(subject: &Subject<'_>) -> &'static str {
    match subject.work {
        Work::Listing(listing) if listing.kind == ListingKind::CompileFail => "compile_fail",
        Work::Listing(_) => "program",
        Work::Edit(..) => "edit",
        Work::Python(_) => "python",
    }
}

fn perform(place: Place, subject: &Subject<'_>) -> Result<(), Failed> {
    perform_as(place, subject, Confinement::Reader)
        .map_err(|error| within("the reader's sandbox", &error))?;
    perform_as(place, subject, Confinement::None).map_err(|error| within("no sandbox", &error))
}

fn within(where_: &str, failed: &Failed) -> Failed {
    format!("in {where_}: {}", failed.message().unwrap_or_default()).into()
}

fn perform_as(place: Place, subject: &Subject<'_>, confinement: Confinement) -> Result<(), Failed> {
    let performer = place.performer()?;
    let took = Cell::new(Duration::ZERO);
    punctuality::check(
        place,
        subject.name,
        || performer.perform(subject, confinement),
        |outcome| {
            took.set(outcome.took);
            verify(subject, outcome)
        },
    )?;
    if took.get() > LONGEST {
        // Beside three others it had half a core at most: what counts is how long it takes alone.
        took.set(
            place
                .wait_for_alone(performer.perform(subject, confinement))??
                .took,
        );
    }
    if took.get() > LONGEST {
        let what = format!(
            "it takes {:.1?} alone, and {LONGEST:?} is the most; let it wait or compute less",
            took.get()
        );
        return Err(what.into());
    }
    Ok(())
}
