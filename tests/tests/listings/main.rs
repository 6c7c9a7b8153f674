//! Every listing, edit, exercise, Python counterpart and listing crate is a test of its own:
//! `cargo test fan_in` performs what is called fan_in.
//!
//! Programs, edits and exercises are compiled as the page's Run compiles them, and run twice:
//! in the reader's sandbox, and without one. The bodies of exercises are held to one core the second time.

#![allow(
    unreachable_pub,
    reason = "a test program exports nothing: what its modules share is `pub`"
)]

mod bodies;
mod cores;
mod crates;
mod exercises;
mod log_helper;
mod pairs;
mod performances;
mod place;
mod punctuality;
mod recording;

use std::process::ExitCode;

use catalogue::Catalogue;
use libtest_mimic::{Arguments, Trial};

use crate::place::Place;

fn main() -> ExitCode {
    sandbox::launcher_main();
    let mut arguments = Arguments::from_args();
    // Most of the time a program of the book waits: with two a core, half of the machine is idle, with six next to nothing.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    arguments.test_threads.get_or_insert(6 * cores);
    let (catalogue, errors) = Catalogue::read(&book_tests::repository());
    let place = Place::of(catalogue);
    let mut trials = vec![Trial::test("the_catalogue_is_in_order", move || {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors.join("\n").into())
        }
    })];
    // What takes longest comes first, so that nothing is left to wait for at the end.
    trials.extend(crates::trials(place));
    trials.extend(recording::trials(place));
    trials.extend(exercises::trials(place));
    trials.extend(pairs::trials(place));
    trials.extend(performances::trials(place));
    trials.extend(log_helper::trials(place));
    trials.extend(cores::trials(place));
    libtest_mimic::run(&arguments, trials).exit_code()
}
