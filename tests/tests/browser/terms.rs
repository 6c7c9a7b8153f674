//! Words of the glossary: a card says what they mean, where the reader is.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::{Value, json};

use super::shared::Page;

/// The card, if it is shown: its text, whether it lies in the window and not over its word, and what describes the word.
const CARD: &str = r"
    const card = document.querySelector('.term-card:not([hidden])');
    const word = document.querySelector('a.term[aria-describedby]');
    if (!card || !word) return null;
    const [box, at] = [card.getBoundingClientRect(), word.getBoundingClientRect()];
    const isInside = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
    const isBeside = box.top >= at.bottom || box.bottom <= at.top;
    return [card.textContent, isInside && isBeside, word.getAttribute('aria-describedby') === card.id && !word.title];";

type Card = Option<(String, bool, bool)>;

const WORD: &str = "main a.term";

/// The middle of an element, in the middle of the window.
const MIDDLE: &str = r"
    const word = document.querySelector(arguments[0]);
    if (!document.querySelector('.term-card:not([hidden])')) word.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = word.getClientRects()[0];
    return [left + width / 2, top + height / 2];";

/// Opens a page with words of the glossary, as soon as they answer, and brings the first into the window.
async fn at_a_word(world: &World, tab: &Tab) -> Result<String> {
    let mut page = String::new();
    for entry in &world.contents {
        page = Page::new(entry).address();
        tab.open(&page).await?;
        if tab.count(WORD).await? > 0 {
            break;
        }
    }
    tab.wait_until(
        "cards can be shown",
        "return document.querySelector('.term-card') !== null",
    )
    .await?;
    Ok(page)
}

async fn shown(tab: &Tab, how: &str) -> Result<()> {
    let is_so = |card: &Card| card.is_some();
    let what = format!("{how} shows the card");
    let card: Card = tab.wait_for(&what, CARD, Value::Null, is_so).await?;
    let (text, is_placed, describes) = card.context("the card")?;
    ensure!(
        text.len() > 20 && is_placed && describes,
        "{how}: {text:?}, placed: {is_placed}, describes: {describes}"
    );
    Ok(())
}

async fn gone(tab: &Tab, how: &str) -> Result<()> {
    let what = format!("{how} takes the card away");
    tab.wait_for(&what, CARD, Value::Null, |card: &Card| card.is_none())
        .await
        .map(|_| ())
}

/// The card comes when the pointer rests on the word, and when it has the focus; leaving and Escape take it away.
pub async fn a_word_says_what_it_means(world: &World, tab: &mut Tab) -> Result<()> {
    at_a_word(world, tab).await?;
    tab.rest_on(WORD).await?;
    shown(tab, "the pointer").await?;
    tab.press("Escape", 0).await?;
    gone(tab, "Escape").await?;
    let focus = "document.querySelector(arguments[0]).focus({ preventScroll: true })";
    tab.script::<()>(focus, WORD).await?;
    shown(tab, "the focus").await?;
    tab.press("Escape", 0).await?;
    gone(tab, "Escape").await?;
    tab.script::<()>("document.activeElement.blur()", Value::Null)
        .await?;
    tab.rest_on("main h1").await?;
    tab.rest_on(WORD).await?;
    shown(tab, "the pointer").await?;
    tab.rest_on("main h1").await?;
    gone(tab, "leaving").await
}

/// The first touch shows the card and leads nowhere; the second goes to the glossary.
pub async fn the_first_touch_shows_the_card(world: &World, tab: &mut Tab) -> Result<()> {
    let page = at_a_word(world, tab).await?;
    let touch = async || -> Result<()> {
        let (x, y): (f64, f64) = tab.script(MIDDLE, WORD).await?;
        let down = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        tab.devtools("Input.dispatchTouchEvent", down).await?;
        let up = json!({ "type": "touchEnd", "touchPoints": [] });
        tab.devtools("Input.dispatchTouchEvent", up).await?;
        Ok(())
    };
    touch().await?;
    shown(tab, "a touch").await?;
    let at = tab.browser().current_url().await?;
    ensure!(at.path().ends_with(&page), "it leads to {at}");
    touch().await?;
    tab.wait_until(
        "the second touch goes to the glossary",
        "return location.pathname.includes('glossary')",
    )
    .await
}
