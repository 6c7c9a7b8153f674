//! The timeline: equal to its table, linked with its lines, saved, printed.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, Timeline, World};
use catalogue::logline::LogLine;
use serde_json::{Value, json};

use super::running::write_program;
use super::shared::Page;

/// A program with lines of every state, places, a late line and a lane that goes on after its end.
const EVERYTHING: &str = r#"fn main() {
    println!("   0 ms | ann @ worker 1 | start");
    println!("   0 ms | bo @ worker 2 | block: the counter");
    println!("not a log line");
    println!("  40 ms | ann | wait: the water");
    println!("  70 ms | cem | start: late");
    println!("  60 ms | cem | work on");
    println!("  90 ms | ann @ worker 2 | pour | and serve");
    println!(" 120 ms | ann | done");
    println!(" 130 ms | bo | cancelled: too late");
    println!(" 150 ms | ann | again");
    println!(" 160 ms | cem | exit 0");
}
"#;

/// Every timeline of the page says the same as its table, row for row; and it is the timeline of what was printed.
pub async fn equal_their_tables(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    let mut wrong = Vec::new();
    for listing in world
        .catalogue
        .programs()
        .filter(|listing| listing.page == page.stem)
    {
        let figure = tab.figure(&listing.name);
        let lines = super::running::count_log_lines(&figure.outcome().await?.stdout);
        if lines == 0 {
            continue;
        }
        let timeline = Timeline::of(tab, &figure).await?;
        let (marks, rows) = (timeline.marks().await?, timeline.rows().await?);
        if marks != rows || rows.len() != lines {
            wrong.push(format!(
                "{}: {lines} lines, marks {marks:?}, rows {rows:?}",
                listing.name
            ));
        }
    }
    super::none_of("timelines differ from their tables", &wrong)
}

/// Marks, rows and lines are the same; each state has a shape of its own; a mark says where it ran.
pub async fn equals_its_table_row_for_row(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, EVERYTHING).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    let (marks, rows) = (timeline.marks().await?, timeline.rows().await?);
    ensure!(marks == rows, "marks {marks:#?}\nrows {rows:#?}");
    let lines: Vec<LogLine> = outcome.stdout.lines().filter_map(LogLine::parse).collect();
    ensure!(
        lines.len() == rows.len(),
        "{} lines, {} rows",
        lines.len(),
        rows.len()
    );
    let said: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.lane.as_str(), row.what.as_str()))
        .collect();
    ensure!(
        said.contains(&("ann", "pour | and serve")),
        "the rows are {said:?}"
    );
    let places: Vec<&str> = rows.iter().map(|row| row.place.as_str()).collect();
    ensure!(
        places[0] == "worker 1" && places[2] == "worker 1" && places[5] == "worker 2",
        "it ran at {places:?}"
    );
    let late = rows.iter().find(|row| row.what == "work on");
    ensure!(
        late.is_some_and(|row| row.from == "70"),
        "time runs backwards: {late:?}"
    );
    let shapes: Vec<String> = tab.script(SHAPES, timeline.inside("svg.lanes")).await?;
    ensure!(
        shapes.len() == 5,
        "five states have {} shapes: {shapes:?}",
        shapes.len()
    );
    Ok(())
}

/// How each state is drawn, without its colour and its size; `arguments[0]` selects the drawing.
const SHAPES: &str = r"
    const shapes = new Map();
    for (const mark of document.querySelectorAll(arguments[0] + ' .mark')) {
      const state = [...mark.classList].find((name) => name.startsWith('state-'));
      const bar = mark.querySelector('.bar');
      if (mark.classList.contains('point') && !/done|cancelled/.test(state)) continue;
      const style = getComputedStyle(bar);
      const form = bar.tagName === 'path' ? bar.getAttribute('d').replace(/[\d.\s-]+/g, '') : `round ${bar.getAttribute('rx') > 4}`;
      shapes.set(state, [bar.tagName, form, style.strokeDasharray, /url/.test(style.fill)].join(' '));
    }
    return [...new Set(shapes.values())];";

/// A mark leads to its line and back, by mouse and by keyboard; arrows lead from mark to mark.
pub async fn a_mark_and_its_line_lead_to_each_other(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, EVERYTHING).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    for (at, other) in [
        (
            timeline.inside(".mark[data-line='3'] .bar"),
            ".live .log-line.linked[data-line='3']",
        ),
        (
            figure.inside(".live .log-line[data-line='4']"),
            ".mark.linked[data-line='4']",
        ),
    ] {
        // A browser tells what lies under a resting pointer again whenever something is drawn there anew.
        let hover = r"
            const [at, other] = arguments[0];
            document.querySelector(at).dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
            return document.querySelector(other)?.checkVisibility() ?? false;";
        let pair = json!([at, figure.inside(other)]);
        let is_shown = |is_shown: &bool| *is_shown;
        tab.wait_for(&format!("{at} points at {other}"), hover, pair, is_shown)
            .await?;
    }

    timeline.focus().await?;
    let first = timeline.focused().await?;
    tab.press("ArrowRight", 0).await?;
    let second = timeline.focused().await?;
    ensure!(
        first.starts_with("ann: working") && second.starts_with("ann: waiting"),
        "{first} then {second}"
    );
    tab.press("ArrowDown", 0).await?;
    let below = timeline.focused().await?;
    ensure!(below.starts_with("bo: blocked"), "below is {below}");
    tab.press("Enter", 0).await?;
    let line: String = tab
        .script("return document.activeElement.textContent", Value::Null)
        .await?;
    ensure!(
        line.contains("bo @ worker 2 | block"),
        "Enter leads to {line}"
    );
    tab.press("Enter", 0).await?;
    let back = timeline.focused().await?;
    ensure!(back == below, "Enter leads back to {back}");
    Ok(())
}

