//! An exercise can be begun and can be solved, and its check decides rightly of other bodies.

use cargo_book::record::{Confinement, End, TestRun};
use catalogue::Exercise;
use catalogue::recorded::ExitStatus;
use libtest_mimic::{Failed, Trial};

use crate::bodies;
use crate::place::Place;
use crate::punctuality;

pub(crate) fn trials(place: Place) -> Vec<Trial> {
    place
        .catalogue()
        .exercises
        .iter()
        .flat_map(|exercise| trials_of(place, exercise))
        .collect()
}

fn trials_of(place: Place, exercise: &'static Exercise) -> Vec<Trial> {
    let name = |part: &str| format!("{}/{}::{part}", exercise.page, exercise.name);
    let mut trials = vec![
        Trial::test(name("start"), move || start_fails(place, exercise)).with_kind("exercise"),
        Trial::test(name("solution"), move || solution_passes(place, exercise))
            .with_kind("exercise"),
    ];
    trials.extend(bodies::trials_of(place, exercise));
    trials
}

fn start_fails(place: Place, exercise: &Exercise) -> Result<(), Failed> {
    let code = exercise.with_check(exercise.start.text());
    let run = place.performer()?.run_tests(&code, Confinement::Reader);
    match place.wait_for(run)?? {
        TestRun::NotCompiled(errors) => Err(format!("start.rs does not compile:\n{errors}").into()),
        TestRun::Ran {
            end: End::Stopped(why),
            output,
            ..
        } => Err(format!("the tests of start.rs do not end: {why}\n{output}").into()),
        TestRun::Ran {
            failed: 0, output, ..
        } => Err(format!("start.rs fails no test; nothing is left to do:\n{output}").into()),
        TestRun::Ran { .. } => Ok(()),
    }
}

fn solution_passes(place: Place, exercise: &Exercise) -> Result<(), Failed> {
    let code = exercise.with_check(exercise.solution.text());
    let performer = place.performer()?;
    for confinement in [Confinement::Reader, Confinement::None] {
        let run = || performer.run_tests(&code, confinement);
        let named = |run: &TestRun| {
            let problems = why_not_passed(run).into_iter();
            problems.map(|why| format!("solution.rs: {why}")).collect()
        };
        punctuality::check(place, &exercise.name, run, named)?;
    }
    Ok(())
}

/// Why the tests do not count as passed; nothing if they do.
pub fn why_not_passed(run: &TestRun) -> Vec<String> {
    match run {
        TestRun::NotCompiled(errors) => vec![format!("it does not compile:\n{errors}")],
        // A program that leaves in the middle of a test has no summary.
        TestRun::Ran {
            passed: 1..,
            failed: 0,
            end: End::Ended(ExitStatus::Exit(0)),
            output,
        } if output.contains("test result: ok. ") => vec![],
        TestRun::Ran { end, output, .. } => {
            vec![format!("its tests do not pass ({end:?}):\n{output}")]
        }
    }
}
