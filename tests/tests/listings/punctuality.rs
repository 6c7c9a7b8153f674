//! Whether the machine keeps time while something is performed.

use std::future::Future;
use std::pin::pin;
use std::time::{Duration, Instant};

use libtest_mimic::Failed;
use playground::record::StageError;

use crate::place::Place;

/// How often something is performed at most.
const CHANCES: usize = 8;
/// A machine on which a timer is so late is too busy for programs that tell order by time.
const BUSY: Duration = Duration::from_millis(5);
/// How often the machine is looked at.
const TICK: Duration = Duration::from_millis(5);

/// Performs something and judges it; once more if there are problems and the machine was too busy to keep time.
pub fn check<T, F>(
    place: Place,
    name: &str,
    perform: impl Fn() -> F,
    judge: impl Fn(&T) -> Vec<String>,
) -> Result<(), Failed>
where
    F: Future<Output = Result<T, StageError>>,
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

/// Waits for a future, and measures the most that a timer was late meanwhile.
async fn watch<T>(future: impl Future<Output = T>) -> (T, Duration) {
    let mut future = pin!(future);
    let mut latest = Duration::ZERO;
    loop {
        let asleep = Instant::now();
        tokio::select! {
            result = &mut future => return (result, latest),
            () = tokio::time::sleep(TICK) => {
                latest = latest.max(asleep.elapsed().saturating_sub(TICK));
            }
        }
    }
}
