//! Records an outcome anew, where it no longer matches.

use super::first::{first_record, mark_thread_ids};
use super::{End, Expectation, FileChange, Outcome, Subject};
use catalogue::recorded::{MOST_SPANS, Recorded};

/// What recording an outcome comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renewal {
    /// The files that must change.
    pub changes: Vec<FileChange>,
    /// What a person should look at.
    pub warnings: Vec<String>,
}

/// What becomes of a record that an outcome matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// It stays: the outcome differs only in what may vary.
    Stays,
    /// The outcome replaces it, with its marks: the times that were recorded were a busy machine's.
    IsReplaced,
}

/// Works out which recorded files must change for an outcome; another outcome of the same tells what may vary.
/// An error is an outcome that cannot be recorded.
pub fn renew(
    subject: &Subject<'_>,
    outcome: &Outcome,
    another: &Outcome,
    matching: Matching,
) -> Result<Renewal, String> {
    let mut renewal = Renewal::default();
    match (subject.expectation(), &outcome.end) {
        (Expectation::Runs, End::Ended(exit_status)) => {
            let (said, again) = (&outcome.stdout, &another.stdout);
            let mut stdout = new_record(subject.stdout, said, again, matching, &mut renewal)?;
            stdout.headers.exit_status = *exit_status;
            let is_replaced = matching == Matching::IsReplaced || subject.stdout != Some(&stdout);
            if subject.keeps_threads() && is_replaced {
                renewal.set_threads(subject, outcome)?;
            }
            renewal.set(subject.stdout_file(), subject.stdout, Some(stdout));
            let says_more = !outcome.stderr.is_empty();
            let stderr = says_more
                .then(|| new_stderr(subject, outcome, another, matching, &mut renewal))
                .transpose()?;
            renewal.set(subject.stderr_file(), subject.stderr, stderr);
        }
        (Expectation::Fails(pinned), End::NotCompiled(codes)) => {
            let code = pin(pinned, codes)?;
            let mut stderr = new_stderr(subject, outcome, another, matching, &mut renewal)?;
            stderr.headers.error = Some(code);
            renewal.set(subject.stderr_file(), subject.stderr, Some(stderr));
            renewal.set(subject.stdout_file(), subject.stdout, None);
        }
        (_, End::Stopped(why)) => return Err(format!("it was stopped: {why}")),
        (Expectation::Runs, End::NotCompiled(_)) => {
            return Err(format!("it does not compile:\n{}", outcome.stderr));
        }
        (Expectation::Fails(_), End::Ended(_)) => {
            return Err("it compiles, and must not; correct the program".into());
        }
    }
    Ok(renewal)
}

impl Renewal {
    /// Whether nothing changes, and nobody needs to look.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.warnings.is_empty()
    }

    /// Of the run whose output is recorded.
    fn set_threads(&mut self, subject: &Subject<'_>, outcome: &Outcome) -> Result<(), String> {
        let Some(threads) = &outcome.threads else {
            return Err("what its threads do cannot be seen here, and is to be kept".into());
        };
        let count = threads.spans.len();
        if count > MOST_SPANS {
            return Err(format!(
                "its threads did {count} things, and a page holds {MOST_SPANS}; let it run shorter"
            ));
        }
        let file = FileChange::to(subject.threads_file(), Some(threads.to_file()));
        self.changes.extend(file);
        Ok(())
    }

    fn set(&mut self, path: std::path::PathBuf, old: Option<&Recorded>, new: Option<Recorded>) {
        if old != new.as_ref() {
            self.changes
                .extend(FileChange::to(path, new.map(|new| new.to_file())));
        }
    }
}

fn new_stderr(
    subject: &Subject<'_>,
    outcome: &Outcome,
    another: &Outcome,
    matching: Matching,
    renewal: &mut Renewal,
) -> Result<Recorded, String> {
    let (output, another) = (&outcome.stderr, &another.stderr);
    new_record(subject.stderr, output, another, matching, renewal)
}

fn new_record(
    old: Option<&Recorded>,
    output: &str,
    another: &str,
    matching: Matching,
    renewal: &mut Renewal,
) -> Result<Recorded, String> {
    let Some(old) = old else {
        let first = first_record(output, another).map_err(|error| error.to_string())?;
        renewal.warnings.extend(first.warning);
        return Ok(mark_thread_ids(&first.recorded));
    };
    if matching == Matching::Stays && old.matches(output).is_ok() {
        warn_unless_matched(old, another, renewal);
        return Ok(old.clone());
    }
    let renewed = old.renew(output).map_err(|error| error.to_string())?;
    renewal.warnings.extend(renewed.lost.iter().map(|line| {
        format!(
            "the marks of this line are lost, since no line of the new output is like it:\n- {line}"
        )
    }));
    let recorded = mark_thread_ids(&renewed.recorded);
    warn_unless_matched(&recorded, another, renewal);
    Ok(recorded)
}

fn warn_unless_matched(recorded: &Recorded, another: &str, renewal: &mut Renewal) {
    if let Err(mismatch) = recorded.matches(another) {
        renewal.warnings.push(format!(
            "two runs differ in more than the record lets vary; declare it, or mark it with ⟦ and ⟧:\n{mismatch}"
        ));
    }
}

/// The code to pin: the one that is pinned, which must be among those that came, or else the first.
fn pin(pinned: Option<&str>, codes: &[String]) -> Result<String, String> {
    match (pinned, codes.first()) {
        (Some(pinned), _) if codes.iter().any(|code| code == pinned) => Ok(pinned.to_owned()),
        (Some(pinned), _) => Err(format!(
            "it fails with {}, and {pinned} is pinned; correct the one or the other",
            if codes.is_empty() {
                "errors that have no code".into()
            } else {
                codes.join(", ")
            }
        )),
        (None, Some(code)) => Ok(code.clone()),
        (None, None) => Err("its errors have no code that could be pinned".into()),
    }
}
