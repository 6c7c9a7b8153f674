//! Replay: a run is played again, and looked at moment by moment.

use anyhow::{Result, ensure};
use book_tests::browser::{Tab, Timeline, World};
use serde_json::{Value, json};

use super::running::write_program;
use super::stress::{YARDSTICK, at_a_quarter};

/// Two lanes; each log line is written by one line of the code.
const TEAS: &str = r#"fn main() {
    println!("   0 ms | ann | wait: the water");
    println!("  50 ms | bo | block: the counter");
    println!(" 400 ms | ann | done");
    println!(" 900 ms | bo | done");
}
"#;

/// What lights up at a moment; `arguments[0]` selects the figure.
const MOMENT: &str = r"
    const figure = document.querySelector(arguments[0]);
    const text = (selector) => figure.querySelector(selector)?.textContent.trim() ?? '';
    const head = figure.querySelector('.playhead')?.getBoundingClientRect();
    const axis = figure.querySelector('svg.lanes').getBoundingClientRect();
    return {
      said: text('.numbers'), spoken: figure.querySelector('.replay-bar input')?.getAttribute('aria-valuetext') ?? '',
      output: text('.output .log-line.linked'), mark: figure.querySelector('.mark.linked')?.getAttribute('aria-label') ?? '',
      code: text('.cm-line.now'), at: head ? head.left - axis.left : -1,
      playing: text('.replay-bar .play') === 'Pause',
    };";

#[derive(Debug, serde::Deserialize)]
struct Moment {
    said: String,
    spoken: String,
    output: String,
    mark: String,
    code: String,
    at: f64,
    playing: bool,
}

/// By keys alone, with less motion wanted or not, a live run is stepped through: line of output, mark and line of code
/// light up together, and a screen reader is told; the end of the replay takes all that away.
pub async fn a_run_is_replayed_by_keys(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, TEAS).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    let look = async || -> Result<Moment> { tab.script(MOMENT, figure.inside("")).await };
    let took = look().await?.said;
    ensure!(took.starts_with("Took 900 ms"), "it says: {took}");
    let button = timeline.inside("button.replay");
    tab.script::<()>("document.querySelector(arguments[0]).focus()", button)
        .await?;
    tab.press("Enter", 0).await?;
    let plays = figure.inside(".replay-bar .play");
    let is_playing = "return document.querySelector(arguments[0])?.textContent === 'Pause'";
    tab.wait_for("it plays", is_playing, json!(plays), |is_so: &bool| *is_so)
        .await?;
    tab.press("Home", 0).await?;
    let mut before = -1.0;
    for (key, line) in [("", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("End", 3)] {
        if !key.is_empty() {
            tab.press(key, 0).await?;
        }
        let now = look().await?;
        let whole = TEAS.lines().nth(line + 1).unwrap_or_default().trim();
        ensure!(now.code == whole, "{line}: the code is {now:?}");
        let printed = whole.trim_start_matches("println!(\"").trim_start();
        ensure!(
            printed.starts_with(&now.output) && !now.output.is_empty() && !now.mark.is_empty(),
            "{line}: the output is {now:?}"
        );
        ensure!(
            now.said == now.spoken && now.said.contains(" ms, "),
            "{line}: it says {now:?}"
        );
        ensure!(now.at > before && !now.playing, "{line}: it is at {now:?}");
        before = now.at;
    }
    tab.press("Escape", 0).await?;
    let after = look().await?;
    ensure!(
        after.at < 0.0 && after.code.is_empty() && after.output.is_empty() && after.said == took,
        "something stays: {after:?}"
    );
    Ok(())
}

/// Times thirty steps with the processor four times slower, in turns with the yardstick: their means, in milliseconds.
const STEPS: &str = r"
    const [selector, done] = arguments;
    const slider = document.querySelector(selector);
    const max = Number(slider.max);
    let [steps, plain] = [0, 0];
    for (let step = 1; step <= 30; step += 1) {
      if (step % 6 === 0) plain += yardstick() / 5;
      const begun = performance.now();
      slider.value = String(Math.floor((max * step) / 30));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.offsetHeight;
      steps += (performance.now() - begun) / 30;
    }
    done([steps, plain]);";

/// Ten thousand lines are scrubbed without a stutter: a step costs less than half of a plain table of 500 rows.
pub async fn ten_thousand_lines_are_scrubbed(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    for i in 0..10_000u32 {\n        println!(\"{:4} ms | lane {} | step {i}\", i / 4, i % 7);\n    }\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    tab.activate(&timeline.inside("button.replay")).await?;
    let slider = timeline.inside(".replay-bar input");
    let is_there = "return document.querySelector(arguments[0])?.checkVisibility() === true";
    tab.wait_for(
        "the slider is there",
        is_there,
        json!(slider),
        |is_so: &bool| *is_so,
    )
    .await?;
    tab.activate(&timeline.inside(".replay-bar .play")).await?;
    let script = format!("{YARDSTICK}{STEPS}");
    let measured = at_a_quarter(tab, &script, vec![json!(slider)]).await?;
    let (step, plain): (f64, f64) = serde_json::from_value(measured)?;
    println!("a step through 10,000 lines takes {step:.1} ms; the yardstick: {plain:.0} ms");
    ensure!(
        step <= plain / 2.0,
        "a step takes {step} ms, the yardstick {plain} ms"
    );
    Ok(())
}

/// A recorded run is dragged along, and a new run ends the replay.
pub async fn a_recorded_run_is_dragged(world: &World, tab: &mut Tab) -> Result<()> {
    let drawn = |listing: &&catalogue::Listing| {
        let text = listing
            .stdout
            .as_ref()
            .map(|recorded| recorded.shown().text);
        text.is_some_and(|text| super::running::count_log_lines(&text) > 3)
            && !super::predicting::is_foretold(world, listing)
    };
    let listing = world.catalogue.programs().find(drawn);
    let listing = anyhow::Context::context(listing, "a program with log lines")?;
    tab.open(&format!("{}.html", listing.page)).await?;
    let figure = tab.figure(&listing.name);
    let timeline = Timeline::of(tab, &figure).await?;
    tab.click(&timeline.inside("button.replay")).await?;
    let is_open = "return document.querySelector(arguments[0]) !== null";
    let head = json!(timeline.inside(".playhead"));
    tab.wait_for("the playhead is there", is_open, head, |is_so: &bool| {
        *is_so
    })
    .await?;
    let drag = "
      const stage = document.querySelector(arguments[0]);
      const { left, top, width } = stage.getBoundingClientRect();
      for (const type of ['pointerdown', 'pointermove']) stage.dispatchEvent(new PointerEvent(type, { clientX: left + width * 0.9, clientY: top + 10, buttons: 1, bubbles: true }));
      const head = stage.querySelector('.playhead').getBoundingClientRect();
      return Math.abs(head.left - left - width * 0.9);";
    let off: f64 = tab.script(drag, timeline.inside(".stage")).await?;
    ensure!(off < 4.0, "the playhead is {off} px away from the finger");
    figure.run().await?;
    let left: usize = tab.count(&timeline.inside(".playhead")).await?;
    ensure!(left == 0, "the replay goes on over a new run");
    tab.script::<Value>("return null", Value::Null).await?;
    Ok(())
}
