//! The bars of the figure that no other file holds: what is loaded when, what is announced when, what can be reached.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::{Value, json};

use super::running::{any_program, write_program};

const SHIFT: u32 = 8;

/// The sum of the shifts that no input explains, and what moved.
const SHIFTS: &str = r"
    const done = arguments[arguments.length - 1];
    let sum = 0;
    const moved = [];
    const read = (entries) => {
      for (const entry of entries) {
        const nodes = entry.sources.map((source) => source.node?.nodeType === 1 ? source.node : source.node?.parentElement);
        if (entry.hadRecentInput) continue;
        sum += entry.value;
        moved.push(...nodes.map((node) => node?.outerHTML.slice(0, 80)));
      }
    };
    const observer = new PerformanceObserver((list) => read(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => setTimeout(() => { read(observer.takeRecords()); done([sum, moved]); }, 50));";

/// Nothing has moved by itself: no timeline, editor or mark pushes the text, and the contents are there from the start.
pub async fn the_page_stays_in_its_place(tab: &Tab) -> Result<()> {
    let (sum, moved): (f64, Vec<String>) = tab.script_to_its_end(SHIFTS, Vec::new()).await?;
    ensure!(sum <= 0.01, "CLS is {sum:.3}: {}", moved.join("\n"));
    Ok(())
}

/// What every figure, quiz and exercise of a page has.
const PARTS: &str = r"
    const wrong = [];
    for (const figure of document.querySelectorAll('figure.listing')) {
      const name = figure.dataset.name;
      const status = figure.querySelector('.controls .status');
      if (status?.getAttribute('role') !== 'status') wrong.push(name + ': no status is announced');
      for (const target of figure.querySelectorAll('.controls :is(button, a), .timeline :is(button, summary), .output button')) {
        if (!target.checkVisibility()) continue;
        const { width, height } = target.getBoundingClientRect();
        if (width < 24 || height < 24) wrong.push(`${name}: ${target.className || target.tagName} is ${Math.round(width)} × ${Math.round(height)} px`);
        if (target.textContent.trim() === '') wrong.push(`${name}: ${target.className} has no name`);
      }
      for (const pre of figure.querySelectorAll('pre')) {
        if (pre.tabIndex !== 0 || !pre.getAttribute('aria-label')) wrong.push(`${name}: pre.${pre.className} cannot be reached or has no name`);
      }
    }
    for (const field of document.querySelectorAll('form.quiz fieldset')) {
      if (!field.querySelector(':scope > legend')?.textContent.trim()) wrong.push('a question without a legend');
    }
    for (const test of document.querySelectorAll('.tests > li')) {
      if (!/^(passed|failed|left out)$/.test(test.querySelector('.test-result')?.textContent)) wrong.push('a test whose result is not said in words: ' + test.textContent);
    }
    for (const exercise of document.querySelectorAll('section.exercise.solved')) {
      const said = exercise.querySelector('.status').textContent;
      if (!/^Solved: .*tests? pass/.test(said)) wrong.push('an exercise is solved, but said is: ' + said);
    }
    return wrong;";

/// Buttons are real, named and large enough; what scrolls can be reached; a question has a legend; a status is said.
pub async fn parts_can_be_used(tab: &Tab) -> Result<()> {
    let wrong: Vec<String> = tab.script(PARTS, Value::Null).await?;
    super::none_of("parts cannot be used by everyone", &wrong)
}

/// The visible buttons, links and folds of the page's own that something covers where the pointer would press them.
const COVERED: &str = r"
    const covered = [];
    for (const target of document.querySelectorAll('main :is(button, summary, a[href], input, [role=button])')) {
      if (!target.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
      target.scrollIntoView({ block: 'center', behavior: 'instant' });
      const [box] = target.getClientRects();
      if (!box) continue;
      const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const reached = there !== null && (target.contains(there) || there.closest('label')?.control === target);
      if (!reached) covered.push(`${target.outerHTML.slice(0, 90)} lies under ${there?.outerHTML.slice(0, 90)}`);
    }
    return covered;";

/// A pointer reaches everything that can be pressed.
pub async fn a_pointer_reaches_everything(tab: &Tab) -> Result<()> {
    let covered: Vec<String> = tab.script(COVERED, Value::Null).await?;
    super::none_of("parts lie under something", &covered)
}

/// The addresses of the scripts that were loaded.
const SCRIPTS: &str = "return performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => /\\.js/.test(name))";

async fn loaded(tab: &Tab, part: &str) -> Result<bool> {
    let scripts: Vec<String> = tab.script(SCRIPTS, Value::Null).await?;
    ensure!(!scripts.is_empty(), "no script is loaded");
    Ok(scripts.iter().any(|name| name.contains(part)))
}

/// The most that the editor may weigh on its way, compressed, with what puts it together.
const EDITOR: u64 = 130_000;

/// The page never comes to rest: what it fetches in idle time, for paper, is not fetched.
const NEVER_IDLE: &str = "window.requestIdleCallback = () => 0;";

/// Nothing of the editor comes before the first edit, nothing of the timeline before a figure nears the window,
/// nothing of the windows before they are asked for.
pub async fn parts_are_loaded_when_needed(world: &World, tab: &mut Tab) -> Result<()> {
    let page = far_figure(world).context("a page whose first program stands far down")?;
    tab.set_width(375).await?;
    let script = json!({ "source": NEVER_IDLE });
    let added = tab
        .devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    tab.open(&page.0).await?;
    tab.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
        .await?;
    let first_view = tab.traffic().await?;
    ensure!(
        first_view.requests().count() > 1,
        "the browser's log of requests is empty"
    );
    for part in [
        "codemirror",
        "editor",
        "timeline/index",
        "export",
        "dialogs",
        "search/index",
        "timeline/moves",
        "timeline/replay",
    ] {
        ensure!(!loaded(tab, part).await?, "{part} is loaded with the page");
    }
    let figure = tab.figure(&page.1);
    figure.timeline().await?;
    ensure!(
        loaded(tab, "timeline/index").await?,
        "the timeline is drawn without its script"
    );
    ensure!(
        !loaded(tab, "codemirror").await?,
        "the editor is loaded before the first edit"
    );
    tab.traffic().await?;
    figure.open_editor().await?;
    let traffic = tab.traffic().await?;
    let parts = traffic
        .requests()
        .filter(|request| request.url.contains("codemirror") || request.url.contains("editor"));
    let weight: u64 = parts.map(|request| request.transferred).sum();
    println!("the editor: {weight} bytes");
    ensure!(
        (50_000..=EDITOR).contains(&weight),
        "the editor weighs {weight} bytes"
    );
    Ok(())
}

/// A page whose first figure is a program with a timeline, with much text before it on a phone.
fn far_figure(world: &World) -> Option<(String, String)> {
    let far = |page: &str| {
        let text = std::fs::read_to_string(world.repository.join("src").join(format!("{page}.md")))
            .ok()?;
        let at = text.find("{{#listing")?;
        let name = text[at..].split([' ', '}', '\n']).nth(1)?.to_owned();
        Some((at, name))
    };
    let drawn = world.catalogue.programs().filter(|listing| {
        listing
            .stdout
            .as_ref()
            .is_some_and(|recorded| recorded.shown().text.contains(" ms | "))
    });
    let all = drawn.filter_map(|listing| far(&listing.page).map(|(at, name)| (at, listing, name)));
    let first = all.filter(|(_, listing, name)| &listing.name == name);
    let (_, listing, _) = first.max_by_key(|(at, ..)| *at)?;
    Some((format!("{}.html", listing.page), listing.name.clone()))
}

/// Presses Run where no answer comes, and gives after how many milliseconds the status said something.
const SILENCE: &str = r"
    const [selector, done] = arguments;
    const figure = document.querySelector(selector);
    const status = figure.querySelector('.status');
    window.fetch = (address, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const begun = performance.now();
    new MutationObserver((_, observer) => {
      if (status.textContent === '') return;
      observer.disconnect();
      done([performance.now() - begun, status.textContent, status.getAttribute('role')]);
    }).observe(status, { childList: true, characterData: true, subtree: true });
    figure.querySelector('button.run').click();";

/// Run is never silent for long: it says what it waits for, in a live region, and Stop is there.
pub async fn a_slow_run_says_so(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    figure.timeline().await?;
    let selector = vec![json!(format!("#listing-{name}"))];
    let (after, sentence, role): (f64, String, String) =
        tab.script_to_its_end(SILENCE, selector).await?;
    println!("the status said {sentence:?} after {after:.0} ms");
    ensure!(after <= 1000.0, "silent for {after:.0} ms");
    ensure!(
        role == "status" && sentence.ends_with('…'),
        "{role}: {sentence}"
    );
    ensure!(figure.shows("button.stop").await?, "no Stop while it waits");
    figure.stop().await?;
    let outcome = figure.ended().await?;
    ensure!(outcome.state == "stopped", "the state is {}", outcome.state);
    Ok(())
}

/// Tab goes through a figure in its order: Run or Stop, Edit, Reset, the tools, the timeline, the output.
pub async fn tab_reaches_everything(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"0 ms | a | start\");\n    println!(\"9 ms | a | done\");\n    std::thread::sleep(std::time::Duration::from_secs(9));\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.start().await?;
    let drawn = "return document.querySelectorAll(arguments[0]).length > 0";
    for part in [".live .log-line", ".timeline .mark"] {
        let what = format!("the running program has {part}");
        let is_so = |is_so: &bool| *is_so;
        tab.wait_for(&what, drawn, figure.inside(part).into(), is_so)
            .await?;
    }
    tab.script::<()>(
        "document.querySelector(arguments[0]).focus()",
        figure.inside("button.stop"),
    )
    .await?;
    // A key has to have moved the focus for it to be shown.
    tab.press("Tab", 0).await?;
    tab.press("Tab", SHIFT).await?;
    let wanted = [
        "stop",
        "edit",
        "reset",
        "hidden-lines",
        "copy",
        "playground",
        "mark",
        "button",
        "summary",
        "summary",
        "summary",
        "live-text",
    ];
    let mut reached = Vec::new();
    for _ in 0..wanted.len() {
        let at: String = tab.script(WHERE, Value::Null).await?;
        reached.push(at);
        tab.press("Tab", 0).await?;
    }
    ensure!(reached == wanted, "Tab reaches {reached:?}, not {wanted:?}");
    figure.stop().await?;
    figure.ended().await.map(|_| ())
}

/// A word for what has the focus; and it must be seen that it has.
const WHERE: &str = r"
    const at = document.activeElement;
    const name = ['stop', 'edit', 'reset', 'hidden-lines', 'copy', 'playground', 'mark', 'live-text'].find((name) => at.classList.contains(name)) ?? at.tagName.toLowerCase();
    const style = getComputedStyle(at.querySelector('.bar') ?? at);
    const seen = at.matches(':focus-visible') && (style.outlineStyle !== 'none' || at.querySelector('.bar') !== null && parseFloat(style.strokeWidth) >= 3);
    return seen ? name : name + ' (its focus is not seen)';";

/// The source of a listing has changed since the reader edited it: the printed code is there, and the edit is offered.
pub async fn an_old_edit_is_offered_not_put_in(world: &World, tab: &mut Tab) -> Result<()> {
    let old = "fn main() { /* mine */ }\n";
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let keep = "localStorage.setItem('many-things:edit:' + arguments[0][0], JSON.stringify({ hash: '0', code: arguments[0][1] }))";
    tab.script::<()>(keep, json!([name, old])).await?;
    tab.reload().await?;
    let figure = tab.figure(&name);
    ensure!(
        figure.shows(".stale-edit").await?,
        "nothing says that the listing has changed"
    );
    ensure!(
        figure.kept().await?.is_none(),
        "the old edit was put in silently"
    );
    tab.reload().await?;
    figure.click(".stale-edit .use-old").await?;
    ensure!(
        figure.kept().await?.as_deref() == Some(old),
        "the old edit is lost"
    );
    figure.click("button.reset").await?;
    ensure!(
        !figure.shows(".stale-edit").await?,
        "the offer is still there"
    );
    Ok(())
}
