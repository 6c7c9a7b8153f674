//! Slow processors, long runs and broken output: the editor and the timeline stay quick, and never at a loss.

use anyhow::{Result, ensure};
use book_tests::browser::{Tab, Timeline, World};
use serde_json::{Value, json};

use super::running::{any_program, write_program};

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

    timeline.reach().await?;
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

/// The milliseconds that the browser takes for a plain table of 500 rows. Machines differ, and are busy: what the page
/// does is measured beside it, in turns, and the sums are compared.
pub const YARDSTICK: &str = r"
    const yardstick = () => {
      const begun = performance.now();
      const table = document.createElement('table');
      for (let row = 0; row < 500; row += 1) {
        const cells = table.insertRow();
        for (let cell = 0; cell < 6; cell += 1) cells.insertCell().textContent = `${row} ${cell}`;
      }
      document.querySelector('main').append(table);
      table.getBoundingClientRect();
      table.remove();
      return performance.now() - begun;
    };";

/// The most turns that are measured: in a few of them another program may have had the processor.
const TURNS: u32 = 15;

/// The fewest turns.
const FEWEST_TURNS: u32 = 3;

/// Draws 500 and 5,000 lines with the page's own module, in turns with the yardstick, until the sum of its times is no more
/// than so many times the yardstick's: the mean time in milliseconds, the marks, and the yardstick's mean.
const MEASURE: &str = r"
    const [bars, fewest, turns, done] = arguments;
    const address = performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => /timeline\/index\.js/.test(name));
    const words = ['work', 'wait: x', 'block'];
    (async () => {
      const { Timeline } = await import(address);
      const results = [];
      for (const [lines, most] of bars) {
        let [sum, marks, plain, turn] = [0, 0, 0, 0];
        for (; turn < turns && (turn < fewest || sum > most * plain); turn += 1) {
          const container = document.createElement('div');
          document.querySelector('main').append(container);
          const begun = performance.now();
          const timeline = new Timeline(container, { label: 'x', toLine() {}, save() {} });
          for (let line = 0; line < lines; line += 1) timeline.push(`${line >> 1} ms | lane ${line % 8} @ worker ${line % 3} | ${words[line % 3]} ${line}`, line);
          timeline.finish();
          container.getBoundingClientRect();
          sum += performance.now() - begun;
          marks = container.querySelectorAll('svg.lanes .mark').length;
          container.remove();
          plain += yardstick();
          await new Promise((resume) => setTimeout(resume, 100));
        }
        results.push([sum / turn, marks, plain / turn]);
      }
      done(results);
    })().catch((error) => done(String(error)));";

/// At a quarter of the processor's speed the bar is 200 ms for 500 lines and 800 for 5,000, on a machine whose yardstick
/// is 160 ms then; 1,000 marks are the most.
pub async fn long_runs_are_drawn_quickly(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    Timeline::of(tab, &tab.figure(&name)).await?;
    let script = format!("{YARDSTICK}{MEASURE}");
    let bars = [(500, 2.0), (5000, 4.0)];
    let arguments = vec![json!(bars), json!(FEWEST_TURNS), json!(TURNS)];
    let measured = at_a_quarter(tab, &script, arguments).await?;
    let measured: Vec<(f64, usize, f64)> = serde_json::from_value(measured)?;
    for ((time, marks, plain), (lines, most)) in measured.into_iter().zip(bars) {
        println!("{lines} lines: {time:.0} ms, {marks} marks; the yardstick: {plain:.0} ms");
        ensure!(
            time <= most * plain,
            "{lines} lines take {time:.0} ms, more than {most} times {plain:.0}"
        );
        ensure!(marks <= 1000, "{lines} lines are {marks} marks");
    }
    Ok(())
}

/// Runs a script while the processor is four times slower.
pub async fn at_a_quarter(tab: &Tab, script: &str, arguments: Vec<Value>) -> Result<Value> {
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
        .await?;
    let given = tab.script_to_its_end(script, arguments).await;
    tab.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
        .await?;
    given
}

