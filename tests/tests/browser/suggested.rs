//! The edits that the pages suggest.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use book_tests::browser::{Tab, World};
use catalogue::Edit;
use serde_json::{Value, json};

use super::running::{did_not_compile, is_as_recorded, is_local};
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

/// The run of an edited listing has ended as the page says.
pub async fn does_what_it_says(tab: &Tab, edit: &Edit) -> Result<()> {
    let outcome = tab.figure(&edit.change.listing).ended().await?;
    is_local(&outcome)?;
    match &edit.change.compile_error {
        Some(code) => did_not_compile(&outcome, Some(code)),
        None => is_as_recorded(&outcome, edit.stdout.as_ref(), edit.stderr.as_ref()),
    }
}
