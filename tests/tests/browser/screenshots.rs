//! Pictures of every page, for people to look at: three widths, two themes, at first and after Run.

use anyhow::Result;
use book_tests::browser::{Tab, World};

use super::opening::scroll_through;
use super::shared::Page;

const WIDTHS: [u32; 3] = [1280, 768, 375];

/// Writes them to `target/screenshots/<page>/<width>-<theme>-<state>-<number>.png`.
pub async fn are_taken(world: &World, tab: &mut Tab, page: &Page) -> Result<()> {
    let folder = world
        .repository
        .join("target/screenshots")
        .join(page.stem.replace('/', "-"));
    for scheme in ["light", "dark"] {
        tab.prefer(scheme).await?;
        for width in WIDTHS {
            tab.set_width(width).await?;
            tab.open(&page.address()).await?;
            settle(tab).await?;
            tab.screenshots(&folder.join(format!("{width}-{scheme}-initial")))
                .await?;
            run_everything(world, tab, page).await?;
            settle(tab).await?;
            tab.screenshots(&folder.join(format!("{width}-{scheme}-run")))
                .await?;
        }
    }
    Ok(())
}

async fn run_everything(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    for program in world
        .catalogue
        .programs()
        .filter(|listing| listing.page == page.stem)
    {
        tab.figure(&program.name).run().await?;
    }
    Ok(())
}

/// True if the timeline of every figure is drawn; what is to be foretold is drawn when it is shown.
const IS_DRAWN: &str =
    "return document.querySelector('figure.listing:not(.to-foretell) > .timeline:empty') === null";

/// Scrolls through the page, so that everything is drawn, and back to the top.
async fn settle(tab: &Tab) -> Result<()> {
    scroll_through(tab).await?;
    tab.wait_until("all timelines are drawn", IS_DRAWN).await
}
