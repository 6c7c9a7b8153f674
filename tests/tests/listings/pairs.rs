//! The two programs of a pair print the same lines: each prints what is recorded of the other.

use cargo_book::record::{Confinement, Subject, subjects};
use catalogue::recorded::Recorded;
use catalogue::{Listing, Python};
use libtest_mimic::{Failed, Trial};

use crate::place::Place;
use crate::{performances, punctuality};

pub(crate) fn trials(place: Place) -> Vec<Trial> {
    let pairs = place.catalogue().pairs();
    let trial = |(program, python): (&'static Listing, &'static Python)| {
        Trial::test(format!("pairs::{}", program.name), move || {
            print_the_same(place, program, python)
        })
        .with_kind("pair")
        .with_ignored_flag(performances::is_without_python())
    };
    pairs.map(trial).collect()
}

fn print_the_same(place: Place, program: &Listing, python: &Python) -> Result<(), Failed> {
    prints(place, &python.name, program.stdout.as_ref(), &program.name)?;
    prints(place, &program.name, python.stdout.as_ref(), &python.name)
}

/// What the one prints is what is recorded of the other, as far as the record does not let it vary.
fn prints(place: Place, one: &str, recorded: Option<&Recorded>, other: &str) -> Result<(), Failed> {
    let recorded = recorded.ok_or_else(|| format!("{other} is not recorded"))?;
    let subject = subject(place, one)?;
    let performer = place.performer()?;
    punctuality::check(
        place,
        one,
        || performer.perform(&subject, Confinement::Reader),
        |outcome| match recorded.matches(&outcome.stdout) {
            Ok(()) => vec![],
            Err(mismatch) => vec![format!(
                "{one} does not print what {other} prints (- {other}, + {one}):\n{mismatch}"
            )],
        },
    )
}

fn subject(place: Place, name: &str) -> Result<Subject<'static>, Failed> {
    let mut subjects = subjects(place.catalogue()).into_iter();
    let found = subjects.find(|subject| subject.name == name);
    found.ok_or_else(|| format!("{name} is nothing to perform").into())
}
