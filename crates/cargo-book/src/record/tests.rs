use std::path::PathBuf;
use std::time::Duration;

use super::*;
use catalogue::recorded::{ExitStatus, Recorded};
use catalogue::{Catalogue, Edit, EditChange, Listing, ListingKind, Source};

/// A program in a temporary folder, with what is recorded of it.
struct Scene {
    folder: tempfile::TempDir,
    catalogue: Catalogue,
}

fn outcome(stdout: &str, stderr: &str, end: End) -> Outcome {
    Outcome {
        stdout: stdout.into(),
        stderr: stderr.into(),
        end,
        took: Duration::ZERO,
        threads: None,
    }
}

fn ran(stdout: &str) -> Outcome {
    outcome(stdout, "", End::Ended(ExitStatus::Exit(0)))
}

fn not_compiled(stderr: &str, codes: &[&str]) -> Outcome {
    let codes = codes.iter().map(|&code| code.to_owned()).collect();
    outcome("", stderr, End::NotCompiled(codes))
}

impl Scene {
    fn new(kind: ListingKind, stdout: Option<&str>, stderr: Option<&str>) -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tea.rs");
        let record = |extension: &str, text: Option<&str>| {
            let text = text?;
            std::fs::write(path.with_extension(extension), text).unwrap();
            Some(Recorded::parse(text).unwrap())
        };
        let listing = Listing {
            name: "tea".into(),
            page: "models/tea".into(),
            package: "models-tea".into(),
            kind,
            source: Source::new("").unwrap(),
            stdout: record("stdout", stdout),
            stderr: record("stderr", stderr),
            threads: None,
            path: path.clone(),
        };
        let catalogue = Catalogue {
            listings: vec![listing],
            ..Catalogue::default()
        };
        Scene { folder, catalogue }
    }

    fn program(stdout: Option<&str>) -> Scene {
        Scene::new(ListingKind::Program, stdout, None)
    }

    fn subject(&self) -> Subject<'_> {
        subjects(&self.catalogue)[0]
    }

    fn problems(&self, outcome: &Outcome) -> String {
        verify(&self.subject(), outcome).join("\n")
    }

    /// Records an outcome; the names of the files that change, and their new texts.
    fn record(&self, outcome: &Outcome, another: &Outcome) -> Vec<(String, Option<String>)> {
        let renewal = renew(&self.subject(), outcome, another, Matching::Stays).unwrap();
        let name = |path: PathBuf| {
            path.strip_prefix(self.folder.path())
                .unwrap()
                .display()
                .to_string()
        };
        renewal
            .changes
            .into_iter()
            .map(|change| (name(change.path), change.new))
            .collect()
    }

    fn warnings(&self, outcome: &Outcome, another: &Outcome) -> String {
        renew(&self.subject(), outcome, another, Matching::Stays)
            .unwrap()
            .warnings
            .join("\n")
    }
}

fn file(name: &str, text: &str) -> (String, Option<String>) {
    (name.to_owned(), Some(text.to_owned()))
}

#[test]
fn what_matches_has_no_problem_and_changes_nothing() {
    let scene = Scene::program(Some("#! exit: 3\npid ⟦1⟧\n"));
    let outcome = outcome("pid 2\n", "", End::Ended(ExitStatus::Exit(3)));
    assert_eq!(scene.problems(&outcome), "");
    assert_eq!(scene.record(&outcome, &outcome), []);
}

#[test]
fn every_difference_is_a_problem() {
    let scene = Scene::program(Some("one\n"));
    assert!(scene.problems(&ran("two\n")).contains("- one\n+ two\n"));
    let failed = outcome("one\n", "", End::Ended(ExitStatus::Exit(1)));
    assert!(scene.problems(&failed).contains("exit code 1"));
    let killed = outcome("one\n", "", End::Ended(ExitStatus::Signal(6)));
    assert!(scene.problems(&killed).contains("signal 6"));
    let noisy = outcome("one\n", "noise\n", End::Ended(ExitStatus::Exit(0)));
    assert!(
        scene
            .problems(&noisy)
            .contains("standard error is not recorded")
    );
    let stopped = outcome("one\n", "", End::Stopped("it took too much time".into()));
    assert!(scene.problems(&stopped).contains("too much time"));
    assert!(
        scene
            .problems(&not_compiled("error\n", &["E0001"]))
            .contains("does not compile")
    );
    let unrecorded = Scene::program(None);
    assert!(
        unrecorded
            .problems(&ran(""))
            .contains("cargo book record tea")
    );
}

#[test]
fn a_silent_standard_error_that_is_recorded_is_a_problem() {
    let scene = Scene::new(ListingKind::Program, Some(""), Some("panic\n"));
    assert!(scene.problems(&ran("")).contains("- panic"));
    assert_eq!(
        scene.record(&ran(""), &ran("")),
        [("tea.stderr".to_owned(), None)]
    );
}

