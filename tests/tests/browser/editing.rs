//! The editor, and the edits that the pages suggest.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use playground::catalogue::Edit;
use serde_json::{Value, json};

use super::running::{any_program, did_not_compile, is_as_recorded, is_local, write_program};
use super::shared::Page;
use super::side_by_side::run_side_by_side;

/// "Make this edit" makes every edit of the page, and Reset takes it back; of each listing, Run then does what the
/// page says of the first edit, side by side. (`listings` runs all of them as the page's Run does.)
pub async fn every_suggested_edit_does_what_it_says(
    world: &World,
    tab: &Tab,
    page: &Page,
) -> Result<()> {
    let edits = world.catalogue.edits.iter();
    let edits: Vec<&Edit> = edits.filter(|edit| edit.page == page.stem).collect();
    let (count, (first, others)) = (edits.len(), one_of_each_listing(edits));
    make_and_take_back(world, tab, &others).await?;
    for edit in &first {
        make(world, tab, edit)
            .await
            .with_context(|| edit.name.clone())?;
    }
    let name = |edit: &&Edit| edit.change.listing.clone();
    let failed = run_side_by_side(tab, &first, name, async |edit| {
        let outcome = does_what_it_says(tab, edit).await;
        outcome.with_context(|| format!("after the edit {}", edit.name))
    })
    .await?;
    for edit in &first {
        take_back(tab, edit).await?;
    }
    println!(
        "{}: {count} edits are made, and {} of {} that were run do what they say",
        page.stem,
        first.len() - failed.len(),
        first.len()
    );
    super::none_of("edits do not do what the page says", &failed)
}

/// The first edit of each listing, and the others.
fn one_of_each_listing(edits: Vec<&Edit>) -> (Vec<&Edit>, Vec<&Edit>) {
    let mut seen = BTreeSet::new();
    edits
        .into_iter()
        .partition(|edit| seen.insert(&edit.change.listing))
}

/// Presses "Make this edit" of each edit and then its listing's Reset; tells which code was not kept, or kept after all.
/// The presses are the page's own: a pointer that comes and goes for each would cost more than everything else.
const MAKE_AND_TAKE_BACK: &str = r"
    const [edits, done] = arguments;
    const kept = (listing) => JSON.parse(localStorage.getItem('many-things:edit:' + listing) ?? 'null')?.code ?? null;
    const becomes = async (listing, wanted) => {
      for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((resume) => setTimeout(resume, 5))) {
        if (kept(listing) === wanted) return true;
      }
      return false;
    };
    const work = async () => {
      const wrong = [];
      for (const { name, listing, wanted } of edits) {
        document.querySelector(`.edit[data-edit='${name}'] button.make-edit`).click();
        if (!await becomes(listing, wanted)) wrong.push(`${name} is not made: ${kept(listing)}`);
        document.querySelector(`#listing-${listing} button.reset`).click();
        if (!await becomes(listing, null)) wrong.push(`${name} is not taken back`);
      }
      return wrong;
    };
    work().then(done, (error) => done([String(error)]));";

async fn make_and_take_back(world: &World, tab: &Tab, edits: &[&Edit]) -> Result<()> {
    let mut wanted = Vec::new();
    for edit in edits {
        let code = edited(world, edit)?;
        wanted.push(json!({ "name": edit.name, "listing": edit.change.listing, "wanted": code }));
    }
    let wrong: Vec<String> = tab
        .script_to_its_end(MAKE_AND_TAKE_BACK, vec![Value::from(wanted)])
        .await?;
    super::none_of("edits go wrong", &wrong)
}

/// The code that an edit makes of its listing.
fn edited(world: &World, edit: &Edit) -> Result<String> {
    let listing = world.catalogue.listing(&edit.change.listing);
    let source = &listing.context("its listing")?.source;
    edit.apply(source.text()).context("`find` occurs once")
}

/// Presses Reset, and sees the edit forgotten.
async fn take_back(tab: &Tab, edit: &Edit) -> Result<()> {
    let figure = tab.figure(&edit.change.listing);
    tab.activate(&figure.inside("button.reset")).await?;
    let what = format!("{} is taken back", edit.name);
    let kept = "return localStorage.getItem('many-things:edit:' + arguments[0])";
    let is_gone = |kept: &Option<String>| kept.is_none();
    tab.wait_for(&what, kept, edit.change.listing.clone().into(), is_gone)
        .await
        .map(|_| ())
}

/// Presses "Make this edit", and sees the edited code kept.
async fn make(world: &World, tab: &Tab, edit: &Edit) -> Result<()> {
    let wanted = edited(world, edit)?;
    let button = format!(".edit[data-edit=\"{}\"] button.make-edit", edit.name);
    tab.activate(&button).await?;
    let kept = "return JSON.parse(localStorage.getItem('many-things:edit:' + arguments[0]) ?? 'null')?.code ?? null";
    let is_made = |kept: &Option<String>| kept.as_deref() == Some(wanted.as_str());
    tab.wait_for(
        "the edit is made",
        kept,
        edit.change.listing.clone().into(),
        is_made,
    )
    .await?;
    Ok(())
}

async fn does_what_it_says(tab: &Tab, edit: &Edit) -> Result<()> {
    let outcome = tab.figure(&edit.change.listing).ended().await?;
    is_local(&outcome)?;
    match &edit.change.compile_error {
        Some(code) => did_not_compile(&outcome, Some(code)),
        None => is_as_recorded(&outcome, edit.stdout.as_ref(), edit.stderr.as_ref()),
    }
}

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
    let is_open = "return Boolean(document.querySelector(arguments[0]))";
    let editor = figure.inside(".cm-content");
    tab.wait_for(
        "the editor is open",
        is_open,
        editor.into(),
        |is_open: &bool| *is_open,
    )
    .await?;
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
    let has_hidden =
        |listing: &&playground::catalogue::Listing| listing.source.lines().any(|line| line.hidden);
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
