//! An exercise can be begun and can be solved.

use libtest_mimic::{Failed, Trial};
use playground::catalogue::Exercise;
use playground::record::{Confinement, End, TestRun};
use playground::recorded::Ending;

use crate::place::Place;

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

fn run(
    place: Place,
    exercise: &Exercise,
    code: &str,
    confinement: Confinement,
) -> Result<TestRun, Failed> {
    let code = exercise.with_check(code);
    Ok(place.wait_for(place.stage()?.run_tests(&code, confinement))??)
}

fn start_fails(place: Place, exercise: &Exercise) -> Result<(), Failed> {
    match run(place, exercise, exercise.start.text(), Confinement::Reader)? {
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
    for confinement in [Confinement::Reader, Confinement::None] {
        match run(place, exercise, exercise.solution.text(), confinement)? {
            TestRun::NotCompiled(errors) => {
                return Err(format!("solution.rs does not compile:\n{errors}").into());
            }
            TestRun::Ran {
                passed: 1..,
                failed: 0,
                end: End::Ended(Ending::Exit(0)),
                ..
            } => {}
            TestRun::Ran { end, output, .. } => {
                return Err(format!(
                    "solution.rs does not pass ({confinement:?}, {end:?}):\n{output}"
                )
                .into());
            }
        }
    }
    Ok(())
}
