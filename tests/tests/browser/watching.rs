//! What the machine saw of a listing's run: drawn, on the axis of the log lines, and told. The server is a stub with spans
//! that are known.

use anyhow::{Context, Result, ensure};
use book_tests::browser::axe::Rules;
use book_tests::browser::{Tab, Timeline, World};
use serde_json::{Value, json};

use super::{barriers, contrast};

/// Answers `/run` with one run: two workers on one core while the main thread sleeps. The log lines begin 10 ms after the
/// program; each comes late by as much as `at` says, and one of them by nothing.
const STUB: &str = r#"
    const ask = window.fetch;
    const lines = [[0, 'main', 'start', 11], [10, 'miller', 'work', 20], [40, 'baker', 'wait', 53], [100, 'main', 'done', 110]];
    const spans = [
      [2, 2, 'program', 0, 'core', 0, 14], [2, 2, 'program', null, 'asleep', 14, 130],
      [2, 3, 'miller', 1, 'core', 14, 60], [2, 3, 'miller', null, 'ready', 60, 100], [2, 3, 'miller', 0, 'core', 100, 120],
      [2, 4, 'baker', null, 'ready', 16, 60], [2, 4, 'baker', 1, 'core', 60, 110], [2, 4, 'baker', null, 'kernel', 110, 125],
    ];
    const [program, thread] = [['running', {}], ([process, thread, name, core, state, from, to]) => ['thread', { process, thread, name, core, state, from, to }]];
    window.asked = [];
    window.fetch = async (address, options) => {
      if (!String(address).endsWith('/run')) return ask(address, options);
      const request = JSON.parse(options.body);
      window.asked.push(request);
      const isSilent = request.code.includes('silent');
      const log = ([ms, lane, what, at]) => ['stdout', { text: isSilent ? 'tea\n' : `${ms} ms | ${lane} | ${what}\n`, ...(request.threads && { at }) }];
      const seen = request.code.includes('unseen') ? [['threads', { unavailable: 'This system does not tell.' }]] : [['threads', { step: 2, cores: 2 }], ...spans.map(thread)];
      const events = [program, ...lines.map(log), ...(request.threads ? seen : []), ['exit', { success: true, code: 0, detail: 'exit status: 0', ms: 130 }]];
      const text = events.map(([event, more]) => JSON.stringify({ event, ...more }) + '\n').join('');
      return new Response(text, { headers: { 'Content-Type': 'application/x-ndjson' } });
    };"#;

/// Does something on the page whose server is the stub.
pub async fn with_stub(
    tab: &mut Tab,
    address: &str,
    look: impl AsyncFn(&mut Tab) -> Result<()>,
) -> Result<()> {
    let script = json!({ "source": STUB });
    let added = tab
        .devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    tab.open(address).await?;
    let outcome = look(tab).await;
    tab.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
        .await?;
    outcome
}

/// A program whose output nobody has to foretell, with log lines or without any: its name, and its page.
pub fn a_program(world: &World, has_lines: bool) -> Result<(String, String)> {
    let fits = |listing: &&catalogue::Listing| {
        let text = listing.stdout.as_ref().map(|text| text.shown().text);
        let lines = text.map_or(0, |text| super::running::count_log_lines(&text));
        (lines > 0) == has_lines && !super::predicting::is_foretold(world, listing)
    };
    let found = world.catalogue.programs().find(fits);
    let listing = found.context("a program of this kind")?;
    Ok((listing.name.clone(), format!("{}.html", listing.page)))
}

/// What the last run asked its server for.
pub const ASKED: &str = "return window.asked.at(-1)?.threads ?? false";

/// The fold of a figure, opened or closed.
pub async fn turn(tab: &Tab, fold: &str, is_open: bool) -> Result<()> {
    let summary = format!("{fold} > summary");
    // It comes with what runs programs.
    let there = "return document.querySelector(arguments[0]) !== null";
    tab.wait_for(
        "the fold is there",
        there,
        json!(summary),
        |is_so: &bool| *is_so,
    )
    .await?;
    tab.click(&summary).await?;
    let says = "return document.querySelector(arguments[0]).open";
    tab.wait_for("the fold turns", says, json!(fold), |open: &bool| {
        *open == is_open
    })
    .await
    .map(|_| ())
}

