//! How often something is performed, and which of the runs is recorded.

use catalogue::logline::LogLine;

use super::{Confinement, Matching, Outcome, PerformError, Performer, Renewal, Subject, renew};

/// Performs a subject and works out what its record becomes; with `again` also where it matches.
pub(super) async fn new_record(
    performer: &Performer,
    subject: &Subject<'_>,
    again: bool,
) -> Result<Result<Renewal, String>, PerformError> {
    // What threads did belongs to the output of the same run.
    let lacks_threads = subject.keeps_threads() && subject.threads.is_none();
    match again || lacks_threads {
        true => perform_again(performer, subject).await,
        false => perform_and_renew(performer, subject).await,
    }
}

/// How often something is performed whose record is replaced.
const TAKES: usize = 7;

/// Performs a subject several times, one after the other, and replaces its record by the run that was least late.
async fn perform_again(
    performer: &Performer,
    subject: &Subject<'_>,
) -> Result<Result<Renewal, String>, PerformError> {
    let mut takes = Vec::new();
    for _ in 0..TAKES {
        takes.push(performer.perform(subject, Confinement::Reader).await?);
    }
    let another = performer.perform(subject, Confinement::None).await?;
    let best = least_late(takes).unwrap_or_else(|| another.clone());
    Ok(renew(subject, &best, &another, Matching::IsReplaced))
}

/// How often something that is recorded is performed before its record is taken for out of date.
const CHANCES: usize = 3;

/// Performs a subject until its outcome matches what is recorded, so that a moment in which the machine was busy is not
/// recorded for good.
async fn perform_and_renew(
    performer: &Performer,
    subject: &Subject<'_>,
) -> Result<Result<Renewal, String>, PerformError> {
    let is_recorded = subject.stdout.is_some() || subject.stderr.is_some();
    let mut chances = if is_recorded { CHANCES } else { 1 };
    loop {
        chances -= 1;
        let renewal = perform_twice(performer, subject).await?;
        let matches = renewal.as_ref().is_ok_and(Renewal::is_empty);
        if matches || chances == 0 {
            return Ok(renewal);
        }
    }
}

/// Performs a subject in the reader's sandbox and once more without, so that what differs there is found.
async fn perform_twice(
    performer: &Performer,
    subject: &Subject<'_>,
) -> Result<Result<Renewal, String>, PerformError> {
    let outcome = performer.perform(subject, Confinement::Reader).await?;
    let another = performer.perform(subject, Confinement::None).await?;
    Ok(renew(subject, &outcome, &another, Matching::Stays))
}

/// The run whose log lines came earliest, summed over all of them: a busy machine makes a line late, and never early.
/// Runs with other numbers of log lines than the first are left out, since their sums tell nothing.
fn least_late(takes: Vec<Outcome>) -> Option<Outcome> {
    let lines = times(takes.first()?).count();
    takes
        .into_iter()
        .filter(|take| times(take).count() == lines)
        .min_by_key(|take| times(take).sum::<u64>())
}

/// The times of an outcome's log lines, in ms.
fn times(take: &Outcome) -> impl Iterator<Item = u64> {
    let lines = take.stdout.lines().filter_map(LogLine::parse);
    lines.map(|line| line.ms)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::record::End;
    use catalogue::recorded::ExitStatus;

    fn ran(stdout: &str) -> Outcome {
        Outcome {
            stdout: stdout.into(),
            stderr: String::new(),
            end: End::Ended(ExitStatus::Exit(0)),
            took: Duration::ZERO,
            threads: None,
        }
    }

    #[test]
    fn the_least_late_take_is_kept() {
        let take = |first, second| {
            ran(&format!(
                "{first:>4} ms | tea | starts\n{second:>4} ms | tea | done\n"
            ))
        };
        let torn = ran("   0 ms | tea | starts\n");
        let takes = vec![take(0, 140), take(9, 105), torn, take(1, 101), take(0, 119)];
        assert_eq!(
            least_late(takes).map(|best| best.stdout),
            Some(take(1, 101).stdout)
        );
        assert_eq!(least_late(vec![]), None);
    }
}
