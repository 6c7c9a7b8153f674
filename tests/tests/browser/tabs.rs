//! Several tabs of one book: a browser has six connections to one host, and live reload may not take them all.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::Value;

use super::running::any_program;

/// More than the connections that a browser has.
const TABS: usize = 8;

/// The page of the eighth tab loads, and Run in it is answered.
pub async fn many_tabs_leave_connections(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    let browser = tab.browser().clone();
    let first = browser.window().await?;
    let mut others = Vec::new();
    let outcome = async {
        tab.open(&address).await?;
        for _ in 1..TABS {
            let other = browser.new_tab().await?;
            browser.switch_to_window(other.clone()).await?;
            others.push(other);
            let opened = tokio::time::timeout(Duration::from_secs(40), tab.open(&address)).await;
            opened.with_context(|| format!("tab {} does not load", others.len() + 1))??;
        }
        let listens = "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/book/live.js'))";
        ensure!(
            tab.script::<bool>(listens, Value::Null).await?,
            "there is no live reload"
        );
        let outcome = tab.figure(&name).run().await?;
        super::running::is_local(&outcome)
    };
    let outcome = outcome.await;
    for other in others {
        browser.switch_to_window(other).await?;
        browser.close_window().await?;
    }
    browser.switch_to_window(first).await?;
    outcome
}