/// The selector of the button in an open fold that runs the program and watches it, once it is offered.
pub async fn watch_button(tab: &Tab, fold: &str) -> Result<String> {
    let button = format!("{fold} button.watch");
    let there = "return document.querySelector(arguments[0])?.checkVisibility() ?? false";
    let selector = json!(button);
    tab.wait_for("a button offers it", there, selector, |is_so: &bool| *is_so)
        .await?;
    Ok(button)
}

/// Waits for the drawing in a fold.
pub async fn is_drawn(tab: &Tab, fold: &str) -> Result<()> {
    let there = "return document.querySelectorAll(arguments[0]).length";
    let marks = json!(format!("{fold} svg.lanes .mark"));
    tab.wait_for("what was seen is drawn", there, marks, |count: &usize| {
        *count > 0
    })
    .await
    .map(|_| ())
}

/// What the marks of a drawing say.
pub const NAMES: &str = "return [...document.querySelectorAll(arguments[0] + ' svg.lanes .mark')].map((mark) => mark.getAttribute('aria-label'))";

/// Where a moment is in both drawings: the places of the axis' lines, from the left edge of the window.
const AXES: &str = r"
    const lines = (drawing) => [...drawing.querySelectorAll('.axis line')].map((line) => Math.round(drawing.getBoundingClientRect().left + Number(line.getAttribute('x1'))));
    return [...document.querySelectorAll(arguments[0] + ' svg.lanes')].map(lines);";

/// Opened below the log lines, a run is watched and drawn: on their axis, in both views, equal to its table.
pub async fn a_run_is_watched(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = a_program(world, true)?;
    with_stub(tab, &address, async |tab| {
        let figure = tab.figure(&name);
        let timeline = Timeline::of(tab, &figure).await?;
        figure.run().await?;
        ensure!(
            !tab.script::<bool>(ASKED, Value::Null).await?,
            "nobody asked, and it is watched"
        );
        let fold = timeline.inside(".machine");
        turn(tab, &fold, true).await?;
        let says = "return document.querySelector(arguments[0])?.textContent ?? ''";
        let line = json!(format!("{fold} .machine-says"));
        let is_so = |text: &String| text.contains("not watched");
        tab.wait_for("it says why there is nothing", says, line.clone(), is_so)
            .await?;
        figure.run().await?;
        ensure!(
            tab.script::<bool>(ASKED, Value::Null).await?,
            "the run is not watched"
        );
        is_drawn(tab, &fold).await?;
        let names: Vec<String> = tab.script(NAMES, fold.clone()).await?;
        // The line at 10 ms came at 20 ms: the lines' 0 is at 10 ms, and what was before is cut off.
        for wanted in [
            "main: on core 0, 0 to 4 ms",
            "main: asleep, 4 to 120 ms",
            "miller: on core 1, 4 to 50 ms",
            "baker: ready, waits for a core, 6 to 50 ms",
            "baker: held in the kernel, 100 to 115 ms",
        ] {
            ensure!(
                names.iter().any(|name| name == wanted),
                "no {wanted:?} in {names:#?}"
            );
        }
        is_on_one_axis(tab, &timeline.inside(""), 2).await?;
        equals_its_tables(tab, &fold, &names).await?;
        looks_different(tab, &fold).await?;
        has_cores(tab, &fold).await?;
        if let Some(axe) = barriers::axe_source(world)? {
            barriers::none(tab, &axe, Rules::All, "what the machine saw").await?;
        }
        contrast::texts_stand_out(tab).await?;
        turn(tab, &fold, false).await?;
        figure.run().await?;
        ensure!(
            !tab.script::<bool>(ASKED, Value::Null).await?,
            "it is watched although the fold was closed"
        );
        super::none_of("errors on the console", &tab.console_errors().await?)
    })
    .await
}

/// So many drawings have the same moments at the same places.
pub async fn is_on_one_axis(tab: &Tab, place: &str, drawings: usize) -> Result<()> {
    let axes: Vec<Vec<i64>> = tab.script(AXES, place).await?;
    ensure!(
        axes.len() == drawings && axes[0].len() > 2 && axes.iter().all(|axis| *axis == axes[0]),
        "the axes of {place} are not one: {axes:?}"
    );
    Ok(())
}

