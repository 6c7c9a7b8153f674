//! Barriers that axe finds: none of our making, in every state of every page.

use anyhow::Result;
use book_tests::browser::axe::{self, Rules, Violation};
use book_tests::browser::{Tab, World};
use serde_json::Value;

use super::shared::Page;

/// axe's source; where it is missing, the reason is printed, and CI fails.
pub fn axe_source(world: &World) -> Result<Option<String>> {
    let source = axe::source(&world.repository);
    let reason = "axe is missing: npm ci --prefix tests/npm";
    if source.is_none() && std::env::var_os("CI").is_some() {
        anyhow::bail!(reason);
    }
    if source.is_none() {
        println!("skipped: {reason}");
    }
    Ok(source)
}

/// No barriers in the page as it is now. In dark nothing but the colours differs: those are looked at by `contrast`.
pub async fn none(tab: &Tab, source: &str, rules: Rules, state: &str) -> Result<()> {
    let found = axe::violations(tab, source, rules).await?;
    let mut problems: Vec<String> = found
        .iter()
        .map(|violation| problem(state, violation))
        .collect();
    problems.sort();
    problems.dedup();
    super::none_of("barriers", &problems)
}

/// Opens every fold, and the editor of the page's first program.
pub async fn open_everything(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    let open =
        "for (const details of document.querySelectorAll('main details')) details.open = true;";
    tab.script::<()>(open, Value::Null).await?;
    match world
        .catalogue
        .programs()
        .find(|listing| listing.page == page.stem)
    {
        Some(program) => tab.figure(&program.name).open_editor().await,
        None => Ok(()),
    }
}

fn problem(state: &str, violation: &Violation) -> String {
    let Violation {
        rule,
        help,
        target,
        html,
        why,
        ours,
    } = violation;
    let whose = if *ours {
        "ours"
    } else {
        "mdBook's template: repair it in theme/js/page/repair.js"
    };
    format!("{rule} ({whose}), {state}: {help}\n    {target}\n    {html}\n    {why}")
}
