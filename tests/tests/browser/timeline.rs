//! The timeline: equal to its table, linked with its lines, zoomed, merged, saved, printed.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, Timeline, World};
use playground::logline::LogLine;
use serde_json::{Value, json};

use super::running::{any_program, write_program};
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
        let hover = "document.querySelector(arguments[0]).dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))";
        tab.script::<()>(hover, at.clone()).await?;
        ensure!(figure.shows(other).await?, "{at} does not point at {other}");
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

/// 5,000 lines are merged into few marks, and zooming takes them apart again.
pub async fn dense_runs_are_merged_and_zoomed(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    for i in 0..5000 {\n        println!(\"{} ms | lane {} | {} {i}\", i / 4, i % 5, [\"work\", \"wait\", \"block\"][i / 7 % 3]);\n    }\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    let all = tab.count(&timeline.inside(".mark:not(.swatch)")).await?;
    ensure!(
        (100..=1000).contains(&all),
        "5,000 lines are drawn as {all} marks"
    );
    let merged = timeline.inside(".mark.merged");
    ensure!(tab.count(&merged).await? > 0, "no mark is merged");

    for _ in 0..6 {
        tab.click(&timeline.inside(".zoom button[aria-label='Zoom in']"))
            .await?;
    }
    let shown = timeline.shown().await?;
    ensure!(shown.ends_with(" ms"), "it says that it shows {shown:?}");
    ensure!(
        tab.count(&merged).await? == 0,
        "zoomed in, marks are still merged"
    );
    timeline.focus().await?;
    for _ in 0..30 {
        tab.press("ArrowRight", 0).await?;
    }
    ensure!(
        timeline.shown().await? != shown,
        "the arrow keys do not leave the part that is shown"
    );
    tab.press("-", 0).await?;
    tab.press("+", 0).await?;
    timeline.focused().await?;
    tab.press("0", 0).await?;
    ensure!(
        timeline.shown().await?.is_empty(),
        "0 does not show the whole run"
    );
    let wheel = "document.querySelector(arguments[0]).dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, deltaY: -100, bubbles: true, cancelable: true }))";
    tab.script::<bool>(&format!("return {wheel}"), timeline.inside(".stage"))
        .await?;
    ensure!(
        !timeline.shown().await?.is_empty(),
        "Ctrl with the wheel does not zoom"
    );
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

/// Paper has every timeline, whole, and its table, also those that the reader has not come to.
pub async fn is_printed_with_its_table(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    let timeline = Timeline::of(tab, &figure).await?;
    tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await?;
    tab.script::<()>("dispatchEvent(new Event('beforeprint'))", Value::Null)
        .await?;
    let empty = tab.count("figure > .timeline:empty").await?;
    ensure!(empty == 0, "{empty} timelines are not drawn");
    for part in ["svg.lanes", ".legend li", ".timeline-data[open] tbody tr"] {
        ensure!(
            figure.shows(&format!(".timeline {part}")).await?,
            "{part} is not printed"
        );
    }
    for part in [".timeline-save", ".zoom", ".controls"] {
        ensure!(!figure.shows(part).await?, "{part} is printed");
    }
    ensure!(
        timeline.rows().await?.len() == timeline.marks().await?.len(),
        "the table is not whole"
    );
    Ok(())
}

/// Draws as many lines as asked with the page's own module, the processor four times slower: the best time in
/// milliseconds and the marks.
const MEASURE: &str = r"
    const done = arguments[arguments.length - 1];
    const address = performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => /timeline\/index\.js/.test(name));
    const words = ['work', 'wait: x', 'block'];
    (async () => {
      const { Timeline } = await import(address);
      const results = [];
      for (const lines of [500, 5000]) {
        let [best, marks] = [Infinity, 0];
        for (let round = 0; round < 5; round += 1) {
          const container = document.createElement('div');
          document.querySelector('main').append(container);
          const begun = performance.now();
          const timeline = new Timeline(container, { label: 'x', toLine() {}, save() {} });
          for (let line = 0; line < lines; line += 1) timeline.push(`${line >> 1} ms | lane ${line % 8} @ worker ${line % 3} | ${words[line % 3]} ${line}`, line);
          timeline.finish();
          container.getBoundingClientRect();
          best = Math.min(best, performance.now() - begun);
          marks = container.querySelectorAll('svg.lanes .mark').length;
          container.remove();
          await new Promise((resume) => setTimeout(resume, 100));
        }
        results.push([best, marks]);
      }
      done(results);
    })().catch((error) => done(String(error)));";

/// What a busy machine may add to the time that a quiet one takes.
const BUSY: f64 = 3.0;

/// At a quarter of the processor's speed: 500 lines within 200 ms, 5,000 within 800 ms and as 1,000 marks at most.
pub async fn long_runs_are_drawn_quickly(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    Timeline::of(tab, &tab.figure(&name)).await?;
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
        .await?;
    let measured = tab.browser().execute_async(MEASURE, Vec::new()).await;
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
        .await?;
    let measured: Vec<(f64, usize)> = measured?.convert()?;
    for ((time, marks), (lines, limit)) in measured.into_iter().zip([(500, 200.0), (5000, 800.0)]) {
        println!("{lines} lines: {time:.0} ms, {marks} marks");
        ensure!(
            time <= limit * BUSY,
            "{lines} lines take {time:.0} ms, more than {BUSY} times {limit:.0}"
        );
        ensure!(marks <= 1000, "{lines} lines are {marks} marks");
    }
    Ok(())
}

/// Gives random output to a timeline, 200 times: what goes wrong, and how many lines were drawn.
const FEED: &str = r"
    const done = arguments[arguments.length - 1];
    const address = performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => /timeline\/index\.js/.test(name));
    let state = 1;
    const roll = (sides) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * sides); };
    const pieces = ['0', '99999999999999999999', ' ms', ' | ', '|', ' @ ', 'wait', 'block', 'done', 'cancelled', '\t', ' ', 'é', '\u0000', '🫖', '<b>', '__proto__', 'a', '-1', '\u2028', '\'', '&amp;'];
    const piece = () => pieces[roll(pieces.length)];
    const line = () => roll(3) === 0 ? piece() + piece() + piece() : `${roll(900)} ms | ${piece()}${roll(4)} | ${piece()} ${piece()}`;
    (async () => {
      const { Timeline } = await import(address);
      const wrong = [];
      let drawn = 0;
      for (let round = 0; round < 200; round += 1) {
        const container = document.createElement('div');
        document.querySelector('main').append(container);
        const timeline = new Timeline(container, { label: 'x', toLine() {}, save() {} });
        for (const _ of [1, 2]) {
          timeline.begin();
          for (let number = roll(40); number > 0; number -= 1) timeline.push(line(), 40 - number);
          timeline.finish();
          timeline.zoomBy(0.1 + roll(30) / 10);
          timeline.highlight(roll(40), true);
          for (const key of ['ArrowRight', 'ArrowDown', 'End', 'ArrowUp', 'Home', 'ArrowLeft', '0']) {
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
          }
          const [rows, lines] = [container.querySelectorAll('tbody tr').length, timeline.model.segments.length];
          if (rows !== lines) wrong.push(`round ${round}: ${lines} lines, ${rows} rows`);
          if (/NaN|Infinity/.test(container.innerHTML)) wrong.push(`round ${round}: a number is none`);
          drawn += rows;
        }
        container.remove();
      }
      done([wrong, drawn]);
    })().catch((error) => done([[String(error)], 0]));";

/// Whatever a program prints, the timeline draws it or leaves it out; it never throws.
pub async fn no_output_breaks_it(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    Timeline::of(tab, &tab.figure(&name)).await?;
    let fed = tab.browser().execute_async(FEED, Vec::new()).await?;
    let (wrong, drawn): (Vec<String>, usize) = fed.convert()?;
    super::none_of("outputs break the timeline", &wrong)?;
    ensure!(drawn > 1000, "only {drawn} lines were drawn");
    super::none_of("errors on the console", &tab.console_errors().await?)
}
