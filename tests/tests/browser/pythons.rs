//! Python in the page: it runs here, is edited here, and is read where nothing runs it.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use catalogue::Python;
use serde_json::json;

use super::running::{is_as_recorded, is_local};
use super::shared::{Page, StaticBook};
use super::side_by_side::run_side_by_side;

/// Why nothing runs Python here; with `CI=true` that is an error.
fn absence() -> Option<String> {
    let is_ci = std::env::var("CI").as_deref() == Ok("true");
    let why = runner::Python::find().err().filter(|_| !is_ci)?;
    println!("skipped: {why}");
    Some(why.to_string())
}

/// Every Python program of the page runs, here, and prints what is recorded.
pub async fn every_python_runs(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    let pythons = world.catalogue.pythons.iter();
    let pythons: Vec<&Python> = pythons.filter(|python| python.page == page.stem).collect();
    if pythons.is_empty() || absence().is_some() {
        return Ok(());
    }
    let name = |python: &&Python| python.name.clone();
    let failed = run_side_by_side(tab, &pythons, name, async |python| {
        let outcome = tab.figure(&python.name).ended().await?;
        is_local(&outcome)?;
        is_as_recorded(&outcome, python.stdout.as_ref(), python.stderr.as_ref())
    })
    .await?;
    let ran = pythons.len() - failed.len();
    println!(
        "{}: {ran} of {} Python programs ran",
        page.stem,
        pythons.len()
    );
    super::none_of("Python programs do not run as recorded", &failed)
}

/// A Python program whose output is in sight, on a page of its own kind: its name, and its page.
fn a_python(world: &World) -> Result<(String, String)> {
    let found = world.catalogue.pythons.iter().find(|python| {
        let text = python.stdout.as_ref().map(|text| text.shown().text);
        !python.name.ends_with("_py") && text.is_some_and(|text| !text.is_empty())
    });
    let python = found.context("a Python program")?;
    Ok((python.name.clone(), format!("{}.html", python.page)))
}

/// Python is edited with colours and a comment's own sign; an error is its traceback; Reset brings the printed code back.
pub async fn python_is_edited_and_run(world: &World, tab: &mut Tab) -> Result<()> {
    if absence().is_some() {
        return Ok(());
    }
    let (name, address) = a_python(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    figure
        .write("for cup in range(2):\n    print(\"cup\", cup)\n")
        .await?;
    let coloured = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let word = json!(figure.inside(".cm-content .hljs-keyword"));
    tab.wait_for("for is a keyword", coloured, word, |text: &String| {
        text == "for"
    })
    .await?;
    let outcome = figure.run().await?;
    is_local(&outcome)?;
    ensure!(outcome.stdout == "cup 0\ncup 1\n", "{}", outcome.all_text());
    ensure!(
        !figure.shows("button.format").await? && !figure.shows("a.playground").await?,
        "Rust's tools are offered for Python"
    );

    figure.write("cups = []\nprint(cups[0])\n").await?;
    let outcome = figure.run().await?;
    ensure!(
        outcome.state == "failed"
            && outcome.stderr.contains("IndexError")
            && outcome.stderr.contains("main.py"),
        "{}",
        outcome.all_text()
    );
    figure.click("button.reset").await?;
    ensure!(figure.kept().await?.is_none(), "the edit is kept");
    Ok(())
}

/// On a plain host the recorded output stands for a run; for an edit there is a plain sentence, which names no Playground.
pub async fn python_is_read_without_a_server(world: &World, tab: &mut Tab) -> Result<()> {
    let book = StaticBook::start()?;
    let (name, address) = a_python(world)?;
    tab.read_from(&book.server.address);
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    ensure!(
        outcome.engine == "recorded" && outcome.status.contains("ecorded"),
        "{}: {}",
        outcome.engine,
        outcome.all_text()
    );
    figure.write("print('mine')\n").await?;
    let outcome = figure.run().await?;
    ensure!(
        outcome.state == "none"
            && outcome.status.contains("cargo book")
            && !outcome.status.contains("Playground"),
        "{}",
        outcome.all_text()
    );
    figure.click("button.reset").await
}

/// A server without Python says so in a sentence, beside the recorded output.
pub async fn a_server_without_python_says_so(world: &World, tab: &mut Tab) -> Result<()> {
    const STUB: &str = r#"
        const ask = window.fetch;
        window.fetch = async (address, options) => {
          if (!String(address).endsWith('/run')) return ask(address, options);
          const text = JSON.stringify({ event: 'error', message: 'No Python is here.' }) + '\n';
          return new Response(text, { headers: { 'Content-Type': 'application/x-ndjson' } });
        };"#;
    let (name, address) = a_python(world)?;
    tab.open(&address).await?;
    tab.script::<()>(STUB, json!(null)).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    ensure!(
        outcome.status.starts_with("No Python is here.") && outcome.status.contains("recorded"),
        "the status is {}",
        outcome.status
    );
    ensure!(
        figure.shows(".output .recorded").await?,
        "the recorded output is gone"
    );
    Ok(())
}

/// Both programs of a pair run at one press, one after the other, and their drawings have one axis.
pub async fn a_pair_runs_at_one_press(world: &World, tab: &mut Tab) -> Result<()> {
    if absence().is_some() {
        return Ok(());
    }
    let pair = world.catalogue.programs().find(|listing| {
        let other = world.catalogue.python(&format!("{}_py", listing.name));
        let text = other.and_then(|python| python.stdout.as_ref());
        text.is_some_and(|text| super::running::count_log_lines(&text.shown().text) > 1)
    });
    let rust = pair.context("a pair with log lines")?;
    tab.open(&format!("{}.html", rust.page)).await?;
    let figures = [format!("{}_py", rust.name), rust.name.clone()];
    for name in &figures {
        tab.figure(name).expect_a_new_status().await?;
    }
    let button = format!("[data-pair={}] button.run-both", rust.name);
    // It comes with what runs programs.
    let there = "return document.querySelector(arguments[0]) !== null";
    tab.wait_for(
        "the button is there",
        there,
        json!(button),
        |is_so: &bool| *is_so,
    )
    .await?;
    tab.activate(&button).await?;
    for name in &figures {
        is_local(&tab.figure(name).ended().await?)?;
    }
    let ends = "return [...document.querySelectorAll(arguments[0] + ' svg.lanes')].map((drawing) => [...drawing.querySelectorAll('.axis text')].at(-1)?.textContent)";
    let is_one = |ends: &Vec<String>| ends.len() == 2 && ends[0] == ends[1];
    let pair = json!(format!("[data-pair={}]", rust.name));
    tab.wait_for("the axis is one", ends, pair, is_one)
        .await
        .map(|_| ())
}
