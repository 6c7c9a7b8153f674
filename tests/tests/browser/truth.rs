//! The picture says what happened: where a run was cut off, what panicked, what could not be drawn.

use std::time::Duration;

use anyhow::{Result, ensure};
use book_tests::browser::{Tab, Timeline, World};

use super::running::write_program;

/// Blocks for ever, after a line at 100 ms.
const BLOCKED: &str = r#"fn main() {
    println!("   0 ms | work | has A");
    std::thread::sleep(std::time::Duration::from_millis(100));
    println!(" 100 ms | work | blocked: wants B");
    std::thread::sleep(std::time::Duration::from_secs(60));
}
"#;

/// The rows of the table, as `lane; state; from; to; what`; `arguments[0]` selects the timeline.
const ROWS: &str = r"
    return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) => {
      const [lane, from, to, state, what] = [...row.cells].map((cell) => cell.textContent);
      return [lane, state, Number(from), Number(to), what];
    });";

/// A row of the table.
type Row = (String, String, f64, f64, String);

/// A run that the reader stops keeps its bars to that moment; table and saved picture say the same.
pub async fn a_stopped_run_keeps_its_length(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, BLOCKED).await?;
    let figure = tab.figure(&name);
    figure.start().await?;
    let blocked =
        "return (document.querySelector(arguments[0])?.textContent ?? '').includes('wants B')";
    let is_so = |is_so: &bool| *is_so;
    tab.wait_for(
        "it blocks",
        blocked,
        figure.inside(".live-text").into(),
        is_so,
    )
    .await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    figure.stop().await?;
    figure.ended().await?;
    is_cut_off(tab, &Timeline::of(tab, &figure).await?, 1100.0).await
}

/// So does a run that a limit ends.
pub async fn a_run_at_its_limit_keeps_its_length(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, BLOCKED).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    ensure!(outcome.state == "failed", "{}", outcome.all_text());
    is_cut_off(tab, &Timeline::of(tab, &figure).await?, 4000.0).await
}

async fn is_cut_off(tab: &Tab, timeline: &Timeline<'_>, least: f64) -> Result<()> {
    let rows: Vec<Row> = tab.script(ROWS, timeline.inside("table")).await?;
    let (_, state, from, to, _) = rows.last().cloned().unwrap_or_default();
    ensure!(
        state == "blocked until stopped" && from == 100.0 && to >= least,
        "the rows are {rows:?}"
    );
    let width = "return document.querySelector(arguments[0]).getBoundingClientRect().width";
    let bar = timeline.inside(".mark.state-blocked .bar");
    let (bar, all): (f64, f64) = (
        tab.script(width, bar).await?,
        tab.script(width, timeline.inside("svg.lanes")).await?,
    );
    ensure!(bar > all / 2.0, "the blocked bar is {bar} of {all} px wide");
    ensure!(
        tab.count(&timeline.inside(".torn")).await? == 1,
        "no edge is torn off"
    );
    tab.click(&timeline.inside(".timeline-save > summary"))
        .await?;
    let (_, _, saved) = timeline.save("svg").await?;
    ensure!(
        saved.contains(&format!("stopped here, {to} ms")),
        "the saved picture does not say where it was stopped: {saved}"
    );
    Ok(())
}

/// A thread that goes by the name of its lane panics, and one that has no name.
const PANICS: &str = r#"use std::thread::Builder;
use std::time::Duration;

fn main() {
    println!("   0 ms | bo | wait: the pot");
    println!("   0 ms | cem | wait: the pot");
    let bo = Builder::new().name("bo".into()).spawn(|| {
        std::thread::sleep(Duration::from_millis(100));
        panic!("the pot broke")
    });
    let _ = bo.unwrap().join();
    let cem = std::thread::spawn(|| panic!("so did the other"));
    let _ = cem.join();
    std::thread::sleep(Duration::from_millis(1500));
    println!("1600 ms | cem | done");
}
"#;

/// A panic is on the picture: at the end of its lane where that is known, on the axis where it is not.
pub async fn a_panic_is_on_the_picture(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, PANICS).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    ensure!(outcome.state == "ok", "{}", outcome.all_text());
    let timeline = Timeline::of(tab, &figure).await?;
    let rows: Vec<Row> = tab.script(ROWS, timeline.inside("table")).await?;
    let bo = rows.first().cloned().unwrap_or_default();
    ensure!(
        bo.1 == "waiting until its panic" && bo.3 < 1600.0,
        "bo's row is {bo:?}"
    );
    let crosses = "return [...document.querySelectorAll(arguments[0])].map((cross) => [cross.getAttribute('aria-label'), cross.closest('.lane') !== null])";
    let crosses: Vec<(String, bool)> = tab.script(crosses, timeline.inside("g.panic")).await?;
    ensure!(
        crosses.len() == 2
            && crosses.iter().any(|(said, lane)| *lane
                && said.contains("'bo' panicked")
                && said.contains("the pot broke"))
            && crosses
                .iter()
                .any(|(said, lane)| !*lane && said.contains("so did the other")),
        "the crosses are {crosses:?}"
    );
    let remarks = figure.element(".remarks").await?.text().await?;
    ensure!(
        remarks.contains("Its lane is not known") && !remarks.contains("the pot broke"),
        "below the picture: {remarks}"
    );
    ensure!(
        figure.shows(".live .stderr button.goto").await?,
        "the place of a panic is no link"
    );
    Ok(())
}

