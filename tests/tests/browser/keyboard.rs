//! The keyboard alone.

use anyhow::{Result, bail, ensure};
use book_tests::browser::{CTRL, Figure, Tab, World};
use serde_json::Value;

use super::running::{any_program, is_local};

/// More presses than any page has stops.
const PRESSES: usize = 300;

async fn has_focus(tab: &Tab, selector: &str) -> Result<bool> {
    tab.script(
        "return Boolean(document.activeElement?.closest(arguments[0]))",
        selector,
    )
    .await
}

async fn tab_to(tab: &Tab, selector: &str) -> Result<()> {
    for _ in 0..PRESSES {
        if has_focus(tab, selector).await? {
            return Ok(());
        }
        tab.press("Tab", 0).await?;
    }
    bail!("{PRESSES} presses of Tab do not reach {selector}")
}

async fn open_any<'a>(world: &World, tab: &'a Tab) -> Result<Figure<'a>> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    Ok(tab.figure(&name))
}

/// Tab reaches Run from the top of the page, Enter runs, and the focus stays on the controls.
pub async fn tab_reaches_run_and_enter_runs(world: &World, tab: &mut Tab) -> Result<()> {
    let figure = open_any(world, tab).await?;
    tab_to(tab, &figure.inside("button.run")).await?;
    figure.expect_a_new_status().await?;
    tab.press("Enter", 0).await?;
    is_local(&figure.ended().await?)?;
    ensure!(
        has_focus(tab, &figure.inside(".controls")).await?,
        "the focus left the controls after the run"
    );
    for button in ["button.edit", "button.copy"] {
        tab_to(tab, &figure.inside(button)).await?;
    }
    Ok(())
}

/// Ctrl-Enter in the editor runs what is written there.
pub async fn ctrl_enter_runs_from_the_editor(world: &World, tab: &mut Tab) -> Result<()> {
    let figure = open_any(world, tab).await?;
    figure
        .write("fn main() {\n    println!(\"by key\");\n}\n")
        .await?;
    ensure!(
        has_focus(tab, ".cm-content").await?,
        "the editor has not the focus"
    );
    figure.expect_a_new_status().await?;
    tab.press("Enter", CTRL).await?;
    let outcome = figure.ended().await?;
    ensure!(
        outcome.stdout == "by key\n",
        "the output is: {}",
        outcome.all_text()
    );
    ensure!(
        figure.kept().await?.as_deref() == Some("fn main() {\n    println!(\"by key\");\n}\n"),
        "Ctrl-Enter changed the code"
    );
    Ok(())
}

/// Esc, then Tab, leaves the editor; a hint says so; Tab alone does not leave it.
pub async fn escape_then_tab_leaves_the_editor(world: &World, tab: &mut Tab) -> Result<()> {
    let figure = open_any(world, tab).await?;
    tab_to(tab, &figure.inside("button.edit")).await?;
    tab.press("Enter", 0).await?;
    let is_open = "return Boolean(document.activeElement?.closest('.cm-content'))";
    tab.wait_until("the editor is open and has the focus", is_open)
        .await?;
    ensure!(
        figure.shows(".editor-hint").await?,
        "no hint says how to leave the editor"
    );
    tab.press("Escape", 0).await?;
    tab.press("Tab", 0).await?;
    ensure!(!has_focus(tab, ".cm-editor").await?, "the editor is a trap");
    ensure!(
        figure.kept().await?.is_none(),
        "leaving the editor changed the code"
    );
    Ok(())
}

/// What is typed in the editor opens no search and turns no page.
pub async fn letters_typed_in_the_editor_stay_there(world: &World, tab: &mut Tab) -> Result<()> {
    let figure = open_any(world, tab).await?;
    figure.write("//\n").await?;
    let before = tab.browser().current_url().await?;
    for key in ["s", "/", "?"] {
        tab.press(key, 0).await?;
    }
    tab.press("ArrowRight", 0).await?;
    tab.press("ArrowRight", 0).await?;
    let is_typed = |kept: &Option<String>| kept.as_deref().is_some_and(|code| code.contains("s/?"));
    let kept = "return JSON.parse(localStorage.getItem('many-things:edit:' + arguments[0]) ?? 'null')?.code ?? null";
    let (name, _) = any_program(world)?;
    tab.wait_for("the letters are in the editor", kept, name.into(), is_typed)
        .await?;
    let search = "return Boolean(document.querySelector('dialog[open]'))";
    ensure!(
        !tab.script::<bool>(search, Value::Null).await?,
        "the search opened"
    );
    ensure!(
        tab.browser().current_url().await? == before,
        "the page was left"
    );
    ensure!(
        has_focus(tab, ".cm-content").await?,
        "the editor lost the focus"
    );
    Ok(())
}