/// A picture stands alone, with its colours; a trace has the events of the Trace Event Format.
pub async fn is_saved_as_picture_and_trace(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, EVERYTHING).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    tab.click(&timeline.inside(".timeline-save > summary"))
        .await?;
    let (file, kind, text) = timeline.save("svg").await?;
    ensure!(
        file.ends_with(".svg") && kind == "image/svg+xml",
        "{file}: {kind}"
    );
    for part in ["var(", "class=", "currentColor", "light-dark"] {
        ensure!(!text.contains(part), "the SVG needs the page: {part}");
    }
    for part in [
        "<title>",
        ">ann<",
        "wait: the water",
        ">blocked<",
        "fill=\"rgb(",
        "stroke=\"rgb(",
        "fill=\"url(#timeline-",
    ] {
        ensure!(text.contains(part), "the SVG lacks {part}:\n{text}");
    }
    let (file, kind, picture) = timeline.save("png").await?;
    ensure!(
        file.ends_with(".png")
            && kind == "image/png"
            && picture.starts_with("data:image/png;base64,iVBORw0KGgo"),
        "{file}: {kind}"
    );
    let (file, kind, text) = timeline.save("json").await?;
    ensure!(
        file.ends_with(".json") && kind == "application/json",
        "{file}: {kind}"
    );
    let trace: Value = serde_json::from_str(&text)?;
    let events = trace["traceEvents"].as_array().context("traceEvents")?;
    let timed = events.iter().filter(|event| event["ph"] != json!("M"));
    ensure!(timed.count() == 10, "ten lines are {} events", events.len());
    super::none_of("errors on the console", &tab.console_errors().await?)
}

/// True if the timeline's script has come.
const FETCHED: &str = "return performance.getEntriesByType('resource').some(({ name, responseEnd }) => /timeline\\/index/.test(name) && responseEnd > 0)";

/// Counts, at the moment when the page prints itself, the timelines that are drawn, all that there are, and closed folds, but
/// for those that paper leaves out.
const COUNT_AT_PRINT: &str = r"
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      const count = (selector) => document.querySelectorAll(selector).length;
      window.printed = [count('main .timeline:has(svg.lanes .mark)'), count('main .timeline'), count('main details:not([open], .timeline-save, .timeline-data, .machine)')];
    };";

/// The page of the whole book prints itself when everything on it can be drawn.
pub async fn the_whole_book_is_printed(_world: &World, tab: &mut Tab) -> Result<()> {
    let script = json!({ "source": COUNT_AT_PRINT });
    let added = tab
        .devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    tab.open("print.html").await?;
    tab.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
        .await?;
    let has_printed = |printed: &Option<[usize; 3]>| printed.is_some();
    let printed = "return window.printed ?? null";
    let printed = tab
        .wait_for("the book is printed", printed, Value::Null, has_printed)
        .await?;
    let [drawn, all, closed] = printed.context("what was printed")?;
    ensure!(all > 30, "the book has {all} timelines");
    ensure!(drawn == all, "{drawn} of {all} timelines are drawn");
    ensure!(closed == 0, "{closed} folds are closed on paper");
    Ok(())
}

/// Paper has every timeline, whole, also of the figures and edits that the reader has not come to.
pub async fn is_printed_without_its_table(world: &World, tab: &mut Tab) -> Result<()> {
    let edit = world.catalogue.edits.iter().find(|edit| {
        let drawn = edit.stdout.as_ref();
        drawn.is_some_and(|recorded| recorded.shown().text.contains(" ms | "))
    });
    let name = edit
        .context("an edit with a timeline")?
        .change
        .listing
        .clone();
    let listing = world.catalogue.listing(&name).context("its listing")?;
    tab.open(&format!("{}.html", listing.page)).await?;
    let figure = tab.figure(&name);
    tab.wait_until("what draws is fetched in idle time", FETCHED)
        .await?;
    let drawn = tab.count(".timeline:not(:empty)").await?;
    let all = tab.count("main .timeline").await?;
    ensure!(
        drawn < all,
        "all {all} timelines are drawn before anybody came to them"
    );
    tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await?;
    tab.script::<()>("dispatchEvent(new Event('beforeprint'))", Value::Null)
        .await?;
    let drawn = tab.count("main .timeline:has(svg.lanes .mark)").await?;
    ensure!(drawn == all, "{drawn} of {all} timelines are drawn");
    let seen = "return [...document.querySelectorAll('main .timeline')].filter((timeline) => timeline.querySelector('svg.lanes')?.checkVisibility()).length";
    let seen: usize = tab.script(seen, Value::Null).await?;
    ensure!(seen == all, "{seen} of {all} timelines are printed");
    for part in ["svg.lanes", ".legend li", ".numbers"] {
        ensure!(
            figure.shows(&format!(".timeline {part}")).await?,
            "{part} is not printed"
        );
    }
    // The table says once more what the drawing and the output say.
    for part in [".timeline-data", ".timeline-save", ".zoom", ".controls"] {
        ensure!(!figure.shows(part).await?, "{part} is printed");
    }
    Ok(())
}
