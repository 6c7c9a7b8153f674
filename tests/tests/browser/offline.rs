//! The book without its server: on a plain host, or after the server went away. No other host answers.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Outcome, Tab, World};
use serde_json::Value;

use super::running::any_program;
use super::shared::StaticBook;

/// Unmodified code shows its recorded output, and says that it is recorded.
pub async fn recorded_output_is_shown_and_named(world: &World, tab: &mut Tab) -> Result<()> {
    let book = StaticBook::start()?;
    let (name, address) = any_program(world)?;
    tab.read_from(&book.server.address);
    tab.open(&address).await?;
    let others: Vec<String> = others(tab, &book).await?;
    super::none_of("requests to another host before Run", &others)?;
    let outcome = tab.figure(&name).run().await?;
    is_recorded(world, tab, &name, &outcome).await
}

/// The program's output that the reader sees, recorded or live; `arguments[0]` selects the figure's output.
const SHOWN: &str = r"
    const output = document.querySelector(arguments[0]);
    return [...output.querySelectorAll(':is(.recorded, .live-text):not(.stderr)')]
      .filter((element) => element.checkVisibility()).map((element) => element.textContent).join('');";

async fn is_recorded(world: &World, tab: &Tab, name: &str, outcome: &Outcome) -> Result<()> {
    ensure!(
        outcome.engine == "recorded",
        "it ran on \"{}\": {}",
        outcome.engine,
        outcome.all_text()
    );
    ensure!(
        outcome.status.contains("ecorded"),
        "the status does not say that it is recorded: {}",
        outcome.status
    );
    let recorded = world
        .catalogue
        .listing(name)
        .and_then(|listing| listing.stdout.as_ref());
    let wanted = recorded
        .context("a program with a recorded output")?
        .shown()
        .text;
    let shown: String = tab
        .script(SHOWN, tab.figure(name).inside(".output"))
        .await?;
    ensure!(
        shown == wanted,
        "not the recorded output is shown, but: {shown}"
    );
    Ok(())
}

async fn others(tab: &Tab, book: &StaticBook) -> Result<Vec<String>> {
    let traffic = tab.traffic().await?;
    ensure!(
        traffic.requests().count() > 1,
        "the browser's log of requests is empty"
    );
    Ok(traffic
        .to_other_hosts(&book.server.address)
        .into_iter()
        .map(str::to_owned)
        .collect())
}

/// Edited code cannot run: the page says so in one plain sentence, and shows no output that is not its own.
pub async fn edited_code_gets_a_plain_sentence(world: &World, tab: &mut Tab) -> Result<()> {
    let book = StaticBook::start()?;
    let (name, address) = any_program(world)?;
    tab.read_from(&book.server.address);
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    figure
        .write("fn main() {\n    println!(\"new\");\n}\n")
        .await?;
    let outcome = figure.run().await?;
    ensure!(
        outcome.state == "none",
        "the state is {}: {}",
        outcome.state,
        outcome.all_text()
    );
    ensure!(
        outcome.status.trim().ends_with('.'),
        "no plain sentence: {}",
        outcome.status
    );
    ensure!(
        outcome.status.contains("cargo book"),
        "the sentence does not say how to get a live run: {}",
        outcome.status
    );
    ensure!(
        !outcome.stdout.contains("new"),
        "it shows an output that nobody made"
    );
    let asked = others(tab, &book).await?;
    let strangers: Vec<String> = asked
        .into_iter()
        .filter(|url| !url.starts_with("https://play.rust-lang.org/"))
        .collect();
    super::none_of("requests to a host that is not the Playground", &strangers)
}

/// A page that was open when its server went away shows its recorded output.
pub async fn a_server_that_went_away_is_noticed(world: &World, tab: &mut Tab) -> Result<()> {
    let book = StaticBook::start()?;
    let (name, address) = any_program(world)?;
    tab.read_from(&book.server.address);
    tab.open(&address).await?;
    // What Run needs is loaded before the server goes.
    tab.figure(&name)
        .run()
        .await
        .context("before the server went away")?;
    drop(book);
    let outcome = tab
        .figure(&name)
        .run()
        .await
        .context("after the server went away")?;
    is_recorded(world, tab, &name, &outcome).await
}

/// No part of the page is fetched before the reader asks for it.
const NEVER_AHEAD: &str = "window.requestIdleCallback = () => 0;";

