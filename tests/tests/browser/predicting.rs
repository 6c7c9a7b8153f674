//! Predictions: the reader says first, and sees then.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::json;

use super::shared::Page;

/// The first page that asks for a number, the listing that it asks of, and its address.
fn asking(world: &World) -> Result<(String, String)> {
    let find = |entry: &book_tests::summary::Entry| {
        let file = world.repository.join("src").join(&entry.path);
        let text = std::fs::read_to_string(file).ok()?;
        let line = text
            .lines()
            .find(|line| line.starts_with("{{#predict ") && line.contains("unit="))?;
        let name = line.split_whitespace().nth(1)?;
        let is_shown =
            text.contains(&format!("{name} ")) && world.catalogue.listing(name).is_some();
        is_shown.then(|| (name.to_owned(), Page::new(entry).address()))
    };
    let found = world.contents.iter().find_map(find);
    found.context("a page that asks for a number")
}

/// Whether the reader is asked what this listing prints: its output and its drawing are out of sight at first.
pub fn is_foretold(world: &World, listing: &catalogue::Listing) -> bool {
    is_asked(world, &listing.page, &listing.name)
}

/// The same, of a listing or an edit of a page.
pub fn is_asked(world: &World, page: &str, name: &str) -> bool {
    let file = world.repository.join("src").join(page);
    let text = std::fs::read_to_string(file.with_extension("md"));
    text.is_ok_and(|text| text.contains(&format!("{{{{#predict {name} ")))
}

/// What the question says now; `arguments[0]` selects it.
const NOTE: &str = "return document.querySelector(arguments[0])?.textContent ?? ''";

/// Output and drawing are out of sight until a number is said; then, and after a reload, they are there with what was said;
/// a run shows both.
pub async fn what_is_to_be_foretold_is_out_of_sight(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = asking(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    let form = format!("form.predict[data-predict='{name}']");
    for part in ["> .output", "> .timeline"] {
        ensure!(!figure.shows(part).await?, "{part} gives it away");
    }
    let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    tab.script::<()>(scroll, form.clone()).await?;
    let say = format!("{form} .say");
    tab.wait_until(
        "it can be said",
        &format!("return document.querySelector(\"{say}\") !== null"),
    )
    .await?;
    tab.click(&say).await?;
    ensure!(!figure.shows("> .output").await?, "nothing was said");
    let write = "document.querySelector(arguments[0]).value = '1234'";
    tab.script::<serde_json::Value>(&format!("return {write}"), format!("{form} input"))
        .await?;
    tab.click(&say).await?;
    for again in [false, true] {
        if again {
            tab.reload().await?;
        }
        ensure!(figure.shows("> .output").await?, "the output is missing");
        let note = json!(format!("{form} .predict-note"));
        tab.wait_for("it is remembered", NOTE, note, |note: &String| {
            note.contains("1234 ms")
        })
        .await?;
    }
    figure.run().await?;
    let legend: String = tab.script(NOTE, figure.inside(".legend")).await?;
    ensure!(
        legend.contains("your guess, 1234 ms"),
        "the legend is: {legend}"
    );
    ensure!(figure.shows(".timeline g.guess line").await?, "no mark");
    Ok(())
}

/// Who does not want to foretell presses once; so does who runs the program.
pub async fn a_prediction_can_be_skipped(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = asking(world)?;
    tab.open(&address).await?;
    let form = format!("form.predict[data-predict='{name}']");
    let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    tab.script::<()>(scroll, form.clone()).await?;
    let skip = format!("{form} .skip");
    tab.wait_until(
        "it can be skipped",
        &format!("return document.querySelector(\"{skip}\") !== null"),
    )
    .await?;
    let figure = tab.figure(&name);
    tab.click(&skip).await?;
    ensure!(figure.shows("> .output").await?, "the output is missing");
    tab.script::<()>("localStorage.clear()", json!(null))
        .await?;
    tab.reload().await?;
    ensure!(!figure.shows("> .output").await?, "it is in sight again");
    let outcome = figure.run().await?;
    ensure!(
        outcome.state == "ok" && figure.shows("> .timeline").await?,
        "{}",
        outcome.all_text()
    );
    Ok(())
}

/// The first pair that the reader is to foretell, and its page's address.
fn foretold_pair(world: &World) -> Option<(String, String)> {
    world.catalogue.programs().find_map(|listing| {
        let page = Page {
            stem: listing.page.clone(),
        };
        let file = world.repository.join(format!("src/{}.md", page.stem));
        let text = std::fs::read_to_string(file).ok()?;
        let is_pair = text.contains(&format!("{{{{#pair {} ", listing.name));
        (is_pair && is_foretold(world, listing)).then(|| (listing.name.clone(), page.address()))
    })
}

/// Of a pair neither program gives the answer away; a run of the one in Rust shows both outputs.
pub async fn a_pair_is_foretold_together(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = foretold_pair(world).context("a pair that is foretold")?;
    tab.open(&address).await?;
    let (rust, python) = (tab.figure(&name), tab.figure(&format!("{name}_py")));
    for figure in [&rust, &python] {
        ensure!(!figure.shows("> .output").await?, "it is given away");
    }
    rust.run().await?;
    for figure in [&rust, &python] {
        ensure!(figure.shows("> .output").await?, "the output is missing");
    }
    Ok(())
}
