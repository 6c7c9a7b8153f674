//! The book in a real browser, read from a real server, with every other host out of reach.
//!
//! One server and a few browsers serve all tests; they start with the first test and end after the last.
//! `SCREENSHOTS=1 cargo test -p book-tests --test browser -- screenshots` takes pictures of every page, into
//! `target/screenshots`.

#![allow(
    unreachable_pub,
    reason = "a test program exports nothing: what its modules share is `pub`"
)]

mod barriers;
mod bars;
mod contents;
mod contrast;
mod editing;
mod exercises;
mod keyboard;
mod list;
mod looks;
mod lost;
mod media;
mod offline;
mod opening;
mod other_book;
mod place;
mod predicting;
mod programs;
mod pythons;
mod reader;
mod replaying;
mod running;
mod russian;
mod russian_pages;
mod saying;
mod screenshots;
mod searching;
mod shared;
mod side_by_side;
mod sight;
mod stress;
mod suggested;
mod tabs;
mod terms;
mod timeline;
mod tools;
mod trials;
mod truth;
mod visit;
mod watched;
mod watching;
mod weight;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use book_tests::browser::{Tab, World, missing_programs};
use book_tests::{pages, repository};
use libtest_mimic::{Arguments, Failed, Trial};
use shared::{Page, Shared};

/// Longer than the slowest test takes on a busy machine.
const TOO_LONG: Duration = Duration::from_secs(300);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Most of the time a test waits for a program or for the page.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    arguments.test_threads.get_or_insert(2 * cores);
    let shared = Shared::new();
    let mut trials = trials(&shared);
    if let Some(missing) = missing_programs() {
        if std::env::var_os("CI").is_some() {
            eprintln!("error: {missing}");
            return ExitCode::FAILURE;
        }
        println!("skipped: {missing}");
        trials = trials
            .into_iter()
            .map(|trial| trial.with_ignored_flag(true))
            .collect();
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    shared.end();
    conclusion.exit_code()
}

/// Makes a trial of an async function that takes the world, a tab and a page.
macro_rules! on_page {
    ($shared:expr, $page:expr, $test:path) => {{
        let page = $page.clone();
        let name = format!("{}::{}", stringify!($test), page.stem);
        trial($shared, name, async move |world: &World, tab: &mut Tab| {
            $test(world, tab, &page).await
        })
    }};
}

/// All tests: some look at every page, some at one. The longest come first, so that nothing is left to wait for at the end.
fn trials(shared: &Shared) -> Vec<Trial> {
    let contents = pages::read_summary(&repository().join("src"));
    let pages: Vec<Page> = contents.iter().map(Page::new).collect();
    let mut trials = list::all(shared);
    for page in &pages {
        trials.push(on_page!(shared, page, visit::everything_works));
        if std::env::var_os("SCREENSHOTS").is_some() {
            trials.push(on_page!(shared, page, screenshots::are_taken));
        }
    }
    for page in &pages {
        trials.push(on_page!(shared, page, russian_pages::all_has_its_room));
    }
    for page in &pages {
        trials.push(on_page!(shared, page, opening::works_without_scripts));
    }
    trials
}

fn trial(
    shared: &Shared,
    name: String,
    test: impl AsyncFn(&World, &mut Tab) -> Result<()> + Send + 'static,
) -> Trial {
    let shared = shared.clone();
    let title = name.clone();
    Trial::test(name, move || {
        let world = shared.world()?;
        let begun = Instant::now();
        let outcome = shared.runtime().block_on(attempt(world, &title, test));
        if std::env::var_os("TIMES").is_some() {
            println!("{title} took {:.1} s", begun.elapsed().as_secs_f64());
        }
        outcome.map_err(|error| Failed::from(format!("{error:#}")))
    })
}

/// Runs a test in a tab of its own; a failure leaves a picture of the page.
///
/// Chromium 148 was seen to hang, once in several thousand pages: its renderer computed nothing, waited for a condition
/// inside the browser and answered nothing at all. That says nothing about the page, so the test is performed again in
/// another browser; a page that hangs the second one too has failed.
async fn attempt(
    world: &World,
    title: &str,
    test: impl AsyncFn(&World, &mut Tab) -> Result<()>,
) -> Result<()> {
    let mut tab = world.tab().await?;
    let mut outcome = perform(world, &mut tab, &test).await;
    if outcome.is_err() && !tab.answers().await {
        println!("{title} is performed again: its browser hung");
        world.end_browser(tab).await;
        tab = world.tab().await?;
        outcome = perform(world, &mut tab, &test).await;
    }
    let outcome = match outcome {
        Err(error) => Err(explain(error, &tab, title).await),
        Ok(()) => Ok(()),
    };
    world.give_back(tab).await;
    outcome
}

async fn perform(
    world: &World,
    tab: &mut Tab,
    test: &impl AsyncFn(&World, &mut Tab) -> Result<()>,
) -> Result<()> {
    match tokio::time::timeout(TOO_LONG, test(world, tab)).await {
        Ok(outcome) => outcome,
        Err(_) => bail!("the test took more than {TOO_LONG:?}"),
    }
}

/// Adds to a failure where its picture is, and what the page said on its console.
async fn explain(error: anyhow::Error, tab: &Tab, title: &str) -> anyhow::Error {
    let name = title.replace("::", "-").replace('/', "-");
    let file = repository()
        .join("target/browser-failures")
        .join(format!("{name}.png"));
    let picture = match tab.screenshot(&file).await {
        Ok(()) => format!("the page is in {}", file.display()),
        Err(_) => "the page could not be photographed".to_owned(),
    };
    let console = tab.console_errors().await.unwrap_or_default().join("\n");
    anyhow::anyhow!("{error:#}\n{picture}\n{console}")
}

/// The program under test, as Cargo built it for these tests.
fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_book-under-test"))
}

/// The contents of a file that the tests need.
fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Fails with a list, if it is not empty.
fn none_of(what: &str, list: &[String]) -> Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    bail!("{} {what}:\n{}", list.len(), list.join("\n"))
}
