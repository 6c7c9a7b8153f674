//! What the machine saw goes with the rest of the page: zoomed, replayed and saved with the log lines, below an edit in its own
//! box; and nothing is drawn where nobody looks.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, Timeline, World};
use catalogue::Edit;
use serde_json::{Value, json};

use super::predicting::is_asked;
use super::running::count_log_lines;
use super::watching::{
    ASKED, NAMES, a_program, is_drawn, is_on_one_axis, turn, watch_button, with_stub,
};

/// It is zoomed, replayed, reached by keys and saved together with the log lines.
pub async fn what_was_seen_moves_along(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = a_program(world, true)?;
    with_stub(tab, &address, async |tab| {
        let figure = tab.figure(&name);
        let timeline = Timeline::of(tab, &figure).await?;
        let fold = timeline.inside(".machine");
        turn(tab, &fold, true).await?;
        figure.run().await?;
        is_drawn(tab, &fold).await?;
        let focus = "document.querySelector(arguments[0]).focus()";
        tab.script::<()>(focus, format!("{fold} .mark[tabindex='0']"))
            .await?;
        tab.press("ArrowRight", 0).await?;
        // What moves along a drawing is loaded at the first key.
        let marked =
            "return document.activeElement.closest('.mark')?.getAttribute('aria-label') ?? ''";
        tab.wait_for("the next mark", marked, Value::Null, |at: &String| {
            at.starts_with("main: asleep")
        })
        .await?;
        tab.press("ArrowDown", 0).await?;
        let at = timeline.focused().await?;
        ensure!(at.starts_with("miller: "), "below is {at}");
        tab.press("+", 0).await?;
        is_on_one_axis(tab, &timeline.inside(""), 2).await?;
        let shown = timeline.shown().await?;
        ensure!(!shown.is_empty(), "the log lines are not zoomed");
        tab.press("0", 0).await?;

        tab.activate(&timeline.inside("> .timeline-foot > button.replay"))
            .await?;
        let heads = "return document.querySelectorAll(arguments[0]).length";
        let both = json!(timeline.inside(".playhead"));
        tab.wait_for("both have a playhead", heads, both, |count: &usize| {
            *count == 2
        })
        .await?;
        tab.press("End", 0).await?;
        let says = "return document.querySelector(arguments[0]).textContent";
        let said: String = tab.script(says, format!("{fold} .numbers")).await?;
        ensure!(
            said == "100 ms: main asleep; miller on core 0; baker held in the kernel",
            "it says {said}"
        );
        tab.press("Escape", 0).await?;
        let left: usize = tab.count(&timeline.inside(".playhead")).await?;
        ensure!(left == 0, "{left} playheads stay");

        let trace = timeline.save("json").await?.2;
        let trace: Value = serde_json::from_str(&trace)?;
        let named = |name: &str| {
            let events = trace["traceEvents"].as_array();
            events.is_some_and(|events| events.iter().any(|event| event["args"]["name"] == name))
        };
        for track in ["miller", "core 1", "The machine saw: threads"] {
            ensure!(named(track), "no track {track} in {trace}");
        }
        let saved = SavedPart { tab, fold: &fold };
        saved.is_a_picture().await
    })
    .await
}

/// The drawing in the fold, as a file.
struct SavedPart<'a> {
    tab: &'a Tab,
    fold: &'a str,
}

impl SavedPart<'_> {
    async fn is_a_picture(&self) -> Result<()> {
        let (_, kind, text) = Timeline::within(self.tab, self.fold).save("svg").await?;
        ensure!(kind == "image/svg+xml", "it is {kind}");
        for part in ["var(", "class=", "light-dark"] {
            ensure!(!text.contains(part), "the SVG needs the page: {part}");
        }
        for part in ["What the machine saw", ">miller<", ">core 1<", "<pattern"] {
            ensure!(text.contains(part), "the SVG lacks {part}:\n{text}");
        }
        Ok(())
    }
}

/// An edit of a drawn program that is drawn itself; nobody has to foretell what either of them prints.
fn a_drawn_edit(world: &World) -> Result<&Edit> {
    let is_drawn = |text: &str| count_log_lines(text) > 2;
    let fits = |edit: &&Edit| {
        let listing = world.catalogue.listing(&edit.change.listing);
        let listing = listing.filter(|listing| !is_asked(world, &listing.page, &listing.name));
        let before = listing.and_then(|listing| listing.stdout.as_ref());
        let texts = before.zip(edit.stdout.as_ref());
        texts.is_some_and(|(before, after)| {
            is_drawn(&before.shown().text) && is_drawn(&after.shown().text)
        }) && !is_asked(world, &edit.page, &edit.name)
    };
    let edit = world.catalogue.edits.iter().find(fits);
    edit.context("an edit of this kind")
}

/// Waits until the edit in this box has run.
async fn has_run(tab: &Tab, place: &str) -> Result<()> {
    let is_over = "const box = document.querySelector(arguments[0]); return box.querySelector('.run-edit').textContent === 'Run this edit' && box.querySelector('.trial-says')?.textContent !== ''";
    tab.wait_for("the edit has run", is_over, json!(place), |is_so: &bool| {
        *is_so
    })
    .await
    .map(|_| ())
}

