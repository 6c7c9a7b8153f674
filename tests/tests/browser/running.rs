//! Run, and everything that it can lead to.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use book_tests::browser::{Outcome, Tab, World};
use catalogue::logline::LogLine;
use catalogue::recorded::{ExitStatus, Recorded};
use catalogue::{Listing, ListingKind};

use super::shared::Page;
use super::side_by_side::run_side_by_side;

/// Every listing of the page runs, here, as recorded, and its timeline appears; all of them are started at once.
pub async fn every_listing_runs(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    let listings: Vec<&Listing> = world
        .catalogue
        .listings
        .iter()
        .filter(|listing| listing.page == page.stem)
        .collect();
    let name = |listing: &&Listing| listing.name.clone();
    let failed = run_side_by_side(tab, &listings, name, async |listing| {
        ran(tab, listing).await
    })
    .await?;
    println!(
        "{}: {} of {} listings ran",
        page.stem,
        listings.len() - failed.len(),
        listings.len()
    );
    super::none_of("listings do not run as recorded", &failed)
}

async fn ran(tab: &Tab, listing: &Listing) -> Result<()> {
    let figure = tab.figure(&listing.name);
    let outcome = figure.ended().await?;
    is_local(&outcome)?;
    if listing.kind == ListingKind::CompileFail {
        let code = listing
            .stderr
            .as_ref()
            .and_then(|stderr| stderr.headers.error.as_deref());
        ensure!(
            outcome.state == "ok",
            "the error is the listing's point, but the state is {}",
            outcome.state
        );
        return names_error(&outcome, code);
    }
    is_as_recorded(&outcome, listing.stdout.as_ref(), listing.stderr.as_ref())?;
    let log_lines = count_log_lines(&outcome.stdout);
    if log_lines > 0 {
        let drawn = figure.timeline().await?;
        ensure!(
            drawn.rows == log_lines,
            "{log_lines} log lines, but {} rows in the timeline's table",
            drawn.rows
        );
    }
    Ok(())
}

pub fn count_log_lines(stdout: &str) -> usize {
    stdout
        .lines()
        .filter(|line| LogLine::parse(line).is_some())
        .count()
}

/// The run was made by the book's own server.
pub fn is_local(outcome: &Outcome) -> Result<()> {
    ensure!(
        outcome.engine == "local",
        "it ran on \"{}\": {}",
        outcome.engine,
        outcome.all_text()
    );
    Ok(())
}

/// The outcome is a compile error with that code.
pub fn did_not_compile(outcome: &Outcome, code: Option<&str>) -> Result<()> {
    ensure!(
        outcome.state == "failed",
        "the state is {}: {}",
        outcome.state,
        outcome.all_text()
    );
    names_error(outcome, code)
}

/// The status and a message name the code of a compile error.
fn names_error(outcome: &Outcome, code: Option<&str>) -> Result<()> {
    let code = code.context("no error code is recorded")?;
    for (what, text) in [
        ("status", &outcome.status),
        ("message", &outcome.diagnostics),
    ] {
        ensure!(
            text.contains(code),
            "the {what} does not name {code}: {}",
            outcome.all_text()
        );
    }
    Ok(())
}

/// The outcome is what was recorded, apart from what may vary.
pub fn is_as_recorded(
    outcome: &Outcome,
    stdout: Option<&Recorded>,
    stderr: Option<&Recorded>,
) -> Result<()> {
    let ending = stdout
        .or(stderr)
        .map_or(ExitStatus::Exit(0), |recorded| recorded.headers.exit_status);
    let wanted = if ending == ExitStatus::Exit(0) {
        "ok"
    } else {
        "failed"
    };
    ensure!(
        outcome.state == wanted,
        "the state is \"{}\", not \"{wanted}\": {}",
        outcome.state,
        outcome.all_text()
    );
    for (name, recorded, text) in [
        ("stdout", stdout, &outcome.stdout),
        ("stderr", stderr, &outcome.stderr),
    ] {
        match recorded {
            Some(recorded) => {
                if let Err(mismatch) = recorded.matches(text) {
                    bail!("{name} is not as recorded:\n{mismatch}");
                }
            }
            None => ensure!(
                text.trim().is_empty(),
                "{name} was not recorded, but there is: {text}"
            ),
        }
    }
    Ok(())
}

