//! The book without its server: on a plain host, or after the server went away. No other host answers.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Outcome, Tab, World};

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
