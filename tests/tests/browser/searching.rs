//! The search: it opens by key, finds what the book holds, and gets out of the way.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use book_tests::browser::axe::Rules;
use book_tests::browser::{Tab, World};
use catalogue::Source;
use serde_json::{Value, json};

use super::running::any_program;
use super::{barriers, contrast, none_of};

/// From the key to the first result, on a processor four times as slow; the bar is 900 ms on an idle machine.
const SLOW: f64 = 10_000.0;

/// Presses the key, writes a query and waits for the first result; gives the milliseconds that it took.
const FIRST_RESULT: &str = r"
    const done = arguments[arguments.length - 1];
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', code: 'KeyS', bubbles: true }));
    let written = false;
    const look = () => {
      const field = document.querySelector('dialog.search[open] input');
      if (field && !written) {
        field.value = 'cancel';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        written = true;
      }
      if (document.querySelector('#search-results [role=option]')) done(performance.now() - start);
      else if (performance.now() - start > 60000) done(-1);
      else setTimeout(look, 5);
    };
    look();";

/// What is open, and has the focus.
const STATE: &str = r"
    const field = document.querySelector('dialog.search input');
    return {
      open: Boolean(field?.closest('dialog').open),
      focused: document.activeElement === field,
      chosen: document.getElementById(field?.getAttribute('aria-activedescendant') ?? '')?.id ?? '',
      selected: [...document.querySelectorAll('[role=option][aria-selected=true]')].map((option) => option.id).join(' '),
      status: document.querySelector('.search-status')?.textContent ?? '',
    };";

#[derive(Debug, serde::Deserialize)]
struct State {
    open: bool,
    focused: bool,
    chosen: String,
    selected: String,
    status: String,
}

/// `s` opens it, a query has results, arrows and Enter go to one, Escape closes it; no barriers while it is open.
pub async fn the_search_opens_finds_and_closes(world: &World, tab: &mut Tab) -> Result<()> {
    let (_, address) = any_program(world)?;
    tab.prefer("light").await?;
    tab.open(&address).await?;
    the_first_result_comes_soon(tab).await?;
    let first: State = tab.script(STATE, Value::Null).await?;
    ensure!(
        first.open && first.focused,
        "the field has not the focus: {first:?}"
    );
    ensure!(
        first.chosen == "search-result-0" && first.selected == first.chosen,
        "the first result is not chosen: {first:?}"
    );
    ensure!(
        first.status.contains("found"),
        "nothing is announced: {first:?}"
    );
    let down = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))";
    tab.script::<()>(down, Value::Null).await?;
    let second: State = tab.script(STATE, Value::Null).await?;
    ensure!(
        second.chosen == "search-result-1" && second.selected == second.chosen,
        "the arrow chooses: {second:?}"
    );
    if let Some(axe) = barriers::axe_source(world)? {
        barriers::none(tab, &axe, Rules::All, "with the search open").await?;
    }
    contrast::texts_stand_out(tab).await?;
    for width in [320, 1280] {
        tab.set_width(width).await?;
        let fits = "const box = document.querySelector('dialog.search').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && document.scrollingElement.scrollWidth <= innerWidth";
        ensure!(
            tab.script::<bool>(fits, Value::Null).await?,
            "the search does not fit into {width} px"
        );
    }
    tab.press("Escape", 0).await?;
    let closed: State = tab.script(STATE, Value::Null).await?;
    ensure!(!closed.open, "Escape does not close it");
    tab.press("/", 0).await?;
    tab.wait_until(
        "/ opens it again",
        "return Boolean(document.querySelector('dialog.search[open]'))",
    )
    .await?;
    tab.press("Enter", 0).await?;
    tab.wait_until("Enter goes to the result", "return !document.querySelector('dialog.search[open]') && document.documentElement.dataset.page === 'ready'").await?;
    Ok(())
}

