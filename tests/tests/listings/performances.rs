//! Programs, edits and counterparts do what is recorded of them.

use std::time::Duration;

use libtest_mimic::{Failed, Trial};
use playground::catalogue::ListingKind;
use playground::record::{self, Confinement, Subject, Work, subjects, verify};

use crate::place::Place;
use crate::punctuality;

/// The longest that a program of the book takes.
const LONGEST: Duration = Duration::from_millis(2_500);
/// How often a program is performed at most.
const CHANCES: usize = 5;
/// A machine on which a timer is so late is too busy for programs that tell order by time.
const BUSY: Duration = Duration::from_millis(5);

pub fn trials(place: Place) -> Vec<Trial> {
    let python = record::find_python();
    if let Err(why) = &python {
        println!("Python counterparts are not run: {why}");
    }
    let is_skipped = |subject: &Subject<'_>| {
        let is_python = matches!(subject.work, Work::Python(_));
        is_python && python.is_err() && std::env::var("CI").as_deref() != Ok("true")
    };
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

/// A program is performed again if it was too slow or did something else, and the machine was too busy to keep time.
fn perform_as(place: Place, subject: &Subject<'_>, confinement: Confinement) -> Result<(), Failed> {
    let stage = place.stage()?;
    let mut chances = CHANCES;
    loop {
        chances -= 1;
        let performance = stage.perform(subject, confinement);
        let (outcome, lateness) = place.wait_for(punctuality::watch(performance))?;
        let outcome = outcome?;
        let mut problems = verify(subject, &outcome);
        if outcome.took > LONGEST {
            problems.push(format!(
                "it takes {:.1?}, and {LONGEST:?} is the most; let it wait or compute less",
                outcome.took
            ));
        }
        if problems.is_empty() {
            return Ok(());
        }
        if chances == 0 || lateness < BUSY {
            return Err(problems.join("\n").into());
        }
        println!(
            "{} again: the machine was {lateness:.0?} late",
            subject.name
        );
    }
}
