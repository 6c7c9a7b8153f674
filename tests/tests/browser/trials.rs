//! A suggested edit, run in its own box.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use catalogue::Edit;
use serde_json::json;

use super::shared::StaticBook;

/// An edit that changes how long a drawn program takes.
fn longer_edit(world: &World) -> Result<&Edit> {
    let count = |text: &str| super::running::count_log_lines(text);
    let is_drawn = |edit: &&Edit| {
        let listing = world.catalogue.listing(&edit.change.listing);
        let before = listing.and_then(|listing| listing.stdout.as_ref());
        let (Some(before), Some(after)) = (before, &edit.stdout) else {
            return false;
        };
        let last = |text: &str| {
            let lines = text.lines().filter_map(catalogue::logline::LogLine::parse);
            lines.map(|line| line.ms).max().unwrap_or(0)
        };
        let (before, after) = (before.shown().text, after.shown().text);
        count(&before) > 2 && count(&after) > 2 && last(&after) > last(&before) + 150
    };
    let edit = world.catalogue.edits.iter().find(is_drawn);
    edit.context("an edit that makes a run longer")
}

/// What the box shows; `arguments[0]` selects it.
const BOX: &str = r"
    const box = document.querySelector(arguments[0]);
    const text = (selector) => box.querySelector(selector)?.textContent.trim() ?? '';
    const axes = [...box.querySelectorAll('.trial svg.lanes')].map((lanes) => [...lanes.querySelectorAll('.axis text')].map((label) => label.textContent).join());
    return { says: text('.trial-says'), status: text('.edit-note'), axes, scrolled: scrollY, run: text('.run-edit') };";

#[derive(Debug, serde::Deserialize)]
struct Shown {
    says: String,
    status: String,
    axes: Vec<String>,
    scrolled: f64,
    run: String,
}

async fn try_it(tab: &Tab, edit: &Edit) -> Result<(Shown, Shown)> {
    let selector = format!("div.edit[data-edit='{}']", edit.name);
    tab.rest_on(&format!("{selector} .run-edit")).await?;
    let before: Shown = tab.script(BOX, selector.clone()).await?;
    tab.click(&format!("{selector} .run-edit")).await?;
    let is_done = |shown: &Shown| shown.run == "Run this edit" && !shown.says.is_empty();
    let after = tab
        .wait_for("the edit has run", BOX, json!(selector), is_done)
        .await?;
    Ok((before, after))
}

/// Before stands above after, on one axis; a sentence compares them; nothing moves, and the listing stays as it is.
pub async fn an_edit_runs_in_its_box(world: &World, tab: &mut Tab) -> Result<()> {
    let edit = longer_edit(world)?;
    tab.open(&format!("{}.html", edit.page)).await?;
    let (before, after) = try_it(tab, edit).await?;
    ensure!(after.status.contains("Ran here"), "{after:?}");
    ensure!(after.says.contains(", was "), "{after:?}");
    let [one, other] = after.axes.as_slice() else {
        anyhow::bail!("not two drawings: {after:?}");
    };
    ensure!(one == other, "two axes: {after:?}");
    ensure!(
        (before.scrolled - after.scrolled).abs() < 2.0,
        "the page is thrown from {} to {}",
        before.scrolled,
        after.scrolled
    );
    let figure = tab.figure(&edit.change.listing);
    ensure!(figure.kept().await?.is_none(), "the listing is edited");
    Ok(())
}

/// Where nobody runs programs, the edit as it is printed shows its recorded output, and says that it is recorded; in its
/// box and in the listing's figure alike.
pub async fn a_recorded_edit_answers_without_a_server(world: &World, tab: &mut Tab) -> Result<()> {
    let book = StaticBook::start()?;
    let edit = longer_edit(world)?;
    tab.read_from(&book.server.address);
    tab.open(&format!("{}.html", edit.page)).await?;
    let (_, after) = try_it(tab, edit).await?;
    ensure!(
        after.status.starts_with("Recorded output of this edit") && after.says.contains(", was "),
        "{after:?}"
    );
    let make = format!("div.edit[data-edit='{}'] .make-edit", edit.name);
    tab.activate(&make).await?;
    let figure = tab.figure(&edit.change.listing);
    figure.expect_a_new_status().await?;
    tab.activate(&figure.inside("button.run")).await?;
    let outcome = figure.ended().await?;
    let recorded = edit.stdout.as_ref().context("its output")?.shown().text;
    ensure!(
        outcome.engine == "recorded" && outcome.stdout == recorded,
        "{}",
        outcome.all_text()
    );
    Ok(())
}
