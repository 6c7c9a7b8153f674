//! The contents beside the page: where the reader is, and what the parts are about.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use serde::Deserialize;
use serde_json::{Value, json};

/// Whether the entry of this page is in sight.
const IS_IN_SIGHT: &str = "
    const box = document.querySelector('.sidebar-scrollbox').getBoundingClientRect();
    const link = document.querySelector('.sidebar a.active'), entry = link.getBoundingClientRect();
    return link.checkVisibility({ visibilityProperty: true }) && entry.top >= box.top && entry.bottom <= box.bottom;";

/// On pages far down in the contents, the entry of the page is in sight; on a phone, as soon as the contents are opened.
pub async fn the_contents_show_this_page(world: &World, tab: &mut Tab) -> Result<()> {
    let last = &world.contents.last().context("a page")?.path;
    let in_a_part = world.contents.iter().rfind(|entry| entry.is_chapter);
    for page in [last, &in_a_part.context("a chapter")?.path] {
        tab.set_width(1280).await?;
        tab.open(&address(page)).await?;
        expect_in_sight(tab, "beside the page").await?;
        tab.set_width(375).await?;
        tab.open(&address(page)).await?;
        // The reader may have folded the part.
        let open = "
          document.querySelectorAll('.sidebar details').forEach((part) => (part.open = false));
          document.getElementById('mdbook-sidebar-toggle').click();";
        tab.script::<()>(open, Value::Null).await?;
        expect_in_sight(tab, "over the page").await?;
        let script = "return document.activeElement.matches('a.active')";
        let is_there: bool = tab.script(script, Value::Null).await?;
        ensure!(is_there, "the keyboard is elsewhere in the contents");
    }
    tab.set_width(1280).await
}

async fn expect_in_sight(tab: &Tab, place: &str) -> Result<()> {
    let is_in_sight: bool = tab.script(IS_IN_SIGHT, Value::Null).await?;
    ensure!(
        is_in_sight,
        "the contents {place} do not show where the reader is"
    );
    Ok(())
}

fn address(page: &Path) -> String {
    page.with_extension("html").to_string_lossy().into_owned()
}

/// The parts: whether each is unfolded, how many of its pages are seen, and the lines of its title.
const PARTS: &str = r"
    const isSeen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
    return [...document.querySelectorAll('.sidebar .part')].map((part) => ({
      open: part.querySelector('details').open,
      seen: [...part.querySelectorAll('.chapter-link-wrapper > a')].filter(isSeen).map((link) => link.getAttribute('href')),
      lines: [...part.querySelectorAll('summary > span')].filter(isSeen).map((line) => line.textContent),
    }));";

#[derive(Debug, Deserialize)]
struct Part {
    open: bool,
    seen: Vec<String>,
    lines: Vec<String>,
}

/// Waits until each part says how many pages it has, which comes last.
async fn parts(tab: &Tab) -> Result<Vec<Part>> {
    let said = "return [...document.querySelectorAll('.part-read')].every((line) => line.textContent !== '')";
    tab.wait_until("the parts tell their pages", said).await?;
    tab.script(PARTS, Value::Null).await
}

/// The parts that are unfolded, and nothing is seen of the pages of the others.
fn unfolded(parts: &[Part]) -> Result<Vec<usize>> {
    for part in parts {
        ensure!(part.open != part.seen.is_empty(), "{part:?}");
        // A name, the question behind the colon, and how much is read.
        ensure!((2..=3).contains(&part.lines.len()), "{part:?}");
    }
    Ok((0..parts.len()).filter(|at| parts[*at].open).collect())
}

/// Each part opens with what it is about and how much of it is read; unfolded is the one that the reader is in.
pub async fn a_part_opens_with_what_it_is_about(world: &World, tab: &mut Tab) -> Result<()> {
    let chapters: Vec<_> = world.contents.iter().filter(|one| one.is_chapter).collect();
    let [first, .., last] = chapters.as_slice() else {
        anyhow::bail!("the book has no parts");
    };
    tab.open("introduction.html").await?;
    let at_first = parts(tab).await?;
    ensure!(unfolded(&at_first)? == [0], "to begin with: {at_first:?}");
    ensure!(
        at_first[0].seen.contains(&address(&first.path)),
        "the part to begin with: {:?}",
        at_first[0]
    );
    let read = format!(
        "many-things:progress:{}",
        last.path.with_extension("").display()
    );
    let keep = "localStorage.setItem(arguments[0], JSON.stringify({ read: true }))";
    tab.script::<()>(keep, json!(read)).await?;
    for (edition, words) in [("", ", 1 read"), ("ru/", ", прочитано: 1")] {
        let page = format!("{edition}{}", address(&last.path));
        tab.open(&page).await?;
        the_last_part_is_read(&parts(tab).await?, words).with_context(|| page)?;
    }
    a_key_unfolds_a_part(tab).await
}

/// Of the last part alone a page is read, and the reader is there.
fn the_last_part_is_read(parts: &[Part], words: &str) -> Result<()> {
    let last = parts.len() - 1;
    ensure!(unfolded(parts)? == [last], "at the end: {parts:?}");
    let has_question = |part: &Part| part.lines.len() == 3;
    ensure!(parts.iter().any(has_question), "no part has a question");
    let counts: Vec<_> = parts.iter().filter_map(|part| part.lines.last()).collect();
    let read: Vec<_> = (0..counts.len())
        .filter(|at| counts[*at].ends_with(words))
        .collect();
    ensure!(read == [last], "what is read: {counts:?}");
    Ok(())
}

/// The keyboard alone unfolds and folds a part, and nothing but the contents moves.
async fn a_key_unfolds_a_part(tab: &Tab) -> Result<()> {
    tab.script::<()>(
        "document.querySelector('.part summary').focus()",
        Value::Null,
    )
    .await?;
    for is_open in [true, false] {
        tab.press("Enter", 0).await?;
        let parts = parts(tab).await?;
        ensure!(
            unfolded(&parts)?.contains(&0) == is_open,
            "after Enter: {:?}",
            parts[0]
        );
    }
    super::bars::the_page_stays_in_its_place(tab).await
}
