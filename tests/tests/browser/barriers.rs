//! Barriers that axe finds: none of our making, in light and in dark, in every state of every page.

use anyhow::{Context, Result};
use book_tests::browser::axe::{self, Violation};
use book_tests::browser::{Tab, World};
use serde_json::Value;

use super::shared::Page;

pub async fn none_in_light(world: &World, tab: &mut Tab, page: &Page) -> Result<()> {
    tab.prefer("light").await?;
    none_in_any_state(world, tab, page).await
}

pub async fn none_in_dark(world: &World, tab: &mut Tab, page: &Page) -> Result<()> {
    tab.prefer("dark").await?;
    none_in_any_state(world, tab, page).await
}

/// axe's source; where it is missing, the reason is printed, and CI fails.
fn axe_source(world: &World) -> Result<Option<String>> {
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

async fn none_in_any_state(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    let Some(source) = axe_source(world)? else {
        return Ok(());
    };
    tab.open(&page.address()).await?;
    let mut found = Vec::new();
    look(tab, &source, "at first", &mut found).await?;
    if let Some(program) = world
        .catalogue
        .programs()
        .find(|listing| listing.page == page.stem)
    {
        let figure = tab.figure(&program.name);
        figure.run().await?;
        figure.open_editor().await?;
    }
    if tab.count("form.quiz").await? > 0 {
        tab.script::<()>(ANSWER, Value::Null).await?;
        tab.wait_until(
            "the quiz is answered",
            "return Boolean(document.querySelector('fieldset.question.answered'))",
        )
        .await?;
    }
    let used = "after Run, with the editor open, the quiz answered and all folds open";
    look(tab, &source, used, &mut found).await?;
    let mut problems: Vec<String> = found
        .iter()
        .map(|(state, violation)| problem(state, violation))
        .collect();
    problems.sort();
    problems.dedup();
    super::none_of("barriers", &problems)
}

const ANSWER: &str = r"
    for (const question of document.querySelectorAll('form.quiz fieldset.question')) {
      question.querySelector('input[type=radio]').click();
      question.querySelector('button.answer-button').click();
    }
    for (const details of document.querySelectorAll('main details')) details.open = true;";

async fn look(
    tab: &Tab,
    source: &str,
    state: &'static str,
    found: &mut Vec<(&'static str, Violation)>,
) -> Result<()> {
    let violations = axe::violations(tab, source).await.context(state)?;
    found.extend(violations.into_iter().map(|violation| (state, violation)));
    Ok(())
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
        "mdBook's template: repair it in theme/js/repair.js"
    };
    format!("{rule} ({whose}), {state}: {help}\n    {target}\n    {html}\n    {why}")
}
