//! The editor, and what becomes of the reader's edits.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use catalogue::Edit;
use serde_json::Value;

use super::running::{any_program, is_as_recorded, is_local, write_program};
use super::suggested::does_what_it_says;

/// Who presses Run before the editor has loaded runs the edited code all the same.
pub async fn run_does_not_wait_for_the_editor(world: &World, tab: &mut Tab) -> Result<()> {
    let compiles = |edit: &&Edit| edit.change.compile_error.is_none();
    let edit = world
        .catalogue
        .edits
        .iter()
        .find(compiles)
        .context("an edit")?;
    tab.open(&format!("{}.html", edit.page)).await?;
    let figure = tab.figure(&edit.change.listing);
    figure.expect_a_new_status().await?;
    let make = format!(".edit[data-edit=\"{}\"] button.make-edit", edit.name);
    let press_both =
        "for (const selector of arguments[0]) document.querySelector(selector).click();";
    let both = serde_json::json!([make, figure.inside("button.run")]);
    tab.script::<()>(press_both, both).await?;
    does_what_it_says(tab, edit).await
}

/// Who presses Reset before the editor has loaded keeps the printed code.
pub async fn reset_is_not_undone_by_the_editor(world: &World, tab: &mut Tab) -> Result<()> {
    let edit = world.catalogue.edits.first().context("an edit")?;
    tab.open(&format!("{}.html", edit.page)).await?;
    let figure = tab.figure(&edit.change.listing);
    let make = format!(".edit[data-edit=\"{}\"] button.make-edit", edit.name);
    let press_both =
        "for (const selector of arguments[0]) document.querySelector(selector).click();";
    let both = serde_json::json!([make, figure.inside("button.reset")]);
    tab.script::<()>(press_both, both).await?;
    // What makes the edit comes later than Reset, and then makes nothing.
    let is_there = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('figure/run/perform.js'))";
    tab.wait_until("what makes edits is loaded", is_there)
        .await?;
    let a_moment = "const [done] = arguments; setTimeout(done, 500);";
    tab.script_to_its_end::<()>(a_moment, Vec::new()).await?;
    ensure!(figure.kept().await?.is_none(), "the edit is back");
    Ok(())
}

/// An edited program prints what the edit says.
pub async fn an_edit_changes_the_output(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"{} cups\", 6 * 7);\n    println!(\"   5 ms | kettle | wait: the water boils\");\n    println!(\"  90 ms | kettle | done\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let outcome = tab.figure(&name).run().await?;
    is_local(&outcome)?;
    ensure!(
        outcome.state == "ok",
        "the state is {}: {}",
        outcome.state,
        outcome.all_text()
    );
    ensure!(
        outcome.stdout.starts_with("42 cups\n"),
        "the output is {}",
        outcome.stdout
    );
    ensure!(
        outcome.rows == 2,
        "the timeline's table has {} rows, not 2",
        outcome.rows
    );
    Ok(())
}

/// Who stops typing has the program compiled before Run is pressed; older texts are not asked for.
pub async fn a_pause_in_typing_compiles_ahead(world: &World, tab: &mut Tab) -> Result<()> {
    let asked = "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/compile')).length";
    let code = "fn main() {\n    println!(\"thought about\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let is_asked = |count: &usize| *count > 0;
    tab.wait_for(
        "the server is asked to compile",
        asked,
        Value::Null,
        is_asked,
    )
    .await?;
    let outcome = tab.figure(&name).run().await?;
    is_local(&outcome)?;
    ensure!(
        outcome.stdout == "thought about\n",
        "{}",
        outcome.all_text()
    );
    let count: usize = tab.script(asked, Value::Null).await?;
    ensure!(count == 1, "the server was asked {count} times");
    Ok(())
}

/// An edit is there after a reload; Reset brings the printed code and its output back.
pub async fn edits_survive_a_reload_until_reset(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"kept\");\n}\n";
    let name = write_program(world, tab, code).await?;
    tab.reload().await?;
    let figure = tab.figure(&name);
    ensure!(
        figure.kept().await?.as_deref() == Some(code),
        "the edit is not kept"
    );
    ensure!(
        tab.count(&format!("#listing-{name}.modified")).await? == 1,
        "the figure is not marked as modified"
    );
    let shown = figure.element("pre.code, .editor").await?.text().await?;
    let visible = figure.shows(".cm-content").await? || shown.contains("kept");
    ensure!(
        visible,
        "the edited code is not shown after the reload: {shown}"
    );
    let outcome = figure.run().await?;
    ensure!(
        outcome.stdout == "kept\n",
        "the edited code did not run: {}",
        outcome.all_text()
    );

    figure.click("button.reset").await?;
    let is_gone = |kept: &Option<String>| kept.is_none();
    let kept = "return localStorage.getItem('many-things:edit:' + arguments[0])";
    tab.wait_for("the edit is forgotten", kept, name.clone().into(), is_gone)
        .await?;
    ensure!(
        tab.count(&format!("#listing-{name}.modified")).await? == 0,
        "the figure is still marked as modified"
    );
    let listing = world.catalogue.listing(&name).context("the program")?;
    is_as_recorded(
        &figure.run().await?,
        listing.stdout.as_ref(),
        listing.stderr.as_ref(),
    )
}

/// Hidden lines are shown when asked for, and hidden again.
pub async fn hidden_lines_are_shown_on_demand(world: &World, tab: &mut Tab) -> Result<()> {
    let has_hidden = |listing: &&catalogue::Listing| listing.source.lines().any(|line| line.hidden);
    let listing = world
        .catalogue
        .programs()
        .find(has_hidden)
        .context("a program with hidden lines")?;
    tab.open(&format!("{}.html", listing.page)).await?;
    let figure = tab.figure(&listing.name);
    ensure!(
        !figure.shows("pre.code .line.boring").await?,
        "hidden lines are shown at first"
    );
    figure.click("button.hidden-lines").await?;
    ensure!(
        figure.shows("pre.code .line.boring").await?,
        "hidden lines stay hidden"
    );
    figure.click("button.hidden-lines").await?;
    ensure!(
        !figure.shows("pre.code .line.boring").await?,
        "hidden lines stay shown"
    );
    let (first, _) = any_program(world)?;
    ensure!(!first.is_empty(), "the book has a program");
    Ok(())
}