/// The server goes before anything was asked of it: every press is answered with a sentence, nothing is lost, and no error is
/// left uncaught.
pub async fn a_server_that_was_gone_before_the_first_run_is_no_loss(
    world: &World,
    tab: &mut Tab,
) -> Result<()> {
    let book = StaticBook::start()?;
    let (name, address) = any_program(world)?;
    tab.read_from(&book.server.address);
    let script = serde_json::json!({ "source": NEVER_AHEAD });
    let added = tab
        .devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    tab.open(&address).await?;
    tab.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
        .await?;
    drop(book);
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    is_recorded(world, tab, &name, &outcome).await?;
    for (press, part, sentence) in [
        (
            figure.inside("button.edit"),
            figure.inside(".status"),
            "The editor could not be loaded",
        ),
        (
            "#search-toggle".to_owned(),
            ".announcement".to_owned(),
            "The search could not be loaded",
        ),
        (
            ".progress-button".to_owned(),
            ".announcement".to_owned(),
            "Your progress could not be loaded",
        ),
    ] {
        tab.script::<()>("document.querySelector(arguments[0]).click()", press)
            .await?;
        says(tab, &part, sentence).await?;
    }
    tab.press("?", 0).await?;
    says(tab, ".announcement", "The list of keys could not be loaded").await?;
    let uncaught: Vec<String> = tab
        .console_errors()
        .await?
        .into_iter()
        .filter(|error| error.contains("Uncaught"))
        .collect();
    super::none_of("errors are not caught", &uncaught)
}

async fn says(tab: &Tab, part: &str, sentence: &str) -> Result<()> {
    let text = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let is_said = |text: &String| text.starts_with(sentence);
    tab.wait_for(&format!("it says {sentence:?}"), text, part.into(), is_said)
        .await
        .map(|_| ())
}

/// What a reader may need when the server has gone is fetched while it is there, once the page is at rest.
pub async fn parts_are_fetched_ahead(world: &World, tab: &mut Tab) -> Result<()> {
    let (_, address) = any_program(world)?;
    tab.open(&address).await?;
    let fetched = "const names = performance.getEntriesByType('resource').map(({ name }) => name); return ['figure/run/perform', 'search/index', 'dialogs/help', 'dialogs/progress', 'timeline/export', 'timeline/moves', 'timeline/replay', 'page/late'].every((part) => names.some((name) => name.includes(`js/dist/${part}.js`)))";
    tab.wait_until("all parts are fetched", fetched).await
}

/// How long the worker may take while both cores are busy with something else.
const PATIENCE: Duration = Duration::from_secs(90);

/// True as soon as the worker answers for the page and has kept every page of the book.
const IS_KEPT: &str = r"
    const done = arguments[arguments.length - 1];
    (async () => {
      if (!navigator.serviceWorker.controller) return false;
      const names = await caches.keys();
      const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
      return kept.some((count) => count > 10);
    })().then(done, () => done(false));";

/// One visit of a hosted copy, and the whole book can be read when its host is gone.
pub async fn a_hosted_copy_is_read_without_its_host(world: &World, tab: &mut Tab) -> Result<()> {
    let book = StaticBook::start()?;
    let (_, address) = any_program(world)?;
    tab.read_from(&book.server.address);
    tab.open(&address).await?;
    let deadline = Instant::now() + PATIENCE;
    while !tab.script_to_its_end(IS_KEPT, Vec::new()).await? {
        ensure!(Instant::now() < deadline, "the worker keeps nothing");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    drop(book);
    tab.reload().await.context("the page that was read")?;
    let styled =
        "return getComputedStyle(document.querySelector('.menu-bar')).position === 'sticky'";
    ensure!(
        tab.script::<bool>(styled, Value::Null).await?,
        "the style sheet is missing"
    );
    let others = world.page_addresses().filter(|other| *other != address);
    for other in others.take(2).chain(["".to_owned()]) {
        tab.open(&other)
            .await
            .with_context(|| format!("the page \"{other}\", which was not read before"))?;
        ensure!(tab.count("main h1").await? == 1, "\"{other}\" has no title");
    }
    tab.script::<()>(
        "document.getElementById('search-toggle').click()",
        Value::Null,
    )
    .await?;
    tab.wait_until(
        "the search opens",
        "return Boolean(document.querySelector('dialog.search[open]'))",
    )
    .await
}

/// While the book is being written, no worker shows an old page; one that an earlier server left is sent away.
pub async fn a_book_that_is_written_is_not_kept(world: &World, tab: &mut Tab) -> Result<()> {
    let (_, address) = any_program(world)?;
    tab.open(&address).await?;
    let register = r"
        const done = arguments[arguments.length - 1];
        navigator.serviceWorker.register('/sw.js').then(() => done(true), (error) => done(String(error)));";
    let registered: Value = tab.script_to_its_end(register, Vec::new()).await?;
    ensure!(
        registered == Value::Bool(true),
        "the worker is not there: {registered}"
    );
    tab.reload().await?;
    let is_gone = r"
        const done = arguments[arguments.length - 1];
        navigator.serviceWorker.getRegistrations().then((all) => done(all.length === 0));";
    let deadline = Instant::now() + PATIENCE;
    while !tab.script_to_its_end(is_gone, Vec::new()).await? {
        ensure!(Instant::now() < deadline, "the worker stays");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}
