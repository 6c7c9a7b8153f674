//! An exercise can be begun and can be solved.

use libtest_mimic::{Failed, Trial};
use playground::catalogue::Exercise;
use playground::record::{Confinement, End, TestRun};
use playground::recorded::Ending;

use crate::place::Place;
use crate::punctuality;

pub fn trials(place: Place) -> Vec<Trial> {
    place
        .catalogue()
        .exercises
        .iter()
        .flat_map(|exercise| trials_of(place, exercise))
        .collect()
}

fn trials_of(place: Place, exercise: &'static Exercise) -> [Trial; 2] {
    let name = |part: &str| format!("{}/{}::{part}", exercise.page, exercise.name);
    [
        Trial::test(name("start"), move || start_fails(place, exercise)).with_kind("exercise"),
        Trial::test(name("solution"), move || solution_passes(place, exercise))
            .with_kind("exercise"),
    ]
}

fn start_fails(place: Place, exercise: &Exercise) -> Result<(), Failed> {
    let code = exercise.with_check(exercise.start.text());
    let run = place.stage()?.run_tests(&code, Confinement::Reader);
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
    let stage = place.stage()?;
    for confinement in [Confinement::Reader, Confinement::None] {
        let run = || stage.run_tests(&code, confinement);
        punctuality::check(place, &exercise.name, run, why_not_passed)?;
    }
    Ok(())
}

fn why_not_passed(run: &TestRun) -> Vec<String> {
    match run {
        TestRun::NotCompiled(errors) => vec![format!("solution.rs does not compile:\n{errors}")],
        TestRun::Ran {
            passed: 1..,
            failed: 0,
            end: End::Ended(Ending::Exit(0)),
            ..
        } => vec![],
        TestRun::Ran { end, output, .. } => {
            vec![format!("solution.rs does not pass ({end:?}):\n{output}")]
        }
    }
}