/// Opens the search and types, at a quarter of the processor's speed.
async fn the_first_result_comes_soon(tab: &Tab) -> Result<()> {
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
        .await?;
    let took: f64 = tab.script_to_its_end(FIRST_RESULT, Vec::new()).await?;
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
        .await?;
    println!("the first result after {took:.0} ms at a quarter of the speed");
    ensure!(
        (0.0..SLOW).contains(&took),
        "the first result took {took} ms"
    );
    Ok(())
}

/// Asks the page's own search for each `[query, address]`; gives those whose page is not found, and a query in Cyrillic.
const ASK: &str = r"
    const [wanted, done] = arguments;
    (async () => {
      const root = new URL(document.documentElement.dataset.root || './', location.href);
      const { load } = await import(new URL('js/dist/search/index.js', root).href);
      const engine = await load(root);
      const found = (query) => engine.find(query).map(({ section }) => section.address.split('#')[0]);
      const missing = wanted.filter(([query, address]) => !found(query).includes(address));
      const text = engine.sections.find(({ text }) => /[а-я]{6,}/.test(text));
      const word = text?.text.match(/[а-я]{6,}/)[0] ?? '';
      if (!text || !found(word.toUpperCase()).includes(text.address.split('#')[0])) missing.push([`Cyrillic ${word}`, text?.address ?? '']);
      return missing.map((pair) => pair.join(' is not found on '));
    })().then(done, (error) => done([String(error)]));";

/// Every title, and every name of an API in the listings, leads to its page.
pub async fn titles_and_names_are_found(world: &World, tab: &mut Tab) -> Result<()> {
    let mut wanted: BTreeSet<(String, String)> = BTreeSet::new();
    for entry in &world.contents {
        let address = entry
            .path
            .with_extension("html")
            .to_string_lossy()
            .replace('\\', "/");
        wanted.insert((entry.title.clone(), address));
    }
    let catalogue = &world.catalogue;
    let listings = catalogue
        .listings
        .iter()
        .map(|listing| (&listing.page, &listing.source));
    let exercises = catalogue
        .exercises
        .iter()
        .map(|exercise| (&exercise.page, &exercise.solution));
    let pythons = catalogue
        .pythons
        .iter()
        .map(|python| (&python.page, &python.source));
    for (page, source) in listings.chain(exercises).chain(pythons) {
        wanted.extend(
            api_names(source)
                .into_iter()
                .map(|name| (name, format!("{page}.html"))),
        );
    }
    ensure!(wanted.len() > 100, "only {} things to find", wanted.len());
    tab.open(&any_program(world)?.1).await?;
    let list = json!(wanted.iter().collect::<Vec<_>>());
    let missing: Vec<String> = tab.script_to_its_end(ASK, vec![list]).await?;
    println!(
        "{} of {} titles and names are found",
        wanted.len() - missing.len(),
        wanted.len()
    );
    none_of("titles and names are not found", &missing)
}

/// The file of the symptoms, as far as somebody can look for one.
#[derive(serde::Deserialize)]
struct Symptoms {
    symptom: Vec<Symptom>,
}

#[derive(serde::Deserialize)]
struct Symptom {
    code: Option<String>,
    words: Option<String>,
    title: Option<String>,
}

/// Asks the page's own search for each query; gives those whose first result is not on the page of the symptoms.
const ASK_FIRST: &str = r"
    const [queries, address, done] = arguments;
    (async () => {
      const root = new URL(document.documentElement.dataset.root || './', location.href);
      const { load } = await import(new URL('js/dist/search/index.js', root).href);
      const engine = await load(root);
      const first = (query) => engine.find(query)[0]?.section.address.split('#')[0] ?? 'nothing';
      return queries.filter((query) => first(query) !== address).map((query) => `${query} finds ${first(query)} first`);
    })().then(done, (error) => done([String(error)]));";