/// The first program of the book whose output is in sight: what the tests of Run itself use as their sheet of paper.
pub fn any_program(world: &World) -> Result<(String, String)> {
    let listing = world
        .catalogue
        .programs()
        .find(|listing| !super::predicting::is_foretold(world, listing))
        .context("the book has no program whose output is in sight")?;
    Ok((listing.name.clone(), format!("{}.html", listing.page)))
}

/// Opens the page of a program and writes another program into its figure.
pub async fn write_program(world: &World, tab: &Tab, code: &str) -> Result<String> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    tab.figure(&name).write(code).await?;
    Ok(name)
}

/// Stop ends an endless loop, and nothing of it goes on.
pub async fn an_endless_loop_is_stopped(world: &World, tab: &mut Tab) -> Result<()> {
    let mark = format!("spin{}", std::process::id());
    let code = format!(
        "fn main() {{\n    let busy = std::thread::Builder::new().name(\"{mark}\".into());\n    busy.spawn(|| {{\n        println!(\"round and round\");\n        loop {{\n            std::hint::spin_loop();\n        }}\n    }}).unwrap().join().unwrap();\n}}\n"
    );
    let name = write_program(world, tab, &code).await?;
    let figure = tab.figure(&name);
    figure.start().await?;
    let output = "return document.querySelector(arguments[0])?.textContent.includes('round and round') ?? false";
    tab.wait_for(
        "the loop has begun",
        output,
        figure.inside(".live-text").into(),
        |is_so: &bool| *is_so,
    )
    .await?;
    if cfg!(target_os = "linux") {
        ensure!(
            thread_exists(&mark),
            "the program's thread is not seen in /proc"
        );
    }
    figure.stop().await?;
    let outcome = figure.ended().await?;
    ensure!(
        outcome.state == "stopped",
        "the state is {}: {}",
        outcome.state,
        outcome.all_text()
    );
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
    while thread_exists(&mark) {
        ensure!(
            std::time::Instant::now() < deadline,
            "the loop still spins five seconds after Stop"
        );
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    ensure!(
        figure.shows("button.run").await?,
        "Run is not back after Stop"
    );
    Ok(())
}

/// True if some process has a thread with that name.
fn thread_exists(name: &str) -> bool {
    let is_it = |comm: &Path| std::fs::read_to_string(comm).is_ok_and(|found| found.trim() == name);
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return false;
    };
    processes.flatten().any(|process| {
        let threads = std::fs::read_dir(process.path().join("task"));
        threads.is_ok_and(|threads| {
            threads
                .flatten()
                .any(|thread| is_it(&thread.path().join("comm")))
        })
    })
}

/// A compile error is shown, and its line is marked in the editor.
pub async fn a_compile_error_marks_its_line(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    let number = 1;\n    let text: String = number;\n    println!(\"{text}\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    is_local(&outcome)?;
    did_not_compile(&outcome, Some("E0308"))?;
    let marked =
        "return [...document.querySelectorAll(arguments[0])].map((line) => line.textContent)";
    let has_line = |lines: &Vec<String>| {
        lines
            .iter()
            .any(|line| line.contains("let text: String = number;"))
    };
    tab.wait_for(
        "the line is marked",
        marked,
        figure.inside(".cm-line.error").into(),
        has_line,
    )
    .await?;
    ensure!(
        figure.shows(".diagnostic button.goto").await?,
        "the message has no way to its line"
    );
    Ok(())
}

/// What a program prints before it panics is shown, and the panic's message, and how it ended.
pub async fn a_panic_is_shown(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"before\");\n    panic!(\"the kettle is empty\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let outcome = tab.figure(&name).run().await?;
    is_local(&outcome)?;
    ensure!(outcome.state == "failed", "the state is {}", outcome.state);
    ensure!(
        outcome.stdout.contains("before"),
        "stdout is missing: {}",
        outcome.all_text()
    );
    ensure!(
        outcome.stderr.contains("the kettle is empty"),
        "stderr is missing: {}",
        outcome.all_text()
    );
    Ok(())
}
