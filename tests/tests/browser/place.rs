//! The page keeps its place: when it is loaded again with what the reader left on it, and while programs run.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::{Value, json};

use super::bars;
use super::shared::Page;

/// Answers every question, makes the first edit of each listing, and notes each exercise as solved.
const LEAVE_THINGS: &str = r"
    const kept = (kind, name) => localStorage.getItem(`many-things:${kind}:${name}`) !== null;
    for (const question of document.querySelectorAll('form.quiz fieldset.question')) {
      question.querySelector('input').click();
      question.querySelector('button.answer-button').click();
    }
    for (const edit of document.querySelectorAll('.edit[data-edit]')) {
      if (!kept('edit', edit.dataset.listing)) edit.querySelector('button.make-edit').click();
    }
    for (const exercise of document.querySelectorAll('section.exercise figure.listing')) {
      const { source } = JSON.parse(exercise.querySelector('script.listing-data').textContent);
      const { name, hash } = exercise.dataset;
      localStorage.setItem(`many-things:edit:${name}`, JSON.stringify({ hash, code: `// one\n// two\n// three\n${source}` }));
      localStorage.setItem(`many-things:solved:${name}`, 'true');
    }
    return ['edit', 'quiz', 'solved'].map((kind) => Object.keys(localStorage).filter((key) => key.startsWith(`many-things:${kind}:`)).length);";

/// Goes to a share of the page's height and gives where that is.
const GO_TO: &str = "scrollTo({ top: arguments[0] * document.documentElement.scrollHeight, behavior: 'instant' }); return scrollY";

/// A page with answered questions, edits and a solved exercise is loaded again where the reader was, and nothing moves.
pub async fn a_reload_moves_nothing(world: &World, tab: &mut Tab) -> Result<()> {
    let pages = pages_with_everything(world);
    ensure!(
        pages.len() > 3,
        "only {} pages have everything",
        pages.len()
    );
    let mut outcome = Ok(());
    for (page, width) in pages.iter().zip([1280, 768, 375, 320]) {
        outcome = outcome.and(comes_back_in_its_place(tab, page, width).await);
    }
    tab.set_width(1280).await?;
    outcome
}

fn pages_with_everything(world: &World) -> Vec<Page> {
    let catalogue = &world.catalogue;
    let has_all = |page: &Page| {
        let quiz = format!("src/{}.quiz.toml", page.stem);
        let edited = |name: &String| {
            let listing = catalogue.listing(name);
            listing.is_some_and(|listing| listing.page == page.stem)
        };
        catalogue
            .edits
            .iter()
            .any(|edit| edited(&edit.change.listing))
            && catalogue.exercises.iter().any(|one| one.page == page.stem)
            && world.repository.join(quiz).is_file()
    };
    world
        .contents
        .iter()
        .map(Page::new)
        .filter(has_all)
        .collect()
}

async fn comes_back_in_its_place(tab: &Tab, page: &Page, width: u32) -> Result<()> {
    tab.set_width(width).await?;
    tab.open(&page.address()).await?;
    let left: Vec<usize> = tab.script(LEAVE_THINGS, Value::Null).await?;
    ensure!(
        left.iter().all(|kind| *kind > 0),
        "{}: kept are {left:?}",
        page.stem
    );
    // The editors that the edits have opened are closed after a reload: the page is as high as it stays from here on.
    tab.reload().await?;
    for share in [1.0, 0.5, 0.25] {
        let before: f64 = tab.script(GO_TO, json!(share)).await?;
        super::opening::scroll_through(tab).await?;
        tab.script::<f64>(GO_TO, json!(share)).await?;
        reload_slowly(tab).await?;
        let at = format!("{} reloaded at {share} of {width} px", page.stem);
        bars::the_page_stays_in_its_place(tab)
            .await
            .with_context(|| at.clone())?;
        let after: f64 = tab.script("return scrollY", Value::Null).await?;
        ensure!(
            (after - before).abs() <= 1.0,
            "{at}: it was at {before} and is at {after}"
        );
    }
    Ok(())
}

/// Loads the page again while the processor is four times slower.
async fn reload_slowly(tab: &Tab) -> Result<()> {
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
        .await?;
    let reloaded = tab.reload().await;
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
        .await?;
    reloaded
}

/// Notes the height of the page when all of it is parsed and no script has run yet, and what is how high then.
const NOTE_HEIGHTS: &str = r"
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      const parts = document.querySelectorAll('main > *, main section > *, main figure > *, main .edit > *, main fieldset > *');
      window.parsed = [...parts].map((part) => [part, part.getBoundingClientRect().height]);
    });";

/// What has another height than then. (The button of a Python listing lies in its caption; the row below an exercise's
/// code takes the room that its code kept for it.)
const GROWN: &str = r"
    if (!window.parsed?.length) return ['nobody looked'];
    const grown = parsed.filter(([part, before]) => !part.matches('[data-kind=python] > .controls, [data-kind=exercise] > pre.code') && Math.abs(part.getBoundingClientRect().height - before) > 0.5);
    return grown.map(([part, before]) => `${part.outerHTML.slice(0, 90)}: ${before} px, then ${part.getBoundingClientRect().height}`);";