/// A message, as somebody pastes it, finds the page of the symptoms first; a bare code and what one sees find it too.
pub async fn symptoms_are_found(world: &World, tab: &mut Tab) -> Result<()> {
    const PAGE: &str = "appendix/by-symptom.html";
    let file = book_tests::repository().join("src/appendix/by-symptom.toml");
    let file: Symptoms = toml::from_str(&std::fs::read_to_string(file)?)?;
    let mut first: BTreeSet<String> = BTreeSet::from(["no reactor running".to_owned()]);
    let mut wanted = BTreeSet::from([("hangs".to_owned(), PAGE)]);
    for Symptom { code, words, title } in file.symptom {
        first.extend(words.filter(|_| title.is_none()));
        wanted.extend(title.into_iter().chain(code).map(|name| (name, PAGE)));
    }
    ensure!(first.len() > 30, "only {} messages", first.len());
    tab.open(&any_program(world)?.1).await?;
    let arguments = vec![json!(first), json!(PAGE)];
    let mut missing: Vec<String> = tab.script_to_its_end(ASK_FIRST, arguments).await?;
    let list = json!(wanted.iter().collect::<Vec<_>>());
    missing.extend(
        tab.script_to_its_end::<Vec<String>>(ASK, vec![list])
            .await?,
    );
    println!(
        "{} messages and {} symptoms are asked for",
        first.len(),
        wanted.len()
    );
    none_of("symptoms are not found", &missing)
}

/// What the field holds, once the search is open.
const FILLED: &str = "return document.querySelector('dialog.search[open] input')?.value ?? ''";

/// Who asks for a page that is not there finds the search, filled with what was asked for, and results.
pub async fn a_missing_page_fills_the_search(_: &World, tab: &mut Tab) -> Result<()> {
    tab.open("async/how-to-cancel_a-task.html").await?;
    let is_so = |text: &String| text.ends_with("how to cancel a task");
    tab.wait_for("the search is filled", FILLED, Value::Null, is_so)
        .await?;
    tab.wait_until(
        "there are results",
        "return document.querySelector('#search-results [role=option]') !== null",
    )
    .await
}

/// What readers ask, and the page that has to be among the first five results.
const QUESTIONS: [(&str, &str); 7] = [
    ("how do i cancel a task", "async/cancellation.html"),
    ("E0373", "threads/move-and-scope.html"),
    ("deadlock", "appendix/glossary.html"),
    ("deadlock", "threads/locks-that-bite.html"),
    ("многопоточность", "appendix/the-notes.html"),
    ("взаимная блокировка", "appendix/glossary.html"),
    ("starvation", "threads/locks-that-bite.html"),
];

/// Gives the questions whose page is not among the first five results.
const AMONG_THE_FIRST: &str = r"
    const [wanted, done] = arguments;
    (async () => {
      const root = new URL(document.documentElement.dataset.root || './', location.href);
      const { load } = await import(new URL('js/dist/search/index.js', root).href);
      const engine = await load(root);
      const first = (query) => engine.find(query).slice(0, 5).map(({ section }) => section.address.split('#')[0]);
      return wanted.filter(([query, address]) => !first(query).includes(address)).map(([query]) => `${query}: ${first(query)}`);
    })().then(done, (error) => done([String(error)]));";

/// A question in plain words, a code of the compiler and Russian words lead to their pages.
pub async fn russian_codes_and_questions_are_found(world: &World, tab: &mut Tab) -> Result<()> {
    tab.open(&any_program(world)?.1).await?;
    let missing: Vec<String> = tab
        .script_to_its_end(AMONG_THE_FIRST, vec![json!(QUESTIONS)])
        .await?;
    none_of("questions lead elsewhere", &missing)
}

/// The names that a program takes from elsewhere: what it imports, and what stands behind `::` or `.`.
fn api_names(source: &Source) -> BTreeSet<String> {
    let known = book::names_of(source);
    let text = source.text();
    let is_of_an_api = |name: &String| {
        let places = text.match_indices(name.as_str());
        places.into_iter().any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            let ends = |char: Option<char>| {
                !char.is_some_and(|char| char.is_alphanumeric() || char == '_')
            };
            ends(after.chars().next())
                && (before.ends_with("::") || before.ends_with('.') || after.starts_with("::"))
        })
    };
    known
        .into_iter()
        .filter(|name| name.len() > 2 && is_of_an_api(name))
        .collect()
}
