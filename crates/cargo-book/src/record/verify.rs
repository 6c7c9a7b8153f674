//! Compares an outcome with what is recorded.

use super::{End, Expectation, Outcome, Subject};
use catalogue::recorded::{ExitStatus, Recorded};

/// Everything in which an outcome differs from what is recorded; empty when it matches.
pub fn verify(subject: &Subject<'_>, outcome: &Outcome) -> Vec<String> {
    let mut problems = Vec::new();
    match (subject.expectation(), &outcome.end) {
        (_, End::Stopped(why)) => return vec![format!("it was stopped: {why}")],
        (Expectation::Runs, End::NotCompiled(_)) => {
            return vec![format!("it does not compile:\n{}", outcome.stderr)];
        }
        (Expectation::Fails(code), End::Ended(_)) => {
            let code = code.unwrap_or("a recorded error");
            return vec![format!("it compiles, and must fail with {code}")];
        }
        (Expectation::Fails(pinned), End::NotCompiled(codes)) => {
            problems.extend(unlike_pinned(pinned, codes));
        }
        (Expectation::Runs, End::Ended(ending)) => problems.extend(unlike_end(subject, *ending)),
    }
    if subject.expectation() == Expectation::Runs {
        problems.extend(unlike(
            "standard output",
            subject,
            subject.stdout,
            &outcome.stdout,
        ));
    }
    if subject.keeps_threads() && subject.threads.is_none() {
        problems.push(format!(
            "what its threads do is to be kept and is not; `cargo book record {}` records it",
            subject.name
        ));
    }
    if subject.stderr.is_some() || !outcome.stderr.is_empty() {
        problems.extend(unlike(
            "standard error",
            subject,
            subject.stderr,
            &outcome.stderr,
        ));
    }
    problems
}

fn unlike_pinned(pinned: Option<&str>, codes: &[String]) -> Option<String> {
    let pinned = pinned?;
    let is_among = codes.iter().any(|code| code == pinned);
    (!is_among).then(|| match codes {
        [] => format!("it fails with errors that have no code, and {pinned} is pinned"),
        codes => format!("it fails with {}, and {pinned} is pinned", codes.join(", ")),
    })
}

fn unlike_end(subject: &Subject<'_>, ending: ExitStatus) -> Option<String> {
    let recorded = subject.stdout?.headers.exit_status;
    (recorded != ending).then(|| format!("it ends with {ending}, and {recorded} is recorded"))
}

fn unlike(
    stream: &str,
    subject: &Subject<'_>,
    recorded: Option<&Recorded>,
    actual: &str,
) -> Option<String> {
    let Some(recorded) = recorded else {
        return Some(format!(
            "its {stream} is not recorded; `cargo book record {}` records it:\n{actual}",
            subject.name
        ));
    };
    let mismatch = recorded.matches(actual).err()?;
    Some(format!(
        "its {stream} differs (- recorded, + printed); if that is right, `cargo book record {}`:\n{mismatch}",
        subject.name
    ))
}
