//! The Russian edition in the browser: what differs from the English one is looked at on every page, the rest on a sample.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use catalogue::Exercise;
use serde_json::{Value, json};

use super::shared::Page;
use super::{looks, none_of, opening, running, weight};

/// Russian words are longer: nothing sticks out of any page, on a small phone, on a phone and on a desktop.
pub async fn every_page_fits(world: &World, tab: &mut Tab) -> Result<()> {
    let mut problems = Vec::new();
    for page in pages(world) {
        tab.open(&page).await?;
        // The code of a pair is small on a desktop, in both languages.
        for (widths, is_told) in [(vec![320, 375], true), (vec![1280], false)] {
            let Err(error) = looks::fits(tab, &widths).await else {
                continue;
            };
            let lines = format!("{error:#}");
            let lines = lines
                .lines()
                .skip(1)
                .filter(|line| is_told || !line.contains("code of"));
            problems.extend(lines.map(|line| format!("{page}: {line}")));
        }
    }
    none_of("Russian pages do not fit", &problems)
}

fn pages(world: &World) -> Vec<String> {
    let entries = world.contents.iter();
    entries
        .map(|entry| format!("ru/{}", Page::new(entry).address()))
        .collect()
}

/// Where each word of the page's pictures stands, and each box, in the units of the picture.
const PICTURES: &str = r"
    return [...document.querySelectorAll('main figure.picture svg')].map((svg) => {
      const whole = svg.getBoundingClientRect(), unit = svg.viewBox.baseVal.width / whole.width;
      const box = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [(left - whole.left) * unit, (top - whole.top) * unit, (right - whole.left) * unit, (bottom - whole.top) * unit];
      };
      const words = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: box(text) }));
      return { width: svg.viewBox.baseVal.width, words, boxes: [...svg.querySelectorAll('rect')].map(box) };
    });";

#[derive(Debug, serde::Deserialize)]
struct Picture {
    width: f64,
    words: Vec<Word>,
    boxes: Vec<[f64; 4]>,
}

#[derive(Debug, serde::Deserialize)]
struct Word {
    text: String,
    #[serde(rename = "box")]
    place: [f64; 4],
}

/// The words of a picture stay in it, in the boxes in which the English ones stand, and off each other.
pub async fn words_of_pictures_have_room(world: &World, tab: &mut Tab) -> Result<()> {
    tab.set_width(1280).await?;
    let mut problems = Vec::new();
    let mut seen = 0;
    for page in pages(world) {
        tab.open(page.trim_start_matches("ru/")).await?;
        let english: Vec<Picture> = tab.script(PICTURES, Value::Null).await?;
        if english.is_empty() {
            continue;
        }
        tab.open(&page).await?;
        let russian: Vec<Picture> = tab.script(PICTURES, Value::Null).await?;
        for (english, russian) in english.iter().zip(&russian) {
            seen += russian.words.len();
            problems.extend(
                without_room(english, russian)
                    .iter()
                    .map(|it| format!("{page}: {it}")),
            );
        }
    }
    ensure!(seen > 500, "only {seen} words were looked at");
    none_of("words have no room", &problems)
}

fn without_room(english: &Picture, russian: &Picture) -> Vec<String> {
    let mut found = Vec::new();
    for (index, (ours, theirs)) in english.words.iter().zip(&russian.words).enumerate() {
        let [left, _, right, _] = theirs.place;
        if left < -1.0 || right > russian.width + 1.0 {
            found.push(format!("“{}” sticks out of the picture", theirs.text));
        }
        let around = english
            .boxes
            .iter()
            .filter(|place| is_inside(&ours.place, place, 0.0));
        let narrowest = around.min_by(|a, b| (a[2] - a[0]).total_cmp(&(b[2] - b[0])));
        if narrowest.is_some_and(|place| !is_inside(&theirs.place, place, 1.5)) {
            found.push(format!("“{}” sticks out of its box", theirs.text));
        }
        for (other, before) in english.words[..index].iter().zip(&russian.words) {
            if meet(&theirs.place, &before.place) && !meet(&ours.place, &other.place) {
                found.push(format!(
                    "“{}” and “{}” stand on each other",
                    theirs.text, before.text
                ));
            }
        }
    }
    found
}

/// Letters reach above and below what a browser takes for their line.
fn is_inside(word: &[f64; 4], place: &[f64; 4], slack: f64) -> bool {
    word[0] >= place[0] - slack
        && word[2] <= place[2] + slack
        && word[1] >= place[1] - 6.0
        && word[3] <= place[3] + 6.0
}

fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    let share = |from: usize, to: usize| a[to].min(b[to]) - a[from].max(b[from]);
    share(0, 2) > 1.0 && share(1, 3) > 4.0
}

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
