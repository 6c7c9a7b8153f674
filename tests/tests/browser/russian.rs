//! The Russian edition in the browser: search, Run, the switch and the offer. How its pages look is in `russian_pages`.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use catalogue::Exercise;
use serde_json::{Value, json};

use super::shared::Page;
use super::{opening, running, weight};

/// A query, and the pages on one of which it has to be found first.
const QUERIES: [(&str, &str); 5] = [
    ("потоками", "threads/"),
    ("взаимную блокировку", "threads/locks-that-bite"),
    ("отменённой футуры", "async/cancellation"),
    ("еще", "."),
    ("create_task", "async/tasks"),
];

const FIND: &str = r"
    const [queries, done] = arguments;
    (async () => {
      const root = new URL(document.documentElement.dataset.root || './', location.href);
      const { load } = await import(new URL('js/dist-ru/search/index.js', root).href);
      const engine = await load(root);
      return queries.map((query) => engine.find(query).slice(0, 5).map(({ section }) => section.address));
    })().then(done, (error) => done([[String(error)]]));";

/// Words are found in whatever form they are asked for, names of APIs as before, ё or not.
pub async fn inflected_words_are_found(_: &World, tab: &mut Tab) -> Result<()> {
    tab.open("ru/async/tasks.html").await?;
    let queries = QUERIES.map(|(query, _)| query);
    let found: Vec<Vec<String>> = tab.script_to_its_end(FIND, vec![json!(queries)]).await?;
    for ((query, wanted), found) in QUERIES.iter().zip(&found) {
        let is_there = found.iter().any(|address| address.contains(wanted));
        ensure!(
            is_there,
            "“{query}” leads to {found:?}, and not to {wanted}"
        );
    }
    Ok(())
}

/// Run, an edit and an exercise, on the page about tasks: the program is the same, and what is said of it is Russian.
pub async fn programs_run_and_are_told_of(world: &World, tab: &mut Tab) -> Result<()> {
    let page = "async/tasks";
    tab.open(&format!("ru/{page}.html")).await?;
    let first_view = tab.traffic().await?;
    weight::comes_in_few_requests(&first_view)?;
    let entry = world
        .contents
        .iter()
        .find(|entry| Page::new(entry).stem == page);
    opening::is_light(&Page::new(entry.context("the page")?), &first_view)?;

    let figure = tab.figure("spawn_before_await");
    let outcome = figure.run().await?;
    running::is_local(&outcome)?;
    ensure!(
        outcome.stdout.contains("kettle | start"),
        "{}",
        outcome.all_text()
    );
    is_russian(&outcome.status)?;

    figure
        .write("fn main() { let cup: u32 = \"tea\"; }\n")
        .await?;
    let outcome = figure.run().await?;
    ensure!(
        outcome.diagnostics.contains("E0308"),
        "{}",
        outcome.all_text()
    );
    is_russian(&outcome.status)?;

    let exercise = world.catalogue.exercises.iter().find(|it| it.page == page);
    is_checked(tab, exercise.context("an exercise")?).await
}

async fn is_checked(tab: &Tab, exercise: &Exercise) -> Result<()> {
    let figure = tab.figure(&exercise.name);
    let outcome = figure.run().await?;
    ensure!(outcome.state == "failed", "{}", outcome.all_text());
    is_russian(&outcome.status)?;
    figure.write(exercise.solution.text()).await?;
    let outcome = figure.run().await?;
    ensure!(outcome.state == "ok", "{}", outcome.all_text());
    is_russian(&outcome.status)
}

/// A sentence in Cyrillic, without English words between them.
fn is_russian(sentence: &str) -> Result<()> {
    let cyrillic = sentence
        .chars()
        .filter(|char| ('а'..='я').contains(char))
        .count();
    let latin: Vec<&str> = sentence
        .split(|char: char| !char.is_ascii_alphabetic())
        .filter(|word| word.len() > 3 && !["Rust", "Playground", "cargo", "book"].contains(word))
        .collect();
    ensure!(
        cyrillic > 3 && latin.is_empty(),
        "this is said: “{sentence}”"
    );
    Ok(())
}

/// The switch leads to the same place of the same page, and back.
pub async fn the_switch_keeps_the_place(_: &World, tab: &mut Tab) -> Result<()> {
    tab.open("async/tasks.html#when-a-task-fails").await?;
    for (folder, language) in [("/ru/", "ru"), ("/", "en")] {
        tab.activate("#language-switch").await?;
        let arrived = format!(
            "return document.documentElement.lang === '{language}' && location.pathname === '{folder}async/tasks.html' && location.hash === '#when-a-task-fails' && Boolean(document.querySelector(location.hash))"
        );
        tab.wait_until(&format!("the page in {language}"), &arrived)
            .await?;
    }
    Ok(())
}

/// Who prefers Russian is offered the edition, is never led away, and is not asked again.
pub async fn the_offer_is_made_once(_: &World, tab: &mut Tab) -> Result<()> {
    const OFFERED: &str = "const offer = document.getElementById('language-offer'); return Boolean(offer) && !offer.hidden";
    tab.open("introduction.html").await?;
    let to_english: bool = tab.script(OFFERED, Value::Null).await?;
    ensure!(!to_english, "Russian is offered to who prefers English");
    let prefer =
        "Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['ru-RU', 'en'] });";
    let added = tab
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": prefer }),
        )
        .await?;
    let outcome = async {
        tab.script::<()>("localStorage.clear()", Value::Null)
            .await?;
        tab.open("introduction.html").await?;
        tab.wait_until("Russian is offered", OFFERED).await?;
        tab.click("#language-offer button").await?;
        tab.open("introduction.html").await?;
        let again: bool = tab.script(OFFERED, Value::Null).await?;
        ensure!(!again, "it is offered again");
        Ok(())
    };
    let outcome = outcome.await;
    tab.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
        .await?;
    outcome
}