/// Gives random output to a timeline, 200 times: what goes wrong, and how many lines were drawn.
const FEED: &str = r"
    const done = arguments[arguments.length - 1];
    const [address, moves] = ['index', 'moves'].map((part) => performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => name.includes(`timeline/${part}.js`)));
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
        const timeline = new Timeline(container, { label: 'x', toLine() {}, save() {}, moves: () => import(moves) });
        const move = await timeline.reach();
        for (const _ of [1, 2]) {
          timeline.begin();
          for (let number = roll(40); number > 0; number -= 1) timeline.push(line(), 40 - number);
          timeline.finish();
          move.zoomBy(0.1 + roll(30) / 10);
          timeline.highlight(roll(40), true);
          for (const key of ['ArrowRight', 'ArrowDown', 'End', 'ArrowUp', 'Home', 'ArrowLeft', '0']) {
            if (container.contains(document.activeElement)) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
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
    Timeline::of(tab, &tab.figure(&name)).await?.reach().await?;
    let (wrong, drawn): (Vec<String>, usize) = tab.script_to_its_end(FEED, Vec::new()).await?;
    super::none_of("outputs break the timeline", &wrong)?;
    ensure!(drawn > 1000, "only {drawn} lines were drawn");
    super::none_of("errors on the console", &tab.console_errors().await?)
}

/// How many milliseconds pass from Edit to an editor that takes letters; and the yardstick.
const OPENING: &str = r"
    const [selector, done] = arguments;
    const figure = document.querySelector(selector);
    const plain = (yardstick() + yardstick() + yardstick()) / 3;
    const begun = performance.now();
    new MutationObserver((_, observer) => {
      const editor = figure.querySelector('.cm-content');
      if (!editor) return;
      observer.disconnect();
      requestAnimationFrame(() => done([performance.now() - begun, plain]));
    }).observe(figure, { childList: true, subtree: true });
    figure.querySelector('button.edit').click();";

/// The editor opens quickly where it was opened before: at a quarter of the processor's speed within 200 ms, on a machine
/// whose yardstick is 160 ms then.
pub async fn the_editor_opens_quickly(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let script = format!("{YARDSTICK}{OPENING}");
    let (mut sum, mut plain) = (0.0, 0.0);
    for turn in 0..TURNS {
        if turn > FEWEST_TURNS && sum <= 1.5 * plain {
            break;
        }
        let selector = vec![json!(format!("#listing-{name}"))];
        let opened = at_a_quarter(tab, &script, selector).await?;
        let (time, yardstick): (f64, f64) = serde_json::from_value(opened)?;
        // Where it was not opened before, the editor is fetched.
        if turn > 0 {
            (sum, plain) = (sum + time, plain + yardstick);
        }
        let close = "document.querySelector(arguments[0]).click()";
        tab.script::<()>(close, tab.figure(&name).inside("button.edit"))
            .await?;
    }
    println!("the editor is usable after {sum:.0} ms; the yardstick: {plain:.0} ms");
    ensure!(
        sum <= 1.5 * plain,
        "the editor needs {sum:.0} ms, more than 1.5 times {plain:.0}, in {TURNS} turns"
    );
    Ok(())
}

/// Runs what is in the figure that `arguments[0]` selects: the longest task of the page meanwhile, the yardstick, the
/// elements and the letters of the output.
const FLOOD: &str = r"
    const [selector, done] = arguments;
    const figure = document.querySelector(selector);
    const status = figure.querySelector('.status');
    const plain = (yardstick() + yardstick() + yardstick()) / 3;
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    setTimeout(() => {
      observer.observe({ type: 'longtask' });
      new MutationObserver(() => {
        if (status.dataset.state !== 'failed') return;
        const output = figure.querySelector('.output');
        setTimeout(() => done([longest, plain, output.querySelectorAll('*').length, output.textContent.length]), 300);
      }).observe(status, { attributeFilter: ['data-state'] });
      figure.querySelector('button.run').click();
    }, 300);";

/// However many lines come, in however short a time, the page answers: at a quarter of the processor's speed no task is
/// longer than two thirds of the yardstick, 100 ms where that is 160; and the first and the last lines are there.
pub async fn floods_of_output_are_taken_in(world: &World, tab: &mut Tab) -> Result<()> {
    let script = format!("{YARDSTICK}{FLOOD}");
    for print in ["println!(\"x\")", "println!()", "eprintln!(\"x\")"] {
        let code = format!("fn main() {{\n    loop {{\n        {print};\n    }}\n}}\n");
        let name = super::running::write_program(world, tab, &code).await?;
        let mut tries = Vec::new();
        for _ in 0..TURNS {
            let selector = vec![json!(format!("#listing-{name}"))];
            let measured = at_a_quarter(tab, &script, selector).await?;
            let (longest, plain, elements, letters): (f64, f64, usize, usize) =
                serde_json::from_value(measured)?;
            println!(
                "{print}: {longest:.0} ms, {elements} elements, {letters} letters; the yardstick: {plain:.0} ms"
            );
            ensure!(
                elements < 2000 && (2000..100_000).contains(&letters),
                "{print}: {elements} elements, {letters} letters"
            );
            tries.push((longest, plain));
            if longest <= plain * 2.0 / 3.0 {
                break;
            }
        }
        let best = tries
            .iter()
            .any(|(longest, plain)| *longest <= plain * 2.0 / 3.0);
        ensure!(
            best,
            "{print}: the longest tasks, and the yardstick: {tries:?}"
        );
        let gap = tab.figure(&name).element(".left-out").await?.text().await?;
        ensure!(gap.ends_with("lines are left out here."), "{gap}");
    }
    Ok(())
}