#[test]
fn a_compile_error_must_have_its_code_and_its_text() {
    let scene = Scene::new(
        ListingKind::CompileFail,
        None,
        Some("#! error: E0373\nerror[E0373]\n"),
    );
    assert_eq!(
        scene.problems(&not_compiled("error[E0373]\n", &["E0373"])),
        ""
    );
    assert!(
        scene
            .problems(&not_compiled("error[E0373]\n", &["E0308"]))
            .contains("fails with E0308")
    );
    assert!(
        scene
            .problems(&not_compiled("other\n", &["E0373"]))
            .contains("+ other")
    );
    assert!(scene.problems(&ran("")).contains("must fail with E0373"));
    let unpinned = renew(
        &scene.subject(),
        &not_compiled("x\n", &["E0308"]),
        &ran(""),
        Matching::Stays,
    );
    assert!(unpinned.unwrap_err().contains("E0373 is pinned"));
}

#[test]
fn the_first_record_pins_the_code() {
    let scene = Scene::new(ListingKind::CompileFail, None, None);
    let outcome = not_compiled("error[E0373]: …\n", &["E0373"]);
    let changes = scene.record(&outcome, &outcome);
    assert_eq!(
        changes,
        [file("tea.stderr", "#! error: E0373\nerror[E0373]: …\n")]
    );
}

#[test]
fn the_first_record_of_a_program_notes_how_it_ends() {
    let scene = Scene::program(None);
    let panic = "thread 'main' (12) panicked at main.rs:1:1:\nno tea\n";
    let outcome = outcome("0 ms | a | x\n", panic, End::Ended(ExitStatus::Exit(101)));
    let changes = scene.record(&outcome, &outcome);
    let stdout = file("tea.stdout", "#! vary: times\n#! exit: 101\n0 ms | a | x\n");
    assert_eq!(
        changes,
        [stdout, file("tea.stderr", &panic.replace("12", "⟦12⟧"))]
    );
}

#[test]
fn a_new_output_keeps_headers_and_marks() {
    let scene = Scene::program(Some("#! vary: times, order\n0 ms | a | pid ⟦1⟧\nold\n"));
    let outcome = ran("5 ms | a | pid 7\nnew\n");
    let changes = scene.record(&outcome, &outcome);
    let expected = "#! vary: times, order\n5 ms | a | pid ⟦7⟧\nnew\n";
    assert_eq!(changes, [file("tea.stdout", expected)]);
}

#[test]
fn recording_twice_changes_nothing() {
    let outcome = outcome(
        "0 ms | a | x\npid 3\n",
        "oh\n",
        End::Ended(ExitStatus::Exit(2)),
    );
    let another = Outcome {
        stdout: "9 ms | a | x\npid 4\n".into(),
        ..outcome.clone()
    };
    let first = Scene::program(None);
    let changes = first.record(&outcome, &another);
    let text = |at: usize| changes[at].1.as_deref();
    let second = Scene::new(ListingKind::Program, text(0), text(1));
    assert_eq!(second.problems(&another), "");
    assert_eq!(second.record(&another, &outcome), []);
    assert_eq!(second.warnings(&another, &outcome), "");
}

#[test]
fn two_runs_that_differ_are_told() {
    let scene = Scene::program(Some("one\n"));
    assert!(
        scene
            .warnings(&ran("one\n"), &ran("two\n"))
            .contains("two runs differ")
    );
    assert!(
        Scene::program(Some("x ⟦1⟧\n"))
            .warnings(&ran("y\n"), &ran("y\n"))
            .contains("lost")
    );
}

#[test]
fn an_edit_pins_the_code_of_its_file_and_is_meant_by_its_listing() {
    let mut scene = Scene::program(Some("one\n"));
    let change = EditChange {
        listing: "tea".into(),
        say: "Break it.".into(),
        find: "x".into(),
        replace: "y".into(),
        compile_error: Some("E0425".into()),
    };
    let path = scene.folder.path().join("broken.toml");
    let (name, page) = ("broken".into(), "models/tea".into());
    scene.catalogue.edits.push(Edit {
        name,
        page,
        path,
        change,
        stdout: None,
        stderr: None,
    });
    let all = subjects(&scene.catalogue);
    let edit = all.iter().find(|subject| subject.name == "broken").unwrap();
    assert_eq!(edit.expectation(), Expectation::Fails(Some("E0425")));
    assert!(
        ["broken", "tea", "models/tea"]
            .iter()
            .all(|name| edit.is_meant_by(name))
    );
    assert!(!edit.is_meant_by("models"));
    let renewal = renew(
        edit,
        &not_compiled("error\n", &["E0425"]),
        &ran(""),
        Matching::Stays,
    )
    .unwrap();
    assert_eq!(
        renewal.changes[0].new.as_deref(),
        Some("#! error: E0425\nerror\n")
    );
}

#[test]
fn a_record_that_matches_is_replaced_only_when_that_is_asked_for() {
    let scene = Scene::program(Some("#! vary: times\n 257 ms | tea | done ⟦1⟧\n"));
    let quiet = ran(" 120 ms | tea | done 2\n");
    assert_eq!(scene.record(&quiet, &quiet), []);
    let renewal = renew(&scene.subject(), &quiet, &quiet, Matching::IsReplaced).unwrap();
    let texts: Vec<_> = renewal.changes.into_iter().map(|one| one.new).collect();
    let new = "#! vary: times\n 120 ms | tea | done ⟦2⟧\n";
    assert_eq!(texts, [Some(new.to_owned())]);
}
