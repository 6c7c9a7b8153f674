//! An exercise's check rejects its wrong bodies and accepts its right ones: on all cores of a busy machine, and on one.

use cargo_book::record::{Confinement, End, TestRun};
use catalogue::{Body, Exercise};
use libtest_mimic::{Failed, Trial};

use crate::cores::Cores;
use crate::exercises::why_not_passed;
use crate::place::Place;
use crate::punctuality;

/// How each body is performed. The first compiles it; what is compiled is kept.
const PERFORMANCES: [(Cores, Confinement); 2] = [
    (Cores::All, Confinement::Reader),
    (Cores::One, Confinement::None),
];

pub fn trials_of(place: Place, exercise: &'static Exercise) -> impl Iterator<Item = Trial> {
    let named = move |folder: &str, body: &Body| {
        format!(
            "{}/{}::{folder}/{}",
            exercise.page, exercise.name, body.name
        )
    };
    let wrong = exercise.wrong.iter().map(move |body| {
        let tried = move || is_rejected(place, exercise, body);
        Trial::test(named("wrong", body), tried).with_kind("exercise")
    });
    let right = exercise.right.iter().map(move |body| {
        let tried = move || is_accepted(place, exercise, body);
        Trial::test(named("right", body), tried).with_kind("exercise")
    });
    wrong.chain(right)
}

fn is_rejected(place: Place, exercise: &Exercise, body: &Body) -> Result<(), Failed> {
    let code = exercise.with_check(body.source.text());
    let performer = place.performer()?;
    for (cores, confinement) in PERFORMANCES {
        let run = || place.wait_for(performer.run_tests(&code, confinement));
        if let Some(why) = why_not_rejected(body, &cores.hold(run)??) {
            return Err(told(place, body, cores, &why));
        }
    }
    Ok(())
}

fn is_accepted(place: Place, exercise: &Exercise, body: &Body) -> Result<(), Failed> {
    let code = exercise.with_check(body.source.text());
    let performer = place.performer()?;
    for (cores, confinement) in PERFORMANCES {
        let run = || performer.run_tests(&code, confinement);
        let checked = cores.hold(|| punctuality::check(place, &body.name, run, why_not_passed));
        checked.map_err(|why| told(place, body, cores, why.message().unwrap_or_default()))?;
    }
    Ok(())
}

fn why_not_rejected(body: &Body, run: &TestRun) -> Option<String> {
    match (run, &body.error) {
        (TestRun::NotCompiled(errors), None) => Some(format!(
            "it does not compile; begin it with `//! error: …` if it must not:\n{errors}"
        )),
        (TestRun::NotCompiled(errors), Some(code)) => {
            let is_pinned = errors.contains(&format!("error[{code}]"));
            (!is_pinned).then(|| format!("{code} is pinned, and it fails otherwise:\n{errors}"))
        }
        (TestRun::Ran { .. }, Some(code)) => {
            Some(format!("it compiles, and must fail with {code}"))
        }
        // Not the count of failed tests: what a child of a test prints may stand in the same line as `FAILED`.
        (TestRun::Ran { output, .. }, None) if output.contains("test result: FAILED. ") => None,
        (
            TestRun::Ran {
                end: End::Stopped(why),
                output,
                ..
            },
            None,
        ) => Some(format!(
            "the check does not reject it, but runs on until {why}; let a test give up after some seconds:\n{output}"
        )),
        (TestRun::Ran { end, output, .. }, None) => Some(format!(
            "no test fails, and it ends with {end:?}:\n{output}"
        )),
    }
}

fn told(place: Place, body: &Body, cores: Cores, why: &str) -> Failed {
    let root = &place.catalogue().root;
    let file = body.path.strip_prefix(root).unwrap_or(&body.path);
    format!("{}, {cores}: {why}", file.display()).into()
}
