//! What opening a page costs, and asks for.

use anyhow::{Result, ensure};
use book_tests::browser::{Tab, Traffic, World};
use serde_json::Value;

use super::none_of;
use super::shared::Page;

/// The first view of a page: everything that it loads before the reader does anything, compressed.
const FIRST_VIEW: u64 = 60 * 1024;

/// What `cargo book` adds while it serves: for who writes the book, not part of it.
const LIVE_RELOAD: &str = "/book/live.js";

/// Scrolls through the whole page, so that everything loads that waits for being seen.
const SCROLL_THROUGH: &str = r"
    const done = arguments[arguments.length - 1];
    const step = () => {
      const before = scrollY;
      scrollBy({ top: innerHeight, behavior: 'instant' });
      if (scrollY > before) { requestAnimationFrame(step); return; }
      scrollTo({ top: 0, behavior: 'instant' });
      requestIdleCallback(() => done(null));
    };
    step();";

/// Scrolls through the page and back, as a reader does.
pub async fn scroll_through(tab: &Tab) -> Result<()> {
    tab.script_to_its_end(SCROLL_THROUGH, Vec::new()).await
}

/// The requests to other hosts and the errors on the console, since the last look.
pub async fn asks_no_other_host(world: &World, tab: &Tab, traffic: &Traffic) -> Result<()> {
    let others: Vec<String> = traffic
        .to_other_hosts(&world.server.address)
        .into_iter()
        .map(str::to_owned)
        .collect();
    none_of("requests to another host", &others)?;
    none_of("errors on the console", &tab.console_errors().await?)
}

/// The first view comes compressed, and is small.
pub fn is_light(page: &Page, first_view: &Traffic) -> Result<()> {
    let requests: Vec<_> = first_view
        .requests()
        .filter(|request| request.transferred > 0)
        .filter(super::weight::is_of_the_book)
        .collect();
    let transferred: u64 = requests.iter().map(|request| request.transferred).sum();
    println!(
        "{}: {} requests, {transferred} bytes",
        page.stem,
        requests.len()
    );
    let mut list: Vec<String> = requests
        .iter()
        .map(|request| format!("{:7} {}", request.transferred, request.url))
        .collect();
    list.sort();
    ensure!(requests.len() > 1, "the browser's log of requests is empty");
    ensure!(
        transferred <= FIRST_VIEW,
        "the first view has {transferred} bytes, more than {FIRST_VIEW}:\n{}",
        list.join("\n")
    );
    let plain: Vec<String> = requests
        .iter()
        .filter(|request| !request.compressed && request.transferred > 2048)
        .map(|request| request.url.clone())
        .filter(|url| !url.ends_with(LIVE_RELOAD))
        .filter(|url| {
            [".html", ".css", ".js", ".svg"]
                .iter()
                .any(|end| url.contains(end))
        })
        .collect();
    none_of("texts that come uncompressed", &plain)
}

/// Counts what a reader without scripts would miss.
const WITHOUT_SCRIPTS: &str = r"
    const seen = (element) => Boolean(element) && element.checkVisibility() && element.textContent.trim() !== '';
    const missing = [];
    for (const figure of document.querySelectorAll('figure.listing')) {
      if (!seen(figure.querySelector('pre.code'))) missing.push(figure.id + ': its code');
      const data = JSON.parse(figure.querySelector('script.listing-data').textContent);
      const printed = Boolean(data.stdout || data.stderr);
      // What is to be foretold lies in a fold.
      if (printed && !seen(figure.querySelector('.output .recorded')) && !seen(figure.querySelector('details.predicted > summary'))) missing.push(figure.id + ': its output');
    }
    for (const [index, question] of [...document.querySelectorAll('form.quiz fieldset.question')].entries()) {
      if (!seen(question.querySelector('details.answer summary'))) missing.push('question ' + (index + 1) + ': its answer');
    }
    for (const exercise of document.querySelectorAll('section.exercise')) {
      if (!seen(exercise.querySelector('details.solution summary'))) missing.push('an exercise: its solution');
    }
    const contents = document.querySelector('.sidebar-frame')?.contentDocument;
    if (!(contents?.querySelectorAll('a[href]').length > 10)) missing.push('the contents: their frame is refused');
    if (!document.querySelector('.menu-bar a.contents-link')) missing.push('a way to the contents on a narrow page');
    for (const button of document.querySelectorAll('main button')) {
      if (button.checkVisibility()) missing.push('a button that does nothing: ' + button.outerHTML.slice(0, 80));
    }
    return missing;";

/// Without scripts the reader has the code, the recorded outputs, the answers and the solutions.
pub async fn works_without_scripts(_world: &World, tab: &mut Tab, page: &Page) -> Result<()> {
    tab.switch_scripts_off().await?;
    tab.open(&page.address()).await?;
    let ready: Option<String> = tab
        .script(
            "return document.documentElement.dataset.page ?? null",
            Value::Null,
        )
        .await?;
    ensure!(ready.is_none(), "scripts are still on");
    let missing: Vec<String> = tab.script(WITHOUT_SCRIPTS, Value::Null).await?;
    none_of("things that are missing without scripts", &missing)
}
