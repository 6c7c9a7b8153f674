//! A thread whose every moment is known, counted as the kernel counts, and looked at.

use super::*;
use Activity::{Asleep, Core, Kernel, Ready};

const STEP: Duration = Duration::from_millis(2);
const TICK: Duration = Duration::from_millis(4);

fn ms(ms: f64) -> Duration {
    Duration::from_secs_f64(ms / 1000.0)
}

/// What the kernel says of the thread at a time: on a core only ticks count, and waiting counts when it is over.
fn kernel_at(truth: &[(Activity, f64)], at: Duration) -> (Counts, Status) {
    let mut counts = Counts::default();
    let mut begin = Duration::ZERO;
    let mut core = 0;
    let mut state = State::Asleep;
    for (activity, length) in truth {
        let end = begin + ms(*length);
        let is_over = end <= at;
        match activity {
            Core(number) => {
                let counted = if is_over {
                    end
                } else {
                    at - Duration::from_nanos((at.as_nanos() % TICK.as_nanos()) as u64)
                };
                counts.ran += counted.saturating_sub(begin);
                counts.arrivals += 1;
                (core, state) = (*number, State::Runnable);
            }
            Ready => {
                counts.waited += if is_over { ms(*length) } else { Duration::ZERO };
                state = State::Runnable;
            }
            Asleep => state = State::Asleep,
            Kernel => state = State::Kernel,
        }
        if !is_over {
            break;
        }
        begin = end;
    }
    let name = String::new();
    let threads = 1;
    (
        counts,
        Status {
            state,
            core,
            threads,
            name,
        },
    )
}

/// What is claimed of it, when it is looked at every so often.
fn claimed(truth: &[(Activity, f64)], step: Duration) -> Vec<Stretch> {
    let whole = truth.iter().map(|(_, length)| ms(*length)).sum();
    let mut known = Vec::new();
    let mut at = ms(0.3);
    let (counts, status) = kernel_at(truth, at);
    let mut lane = Lane::begin(at, counts, &status);
    let mut before = at;
    at += step;
    while at < whole {
        let look = Look {
            at,
            before,
            least: step,
            tick: TICK,
        };
        let (counts, status) = kernel_at(truth, at);
        if lane.has_not_moved(counts) {
            lane.stay(look, &mut known);
        } else {
            lane.go_on(look, counts, &status, &mut known);
        }
        (before, at) = (at, at + step);
    }
    lane.end(before, step, &mut known);
    known
}

fn share(known: &[Stretch], is_it: impl Fn(Activity) -> bool) -> f64 {
    let length = |stretch: &Stretch| (stretch.to - stretch.from).as_secs_f64();
    let all: f64 = known.iter().map(length).sum();
    let those: f64 = known
        .iter()
        .filter(|it| is_it(it.activity))
        .map(length)
        .sum();
    those / all
}

fn activities(known: &[Stretch]) -> Vec<Activity> {
    known.iter().map(|stretch| stretch.activity).collect()
}

#[track_caller]
fn is_about(time: Duration, expected: f64) {
    let off = (time.as_secs_f64() * 1000.0 - expected).abs();
    assert!(off <= 6.5, "{time:?} is not about {expected} ms");
}

#[test]
fn computing_waiting_and_sleeping_are_told_apart() {
    let truth = [
        (Asleep, 20.0),
        (Core(1), 30.0),
        (Ready, 25.0),
        (Core(0), 40.0),
        (Kernel, 30.0),
        (Core(0), 21.0),
    ];
    let known = claimed(&truth, STEP);
    assert_eq!(
        activities(&known),
        truth.map(|(activity, _)| activity),
        "{known:?}"
    );
    let mut begin = 0.0;
    for (stretch, (_, length)) in known.iter().zip(truth) {
        is_about(stretch.from, begin);
        begin += length;
        is_about(stretch.to, begin);
    }
}

#[test]
fn stretches_touch_and_are_no_shorter_than_a_step() {
    let mut truth = Vec::new();
    for round in 0..40 {
        truth.extend([
            (Core(round % 2), 3.7),
            (Ready, 8.3),
            (Core(0), 1.1),
            (Asleep, 5.9),
        ]);
    }
    for step in [2, 5, 10].map(Duration::from_millis) {
        let known = claimed(&truth, step);
        assert!(
            known
                .iter()
                .all(|stretch| stretch.to - stretch.from >= step),
            "{known:?}"
        );
        let touch =
            |pair: &[Stretch]| pair[0].to == pair[1].from && pair[0].activity != pair[1].activity;
        assert!(known.windows(2).all(touch), "{known:?}");
    }
}

#[test]
fn a_thread_that_has_a_core_a_quarter_of_the_time_is_mostly_ready() {
    let mut truth = Vec::new();
    for _ in 0..60 {
        truth.extend([(Core(0), 3.0), (Ready, 9.0)]);
    }
    for step in [2, 5, 10].map(Duration::from_millis) {
        let known = claimed(&truth, step);
        let ready = share(&known, |activity| activity == Ready);
        assert!(
            (0.6..1.0).contains(&ready),
            "{ready} at {step:?}: {known:?}"
        );
    }
}

#[test]
fn a_thread_without_a_core_for_long_is_ready_before_that_is_counted() {
    let known = claimed(&[(Core(0), 50.0), (Ready, 400.0)], STEP);
    assert_eq!(activities(&known), [Core(0), Ready]);
    is_about(known[1].from, 50.0);
}

#[test]
fn a_thread_that_wakes_for_moments_is_asleep() {
    // As often as it is looked at, so that it might seem to run at each look.
    for (works, sleeps) in [(0.2, 1.8), (0.3, 9.7), (1.0, 3.0)] {
        let mut truth = Vec::new();
        for _ in 0..200 {
            truth.extend([(Core(0), works), (Asleep, sleeps)]);
        }
        let known = claimed(&truth, STEP);
        let asleep = share(&known, |activity| activity == Asleep);
        assert!(asleep > 0.6, "{asleep}: {known:?}");
    }
}

#[test]
fn a_thread_that_computes_all_the_time_is_on_its_core_at_every_step() {
    for step in [2, 5, 10].map(Duration::from_millis) {
        let known = claimed(&[(Core(1), 200.0)], step);
        assert_eq!(activities(&known), [Core(1)], "{known:?}");
    }
}

#[test]
fn what_is_shorter_than_a_step_is_not_told() {
    assert_eq!(claimed(&[(Core(0), 1.9)], STEP), []);
}
