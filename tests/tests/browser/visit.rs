//! One visit of each page: everything on it is looked at and used, in an order that one load of the page allows.

use std::time::Instant;

use anyhow::Result;
use book_tests::browser::axe::Rules;
use book_tests::browser::{Tab, World};

use super::shared::Page;
use super::{
    barriers, bars, contrast, exercises, looks, media, opening, pythons, running, suggested,
    timeline, weight,
};

/// What a visit found, check by check.
struct Report {
    page: String,
    problems: Vec<String>,
    begun: Instant,
}

impl Report {
    /// Takes in the outcome of a check, and goes on.
    fn add(&mut self, check: &str, outcome: Result<()>) {
        if let Err(error) = outcome {
            self.problems.push(format!("{check}: {error:#}"));
        }
        if std::env::var_os("TIMES").is_some() {
            let seconds = self.begun.elapsed().as_secs_f64();
            println!("{}: {check} after {seconds:.1} s", self.page);
        }
    }
}

/// The page is light, asks no other host and fits on a phone; its edits, listings, exercises and quiz work; no
/// barriers are found in light and dark, before and after.
pub async fn everything_works(world: &World, tab: &mut Tab, page: &Page) -> Result<()> {
    let mut report = Report {
        page: page.stem.clone(),
        problems: Vec::new(),
        begun: Instant::now(),
    };
    tab.prefer("light").await?;
    tab.open(&page.address()).await?;
    look(world, tab, page, &mut report).await?;
    r#use(world, tab, page, &mut report).await?;
    super::none_of("checks failed", &report.problems)
}

/// What can be seen before the reader does anything.
async fn look(world: &World, tab: &Tab, page: &Page, report: &mut Report) -> Result<()> {
    let first_view = tab.traffic().await?;
    report.add("weight", opening::is_light(page, &first_view));
    report.add("requests", weight::comes_in_few_requests(&first_view));
    opening::scroll_through(tab).await?;
    report.add(
        "the page stays in its place",
        bars::the_page_stays_in_its_place(tab).await,
    );
    report.add("phone, at first", looks::fits(tab, &[320]).await);
    if let Some(axe) = barriers::axe_source(world)? {
        report.add(
            "barriers, at first",
            barriers::none(tab, &axe, Rules::AllButContrast, "at first").await,
        );
    }
    report.add("texts, at first", contrast::texts_stand_out(tab).await);
    let hosts = opening::asks_no_other_host(world, tab, &first_view).await;
    report.add("other hosts, at first", hosts);
    Ok(())
}

/// Everything that the reader can do, and what the page looks like afterwards.
async fn r#use(world: &World, tab: &Tab, page: &Page, report: &mut Report) -> Result<()> {
    let edits = suggested::every_suggested_edit_does_what_it_says(world, tab, page).await;
    report.add("edits", edits);
    report.add(
        "listings",
        running::every_listing_runs(world, tab, page).await,
    );
    let pythons = pythons::every_python_runs(world, tab, page).await;
    report.add("Python", pythons);
    let drawn = timeline::equal_their_tables(world, tab, page).await;
    report.add("timelines", drawn);
    let solved = exercises::starts_fail_and_solutions_pass(world, tab, page).await;
    report.add("exercises", solved);
    let answered = exercises::quizzes_explain_every_answer(world, tab, page).await;
    report.add("quiz", answered);
    barriers::open_everything(world, tab, page).await?;
    let used = "when everything was used, with all folds and an editor open";
    report.add("parts, used", bars::parts_can_be_used(tab).await);
    let reached = bars::a_pointer_reaches_everything(tab).await;
    report.add("pointer, used", reached);
    report.add("phone, used", looks::fits(tab, &[640, 375, 320]).await);
    report.add(
        "texts and marks, used",
        contrast::texts_and_marks_stand_out(tab).await,
    );
    report.add("paper", media::paper_has_everything(tab).await);
    report.add(
        "forced colours",
        media::forced_colours_lose_nothing(tab).await,
    );
    report.add("less motion", media::less_motion_is_none(tab).await);
    if let Some(axe) = barriers::axe_source(world)? {
        let barriers = barriers::none(tab, &axe, Rules::All, used).await;
        report.add("barriers, used", barriers);
    }
    let traffic = tab.traffic().await?;
    report.add(
        "other hosts, used",
        opening::asks_no_other_host(world, tab, &traffic).await,
    );
    Ok(())
}
