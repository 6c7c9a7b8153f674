//! Performs what tells order by time, on a machine that may be too busy for it.

use std::future::Future;

use book_tests::punctuality::{BUSY, CHANCES, watch};
use cargo_book::record::PerformError;
use libtest_mimic::Failed;

use crate::place::Place;

/// Performs something and judges it; once more if there are problems and the machine was too busy to keep time.
pub(crate) fn check<T, F>(
    place: Place,
    name: &str,
    perform: impl Fn() -> F,
    judge: impl Fn(&T) -> Vec<String>,
) -> Result<(), Failed>
where
    F: Future<Output = Result<T, PerformError>>,
{
    for chance in 1.. {
        let (outcome, lateness) = place.wait_for(watch(perform()))?;
        let problems = judge(&outcome?);
        if problems.is_empty() {
            break;
        }
        if chance == CHANCES || lateness < BUSY {
            return Err(problems.join("\n").into());
        }
        eprintln!("{name} is performed again: the machine was {lateness:.0?} late");
    }
    Ok(())
}