/// The names of a drawing's lanes, as they are written beside them.
const LANES: &str = "return [...document.querySelectorAll(arguments[0] + ' svg.lanes text.lane-name')].map((name) => name.textContent)";

/// An edit that runs in its own box has the fold too: the run before, the run after and what was seen have one axis.
pub async fn an_edit_is_watched_in_its_box(world: &World, tab: &mut Tab) -> Result<()> {
    let edit = a_drawn_edit(world)?;
    with_stub(tab, &format!("{}.html", edit.page), async |tab| {
        let place = format!("div.edit[data-edit='{}']", edit.name);
        let fold = format!("{place} .trial .machine");
        ensure!(
            tab.count(&fold).await? == 0,
            "the fold is there before a run"
        );
        tab.click(&format!("{place} .run-edit")).await?;
        has_run(tab, &place).await?;
        ensure!(
            !tab.script::<bool>(ASKED, Value::Null).await?,
            "nobody asked, and the edit is watched"
        );
        turn(tab, &fold, true).await?;
        tab.click(&watch_button(tab, &fold).await?).await?;
        is_drawn(tab, &fold).await?;
        has_run(tab, &place).await?;
        let lanes: Vec<String> = tab.script(LANES, fold.clone()).await?;
        ensure!(
            lanes == ["main", "miller", "baker"],
            "the lanes are {lanes:?}"
        );
        let marks: Vec<String> = tab.script(NAMES, fold.clone()).await?;
        for wanted in [
            "main: asleep, 4 to 120 ms",
            "miller: ready, waits for a core, 50 to 90 ms",
        ] {
            ensure!(
                marks.iter().any(|mark| mark == wanted),
                "no {wanted:?} in {marks:#?}"
            );
        }
        is_on_one_axis(tab, &format!("{place} .trial"), 3).await?;
        super::none_of("errors on the console", &tab.console_errors().await?)
    })
    .await
}

/// The marks of all drawings of what the machine saw, wherever they are in the page.
const DRAWN: &str = ".machine svg .mark";

/// Nothing is left of a run that was watched when the next one is not; and a run that is watched for the sake of another fold
/// is drawn when its own is opened, and not before, however wide the page becomes.
pub async fn a_closed_fold_draws_nothing(world: &World, tab: &mut Tab) -> Result<()> {
    let edit = a_drawn_edit(world)?;
    with_stub(tab, &format!("{}.html", edit.page), async |tab| {
        let figure = tab.figure(&edit.change.listing);
        let timeline = Timeline::of(tab, &figure).await?;
        let fold = timeline.inside(".machine");
        turn(tab, &fold, true).await?;
        figure.run().await?;
        is_drawn(tab, &fold).await?;
        turn(tab, &fold, false).await?;
        figure.run().await?;
        is_watched(tab, false).await?;
        gone(tab).await?;

        let place = format!("div.edit[data-edit='{}']", edit.name);
        tab.click(&format!("{place} .run-edit")).await?;
        has_run(tab, &place).await?;
        turn(tab, &format!("{place} .trial .machine"), true).await?;
        figure.run().await?;
        is_watched(tab, true).await?;
        narrowed(tab, &timeline).await?;
        gone(tab).await?;
        turn(tab, &fold, true).await?;
        is_drawn(tab, &fold).await?;
        tab.set_width(1280).await
    })
    .await
}

async fn is_watched(tab: &Tab, wanted: bool) -> Result<()> {
    let asked: bool = tab.script(ASKED, Value::Null).await?;
    ensure!(asked == wanted, "asked to be watched: {asked}");
    Ok(())
}

/// Nothing is drawn, also when the page has had the time for it.
async fn gone(tab: &Tab) -> Result<()> {
    let none = "return document.querySelectorAll(arguments[0]).length";
    tab.wait_for("no drawing is left", none, json!(DRAWN), |left: &usize| {
        *left == 0
    })
    .await?;
    let later = "const done = arguments[1]; setTimeout(() => requestAnimationFrame(() => done(document.querySelectorAll(arguments[0]).length)), 200);";
    let left: usize = tab.script_to_its_end(later, vec![json!(DRAWN)]).await?;
    ensure!(left == 0, "{left} marks are drawn in a closed fold");
    Ok(())
}

/// Makes the page narrower, and waits until the log lines are drawn for that.
async fn narrowed(tab: &Tab, timeline: &Timeline<'_>) -> Result<()> {
    let width = "return Number(document.querySelector(arguments[0]).getAttribute('width'))";
    let drawing = json!(timeline.inside("svg.lanes"));
    let before: f64 = tab.script(width, drawing.clone()).await?;
    tab.set_width(700).await?;
    tab.wait_for("it is narrower", width, drawing, |now: &f64| *now < before)
        .await
        .map(|_| ())
}