/// Lines in every shape that cannot be drawn, or not as it stands; and some that can, all the same.
const ODD: &str = r#"fn main() {
    println!("0 ms | a|b | start");
    eprintln!("5 ms | err | start");
    print!("6 ms | crlf | start\r\n");
    println!("7 ms | \x1b[31mred\x1b[0m | start");
    println!("-50 ms | ann | start");
    println!("1000000000000 ms | ann | done");
    println!("8 ms |  | nobody");
    println!("30 ms | late | start");
    println!("20 ms | late | done");
}
"#;

/// What looks like a log line and is not drawn is told, with why; controls reach no picture.
pub async fn lines_that_are_not_drawn_are_told(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, ODD).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    ensure!(!outcome.stdout.contains('\u{1b}'), "{}", outcome.stdout);
    let timeline = Timeline::of(tab, &figure).await?;
    let rows: Vec<Row> = tab.script(ROWS, timeline.inside("table")).await?;
    let mut lanes: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    lanes.sort_unstable();
    ensure!(
        lanes == ["a|b", "crlf", "err", "late", "late", "red"],
        "the lanes are {lanes:?}"
    );
    let told = figure.element(".untold summary").await?.text().await?;
    ensure!(
        told == "3 lines were not drawn, 1 line was drawn later than its time",
        "told is {told:?}"
    );
    let why = "return document.querySelector(arguments[0]).textContent";
    let why: String = tab.script(why, figure.inside(".untold ul")).await?;
    for part in [
        "a time cannot be negative",
        "longer than 999999999 ms",
        "its lane has no name",
        "had come to 30 ms",
    ] {
        ensure!(why.contains(part), "{part:?} is not told: {why}");
    }
    Ok(())
}

/// Whatever a name holds, the picture can be saved, and opened.
pub async fn any_picture_can_be_saved(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"0 ms | \\x1b[31mr\\0ed\\x07 🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖 | start \\u{85}\");\n    println!(\"9 ms | red | done\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    tab.click(&timeline.inside(".timeline-save > summary"))
        .await?;
    let (_, _, text) = timeline.save("svg").await?;
    let parsed = "return new DOMParser().parseFromString(arguments[0], 'image/svg+xml').querySelector('parsererror')?.textContent ?? ''";
    let wrong: String = tab.script(parsed, text).await?;
    ensure!(wrong.is_empty(), "the SVG is none: {wrong}");
    let (_, kind, _) = timeline.save("png").await?;
    ensure!(kind == "image/png", "the picture is {kind}");
    super::none_of("errors on the console", &tab.console_errors().await?)
}

/// The run before is drawn on the axis of this one, in the lanes of this one, and can be switched off.
pub async fn the_run_before_stands_back(world: &World, tab: &mut Tab) -> Result<()> {
    let long = "fn main() {\n    println!(\"0 ms | a | start\");\n    println!(\"0 ms | gone | start\");\n    println!(\"999999 ms | a | done\");\n}\n";
    let short = "fn main() {\n    println!(\"0 ms | a | start\");\n    println!(\"100 ms | a | done\");\n}\n";
    let name = write_program(world, tab, long).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    figure.write(short).await?;
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    let seen = r"
        const all = (selector) => [...document.querySelectorAll(arguments[0] + ' ' + selector)];
        return [all('.lane-name').map((name) => name.textContent), all('.axis text').at(-1).textContent, all('svg.lanes .ghost rect').length > 0];";
    let (lanes, last, ghost): (Vec<String>, String, bool) =
        tab.script(seen, timeline.inside("")).await?;
    ensure!(
        lanes == ["a"] && last == "100 ms" && ghost,
        "lanes {lanes:?}, the axis ends at {last}, the run before is drawn: {ghost}"
    );
    tab.click(&timeline.inside(".legend button.before")).await?;
    ensure!(
        tab.count(&timeline.inside("svg.lanes .ghost rect")).await? == 0,
        "it cannot be switched off"
    );
    // Of a program with other lanes nothing is shown.
    figure.write(&short.replace("| a |", "| other |")).await?;
    figure.run().await?;
    ensure!(
        tab.count(&timeline.inside(".legend .before")).await? == 0,
        "it is offered where no lane is shared"
    );
    Ok(())
}

/// Very many lanes are folded; their axis is in sight where the window shows only some of them.
pub async fn many_lanes_are_folded(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    for lane in 0..200 {\n        println!(\"{lane} ms | lane {lane} | start\");\n    }\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let timeline = Timeline::of(tab, &figure).await?;
    let lanes = timeline.inside("g.lane");
    ensure!(
        tab.count(&lanes).await? == 40,
        "{} lanes",
        tab.count(&lanes).await?
    );
    let button = timeline.inside(".more");
    ensure!(
        tab.find(&button).await?.text().await? == "Show all 200 lanes",
        "the button says something else"
    );
    tab.click(&button).await?;
    ensure!(tab.count(&lanes).await? == 200, "not all lanes are shown");
    let axis = r"
        const [floor, stage] = ['.floor', '.stage'].map((part) => document.querySelector(arguments[0] + ' ' + part).getBoundingClientRect());
        scrollBy({ top: stage.top - 100, behavior: 'instant' });
        const { top, bottom } = document.querySelector(arguments[0] + ' .floor').getBoundingClientRect();
        return [top > 0 && bottom <= innerHeight, stage.height > innerHeight];";
    let (seen, is_higher): (bool, bool) = tab.script(axis, timeline.inside("")).await?;
    ensure!(is_higher && seen, "the axis is in sight: {seen}");
    Ok(())
}
