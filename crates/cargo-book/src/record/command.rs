//! `cargo book record`: performs everything, and rewrites the records that no longer match.

use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::bail;
use futures::StreamExt as _;

use super::takes::new_record;
use super::{FileChange, PerformError, Performer, Renewal, Subject, subjects};
use catalogue::Catalogue;
use catalogue::recorded::{render_coloured, render_plain};

/// How many programs run at once: they wait more than they compute.
const AT_ONCE: usize = 2;

/// What to record.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names of listings, edits and counterparts, or paths of pages; none means everything.
    pub names: Vec<String>,
    /// Only report what would change.
    pub check: bool,
    /// Replace also what matches, by the least late of several runs.
    pub again: bool,
}

/// Records what was asked for; `false` if something could not be recorded, or is out of date with `check`.
///
/// The calling binary's `main` begins with [`sandbox::launcher_main`].
pub async fn record(root: &Path, options: &Options) -> anyhow::Result<bool> {
    let report = Report::new();
    let (catalogue, errors) = Catalogue::read(root);
    for error in &errors {
        report.say(error);
    }
    let chosen = choose(&catalogue, &options.names)?;
    let teller = Report::new();
    let performer = Performer::open(root, move |what| teller.progress(what)).await?;
    if let Some(build_report) = performer.build_report() {
        report.say(build_report);
    }
    let mut tally = Tally {
        failed: errors.len(),
        ..Tally::default()
    };
    let total = chosen.len();
    let performer = &performer;
    let outcomes = chosen.iter().map(|subject| async move {
        (subject, new_record(performer, subject, options.again).await)
    });
    let at_once = if options.again { 1 } else { AT_ONCE };
    let mut outcomes = futures::stream::iter(outcomes).buffered(at_once);
    report.progress(&format!("0 of {total} performed"));
    let mut done = 0;
    while let Some((subject, outcome)) = outcomes.next().await {
        done += 1;
        tally.add(&report, root, subject, outcome, options.check)?;
        report.progress(&format!("{done} of {total} performed"));
    }
    report.say(tally.summary(options.check));
    Ok(tally.failed == 0 && !(options.check && tally.changed > 0))
}

/// The subjects that the names mean.
fn choose<'a>(catalogue: &'a Catalogue, names: &[String]) -> anyhow::Result<Vec<Subject<'a>>> {
    let mut chosen = subjects(catalogue);
    for name in names {
        if catalogue.exercise(name).is_some() {
            bail!(
                "{name} is an exercise, of which nothing is recorded; `cargo test {name}` checks it"
            );
        }
        if !chosen.iter().any(|subject| subject.is_meant_by(name)) {
            bail!(
                "nothing is called {name}: name a listing, an edit, a Python counterpart, or a page as in async/tasks"
            );
        }
    }
    if !names.is_empty() {
        chosen.retain(|subject| names.iter().any(|name| subject.is_meant_by(name)));
    }
    Ok(chosen)
}

#[derive(Default)]
struct Tally {
    matched: usize,
    changed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    fn add(
        &mut self,
        report: &Report,
        root: &Path,
        subject: &Subject<'_>,
        outcome: Result<Result<Renewal, String>, PerformError>,
        check: bool,
    ) -> anyhow::Result<()> {
        let name = format!("{}: {}", subject.page, subject.name);
        let renewal = match outcome {
            Ok(Ok(renewal)) => renewal,
            Err(PerformError::NoPython(why)) if !is_ci() => {
                report.say(format!("{name}: skipped: {why}"));
                self.skipped += 1;
                return Ok(());
            }
            Ok(Err(why)) => return self.fail(report, &name, why),
            Err(why) => return self.fail(report, &name, why),
        };
        for warning in &renewal.warnings {
            report.say(format!("{name}: {warning}"));
        }
        if renewal.changes.is_empty() {
            self.matched += 1;
        }
        for change in &renewal.changes {
            report.show(root, change);
            self.changed += 1;
            if !check {
                change.write()?;
            }
        }
        Ok(())
    }

    fn fail(&mut self, report: &Report, name: &str, why: impl Display) -> anyhow::Result<()> {
        report.say(format!("{name}: {why}"));
        self.failed += 1;
        Ok(())
    }

    fn summary(&self, check: bool) -> String {
        let verb = if check { "out of date" } else { "recorded" };
        let mut summary = format!("{} match, {} files {verb}", self.matched, self.changed);
        if self.skipped > 0 {
            summary += &format!(", {} skipped", self.skipped);
        }
        if self.failed > 0 {
            summary += &format!(", {} in error", self.failed);
        }
        summary
    }
}

/// Whether this is a run that must not skip anything.
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// Where the command writes to: findings to standard output, progress to a terminal.
struct Report {
    is_coloured: bool,
    shows_progress: bool,
}

impl Report {
    fn new() -> Report {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Report {
            is_coloured: std::io::stdout().is_terminal() && !is_plain,
            shows_progress: std::io::stderr().is_terminal(),
        }
    }

    fn say(&self, what: impl Display) {
        self.progress("");
        println!("{what}");
    }

    /// Shows a line that the next one replaces.
    fn progress(&self, what: &str) {
        if self.shows_progress {
            let line: String = what.trim().chars().take(78).collect();
            eprint!("\r\x1b[K{line}");
            let _ = std::io::stderr().flush();
        }
    }

    fn show(&self, root: &Path, change: &FileChange) {
        let path = change
            .path
            .strip_prefix(root)
            .unwrap_or(&change.path)
            .display();
        let what = match (&change.old, &change.new) {
            (None, _) => "new",
            (_, None) => "removed",
            _ => "changed",
        };
        let diff = change.diff();
        let diff = if self.is_coloured {
            render_coloured(&diff)
        } else {
            render_plain(&diff)
        };
        self.say(format!("{path}: {what}\n{diff}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str]) -> Result<Vec<String>, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .unwrap();
        let (catalogue, _) = Catalogue::read(root);
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let chosen = choose(&catalogue, &names).map_err(|error| error.to_string())?;
        Ok(chosen
            .iter()
            .map(|subject| subject.name.to_owned())
            .collect())
    }

    #[test]
    fn a_listing_is_chosen_with_its_edits_and_a_page_with_everything() {
        let listing = chosen(&["sleep_swap"]).unwrap();
        assert!(listing.contains(&"sleep_swap".to_owned()));
        assert!(listing.contains(&"block_the_thread".to_owned()));
        assert!(!listing.contains(&"join_is_one_task".to_owned()));
        let page = chosen(&["async/blocking-the-loop"]).unwrap();
        assert!(page.len() > listing.len() && listing.iter().all(|name| page.contains(name)));
        assert!(chosen(&[]).unwrap().len() > page.len());
    }

    #[test]
    fn names_that_mean_nothing_are_errors_that_say_what_to_do() {
        assert!(
            chosen(&["no_such_thing"])
                .unwrap_err()
                .contains("no_such_thing: name a listing")
        );
        assert!(
            chosen(&["unblock"])
                .unwrap_err()
                .contains("cargo test unblock")
        );
    }

    #[test]
    fn the_summary_counts() {
        let tally = Tally {
            matched: 3,
            changed: 2,
            failed: 1,
            skipped: 0,
        };
        assert_eq!(
            tally.summary(false),
            "3 match, 2 files recorded, 1 in error"
        );
        assert_eq!(
            tally.summary(true),
            "3 match, 2 files out of date, 1 in error"
        );
    }
}