/// Its spans, a row each, and a row for what each thread comes to.
async fn equals_its_tables(tab: &Tab, fold: &str, names: &[String]) -> Result<()> {
    let rows = "return [...document.querySelectorAll(arguments[0] + ' table.spans tbody tr')].map((row) => { const [lane, from, to, state, which] = [...row.cells].map((cell) => cell.textContent); return `${lane}: ${which ? `on ${which}` : state}, ${from} to ${to} ms`; })";
    let rows: Vec<String> = tab.script(rows, fold).await?;
    ensure!(rows == names, "rows {rows:#?}\nmarks {names:#?}");
    let sums = "return [...document.querySelectorAll(arguments[0] + ' table.sums tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent).join(' '))";
    let sums: Vec<String> = tab.script(sums, fold).await?;
    let wanted = [
        "main 4 0 116 0 0",
        "miller 66 40 0 0 0, 1",
        "baker 50 44 0 15 1",
    ];
    ensure!(sums == wanted, "the sums are {sums:?}");
    Ok(())
}

/// Each state and each core is told by more than its colour.
async fn looks_different(tab: &Tab, fold: &str) -> Result<()> {
    let shapes = r"
        const forms = [...document.querySelectorAll(arguments[0] + ' svg.lanes .mark')].map((mark) => {
          const bar = mark.querySelector('.bar');
          const { fill, strokeDasharray, strokeWidth } = getComputedStyle(bar);
          const sign = document.querySelector(/#[\w-]+/.exec(fill)?.[0] ?? 'no')?.querySelector('path, rect + rect')?.outerHTML ?? '';
          return [bar.tagName, strokeDasharray, strokeWidth, sign].join(' ');
        });
        return [...new Set(forms)];";
    let shapes: Vec<String> = tab.script(shapes, fold).await?;
    ensure!(
        shapes.len() == 5,
        "two cores and three states have {} shapes: {shapes:#?}",
        shapes.len()
    );
    Ok(())
}

/// The second view: a lane for each core, with who ran there.
async fn has_cores(tab: &Tab, fold: &str) -> Result<()> {
    tab.click(&format!("{fold} button.cores")).await?;
    let names: Vec<String> = tab.script(NAMES, fold).await?;
    let wanted = [
        "core 0: main, 0 to 4 ms",
        "core 0: miller, 90 to 110 ms",
        "core 1: miller, 4 to 50 ms",
        "core 1: baker, 50 to 100 ms",
    ];
    ensure!(names == wanted, "the cores' lanes are {names:#?}");
    let pressed = "return [...document.querySelectorAll(arguments[0])].map((button) => button.textContent).join()";
    let pressed: String = tab
        .script(
            pressed,
            format!("{fold} [role=group] > [aria-pressed=true]"),
        )
        .await?;
    ensure!(pressed == "Cores", "pressed is {pressed}");
    Ok(())
}

/// A program that logs nothing has this drawing alone; where it cannot be had, a sentence; and the wish is kept.
pub async fn a_silent_program_is_watched(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = a_program(world, false)?;
    with_stub(tab, &address, async |tab| {
        let figure = tab.figure(&name);
        let fold = figure.inside("> .machine");
        figure.write("// silent\nfn main() {}\n").await?;
        turn(tab, &fold, true).await?;
        let button = watch_button(tab, &fold).await?;
        figure.expect_a_new_status().await?;
        tab.click(&button).await?;
        figure.ended().await?;
        is_drawn(tab, &fold).await?;
        let names: Vec<String> = tab.script(NAMES, fold.clone()).await?;
        ensure!(
            names
                .first()
                .is_some_and(|name| name == "main: on core 0, 0 to 14 ms"),
            "it begins with {names:?}"
        );
        tab.set_width(375).await?;
        let wide = "return document.documentElement.scrollWidth - innerWidth";
        let over: i64 = tab.script(wide, Value::Null).await?;
        tab.set_width(1280).await?;
        ensure!(over <= 0, "a phone scrolls sideways by {over} px");

        tab.reload().await?;
        figure.write("// unseen\nfn main() {}\n").await?;
        figure.run().await?;
        ensure!(
            tab.script::<bool>(ASKED, Value::Null).await?,
            "the wish is not kept"
        );
        turn(tab, &fold, true).await?;
        let says = "return document.querySelector(arguments[0])?.textContent ?? ''";
        let line = json!(format!("{fold} .machine-says"));
        let is_so = |text: &String| text == "This system does not tell.";
        tab.wait_for("it says why not", says, line, is_so).await?;
        figure.click("button.reset").await
    })
    .await
}