/// The widths of windows, and for which pages: all have the first, some the others.
const WIDTHS: [(u32, usize); 6] = [
    (320, 1),
    (1280, 4),
    (375, 8),
    (768, 8),
    (1440, 8),
    (1920, 8),
];

/// The build keeps the room of all that the scripts put into a page: nothing gets higher when they do, wherever the reader
/// is. (What is measured as the page's shifts is only what the window shows at that moment.)
pub async fn the_build_keeps_all_room(world: &World, tab: &mut Tab) -> Result<()> {
    let script = json!({ "source": NOTE_HEIGHTS });
    let added = tab
        .devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    let mut problems = Vec::new();
    for (width, step) in WIDTHS {
        tab.set_width(width).await?;
        for page in world.contents.iter().map(Page::new).step_by(step) {
            tab.open(&page.address()).await?;
            let grown: Vec<String> = tab.script(GROWN, Value::Null).await?;
            let at = |part| format!("{} at {width} px: {part}", page.stem);
            problems.extend(grown.into_iter().map(at));
        }
    }
    tab.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
        .await?;
    tab.set_width(1280).await?;
    super::none_of("parts grow", &problems)
}

/// Rests the pointer on the button of another figure, runs the program `arguments[0][0]`, and gives how far the button
/// `arguments[0][1]` moves until its first output, until it has ended and a little longer; and how often it was looked at.
const WATCH: &str = r"
    const [[running, resting], done] = arguments;
    const figure = document.querySelector(running);
    const button = document.querySelector(resting);
    const status = figure.querySelector('.status');
    const start = button.getBoundingClientRect().top;
    const moved = { before: 0, after: 0, looks: 0 };
    const look = () => {
      const at = Math.abs(button.getBoundingClientRect().top - start);
      const printed = figure.querySelector('.output .live') !== null && !figure.querySelector('.output.pending');
      moved[printed ? 'after' : 'before'] = Math.max(moved[printed ? 'after' : 'before'], at);
      moved.looks += 1;
    };
    status.dataset.state = 'awaited';
    let left = 20;
    const step = () => {
      look();
      if (['ok', 'failed'].includes(status.dataset.state)) left -= 1;
      if (left === 0) done(moved);
      else requestAnimationFrame(() => setTimeout(step));
    };
    figure.querySelector('button.run').click();
    step();";

#[derive(Debug, serde::Deserialize)]
struct Moved {
    before: f64,
    after: f64,
    looks: usize,
}

/// While a program runs whose output gets longer and shorter, the button of a figure below stays under the pointer.
pub async fn a_run_moves_nothing_under_the_pointer(world: &World, tab: &mut Tab) -> Result<()> {
    let (upper, lower, address) = two_programs(world).context("a page with two programs")?;
    tab.open(&address).await?;
    let [upper, lower] = [tab.figure(&upper), tab.figure(&lower)];
    let error = "fn main() {\n    let text: String = 1;\n}\n";
    let long = "fn main() {\n    for i in 0..18 {\n        println!(\"line {i}\");\n        std::thread::sleep(std::time::Duration::from_millis(20));\n    }\n}\n";
    let short = "fn main() {\n    println!(\"done\");\n}\n";
    for code in [error, long, short] {
        upper.write(code).await?;
        lower.rest_on("button.run").await?;
        let selectors = json!([upper.inside(""), lower.inside("button.run")]);
        let moved: Moved = tab.script_to_its_end(WATCH, vec![selectors]).await?;
        ensure!(moved.looks > 20, "nobody looked: {moved:?}");
        ensure!(
            moved.before <= 1.0,
            "it moved at the press: {moved:?}, {code}"
        );
        ensure!(
            moved.after <= 1.0,
            "it moved when output came: {moved:?}, {code}"
        );
    }
    Ok(())
}

/// Two programs of one page, the second right below the first, and the page's address.
fn two_programs(world: &World) -> Option<(String, String, String)> {
    let in_sight = |listing: &&_| !super::predicting::is_foretold(world, listing);
    let programs: Vec<_> = world.catalogue.programs().filter(in_sight).collect();
    let order =
        |page: &str| std::fs::read_to_string(world.repository.join(format!("src/{page}.md")));
    programs.windows(2).find_map(|pair| {
        let [one, other] = pair else { return None };
        let text = order(&one.page).ok()?;
        let at = |name: &str| text.find(&format!("{{{{#listing {name} "));
        let (first, second) = (at(&one.name)?, at(&other.name)?);
        let (upper, lower) = if first < second {
            (one, other)
        } else {
            (other, one)
        };
        (one.page == other.page).then(|| {
            (
                upper.name.clone(),
                lower.name.clone(),
                format!("{}.html", one.page),
            )
        })
    })
}
