//! Recording is stable: what is recorded from nothing matches the next run, and recording it again changes nothing.

use std::path::Path;

use cargo_book::record::{
    Confinement, Matching, Performer, Subject, Work, renew, subjects, verify,
};
use catalogue::recorded::Recorded;
use libtest_mimic::{Failed, Trial};

use crate::place::Place;

pub(crate) fn trials(place: Place) -> Vec<Trial> {
    let trial = Trial::test("recording_twice_changes_nothing", move || {
        record_twice(place)
    });
    vec![trial.with_kind("record")]
}

/// One subject of each sort, so that this does not take long.
fn samples(place: Place) -> Vec<Subject<'static>> {
    let mut samples: Vec<Subject<'static>> = Vec::new();
    for subject in subjects(place.catalogue()) {
        let is_new = |other: &Subject<'_>| {
            std::mem::discriminant(&other.work) != std::mem::discriminant(&subject.work)
                || other.expectation() != subject.expectation()
        };
        // Two runs do not show that an order varies; an author says so.
        let keeps_its_order = |recorded: &Recorded| {
            let vary = recorded.headers.vary;
            !vary.order && !vary.lines
        };
        let is_sample = !matches!(subject.work, Work::Python(_))
            && subject.stdout.is_none_or(keeps_its_order)
            && samples.iter().all(is_new);
        if is_sample {
            samples.push(subject);
        }
    }
    samples
}

fn record_twice(place: Place) -> Result<(), Failed> {
    let performer = place.performer()?;
    for subject in samples(place) {
        place.wait_for(record_subject_twice(performer, &subject))??;
    }
    Ok(())
}

async fn record_subject_twice(performer: &Performer, subject: &Subject<'_>) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sample.rs");
    let one = performer.perform(subject, Confinement::Reader).await?;
    let other = performer.perform(subject, Confinement::None).await?;
    let blank = Subject {
        path: &path,
        stdout: None,
        stderr: None,
        ..*subject
    };
    for change in renew(&blank, &one, &other, Matching::Stays)?.changes {
        change.write()?;
    }
    let (stdout, stderr) = (read(&blank.stdout_file())?, read(&blank.stderr_file())?);
    let recorded = Subject {
        stdout: stdout.as_ref(),
        stderr: stderr.as_ref(),
        ..blank
    };
    let again = performer.perform(subject, Confinement::Reader).await?;
    let problems = verify(&recorded, &again);
    let changes = renew(&recorded, &again, &other, Matching::Stays)?.changes;
    if problems.is_empty() && changes.is_empty() {
        return Ok(());
    }
    Err(format!("{}: {}\n{changes:#?}", subject.name, problems.join("\n")).into())
}

fn read(path: &Path) -> Result<Option<Recorded>, Failed> {
    if !path.exists() {
        return Ok(None);
    }
    let parsed = Recorded::parse(&std::fs::read_to_string(path)?);
    parsed
        .map(Some)
        .map_err(|errors| format!("{errors:?}").into())
}
