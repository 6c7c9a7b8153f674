//! What can be seen at once: code and drawing.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{CTRL, Tab, World};
use serde_json::json;

/// The first program of the book's first page, and the page's address.
fn first_program(world: &World) -> Result<(String, String)> {
    let entry = world.contents.first().context("a page")?;
    let file = world.repository.join("src").join(&entry.path);
    let text = super::read(&file)?;
    let directive = text.split("{{#listing ").nth(1).context("a listing")?;
    let name = directive.split_whitespace().next().context("its name")?;
    let name = name.rsplit(':').next().unwrap_or(name);
    let address = entry.path.with_extension("html");
    Ok((name.to_owned(), address.to_string_lossy().into_owned()))
}

/// Where things are in the window; `arguments[0]` selects the figure.
const PLACES: &str = r"
    const figure = document.querySelector(arguments[0]);
    const box = (selector) => {
      const { top, bottom, left, right } = figure.querySelector(selector).getBoundingClientRect();
      return [top, bottom, left, right];
    };
    return { line: box('.cm-line.cm-test'), lanes: box('svg.lanes'), window: [innerWidth, innerHeight] };";

#[derive(Debug, serde::Deserialize)]
struct Places {
    line: [f64; 4],
    lanes: [f64; 4],
    window: [f64; 2],
}

/// Changes the first 300 of the code as a reader does, and marks its line; `arguments[0]` selects the editor.
const CHANGE: &str = r"
    const [selector, done] = arguments;
    const editor = document.querySelector(selector);
    const line = [...editor.querySelectorAll('.cm-line')].find((line) => line.textContent.includes('300'));
    line.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.includes('300')) break;
    const at = walker.currentNode.data.indexOf('300');
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 3);
    editor.focus();
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    // The editor looks at the selection a little later.
    setTimeout(done, 300);";

/// The introduction's first edit: after Ctrl-Enter the line that was changed and all bars are in one window.
pub async fn the_first_edit_is_seen(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = first_program(world)?;
    for (width, height) in [(1280, 800), (375, 667), (1440, 900)] {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        tab.devtools("Emulation.setDeviceMetricsOverride", size)
            .await?;
        tab.open(&address).await?;
        let figure = tab.figure(&name);
        figure.open_editor().await?;
        let editor = figure.inside(".cm-content");
        tab.script_to_its_end::<()>(CHANGE, vec![json!(editor)])
            .await?;
        for key in ["5", "0", "0"] {
            tab.devtools("Input.insertText", json!({ "text": key }))
                .await?;
        }
        figure.expect_a_new_status().await?;
        tab.press("Enter", CTRL).await?;
        let outcome = figure.ended().await?;
        ensure!(outcome.state == "ok", "{}", outcome.all_text());
        let mark = "[...document.querySelectorAll(arguments[0] + ' .cm-line')].find((line) => line.textContent.includes('500')).classList.add('cm-test')";
        tab.script::<()>(mark, editor).await?;
        let places: Places = tab.script(PLACES, figure.inside("")).await?;
        let is_seen = |[top, bottom, ..]: [f64; 4]| top >= 0.0 && bottom <= places.window[1];
        ensure!(
            is_seen(places.line) && is_seen(places.lanes),
            "{width}x{height}: {places:?}"
        );
        let is_beside = places.lanes[2] > places.line[2] + 100.0;
        ensure!(
            is_beside == (width >= 1400),
            "{width}: the drawing is at {places:?}"
        );
        figure.click("button.reset").await?;
    }
    tab.set_width(1280).await
}

/// Reset can be taken back.
pub async fn reset_is_undone(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"mine\");\n}\n";
    let name = super::running::write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.click("button.reset").await?;
    ensure!(figure.kept().await?.is_none(), "the edit is still kept");
    figure.click(".status button").await?;
    ensure!(
        figure.kept().await?.as_deref() == Some(code),
        "the edit is not back"
    );
    let outcome = figure.run().await?;
    ensure!(outcome.stdout == "mine\n", "{}", outcome.all_text());
    Ok(())
}

/// A place behind an emoji is marked where it is.
pub async fn columns_are_right_behind_an_emoji(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    let pots: (&str, u8) = (\"🫖🫖🫖\", \"ab\");\n}\n";
    let name = super::running::write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let marked: String = tab
        .script(
            "return document.querySelector(arguments[0])?.textContent ?? ''",
            figure.inside(".cm-error"),
        )
        .await?;
    ensure!(marked == "\"ab\"", "marked is {marked}");
    Ok(())
}

/// Of very many errors the first are shown; the others lie in a fold.
pub async fn many_errors_are_folded(world: &World, tab: &mut Tab) -> Result<()> {
    let wrong: String = (0..20).map(|n| format!("    absent_{n};\n")).collect();
    let name =
        super::running::write_program(world, tab, &format!("fn main() {{\n{wrong}}}\n")).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let shown: usize = tab.count(&figure.inside(".notes > .diagnostic")).await?;
    let folded: usize = tab
        .count(&figure.inside(".more-errors:not([open]) > .diagnostic"))
        .await?;
    ensure!(
        (shown, folded) == (5, 15),
        "{shown} errors are shown, {folded} lie in the fold"
    );
    Ok(())
}
