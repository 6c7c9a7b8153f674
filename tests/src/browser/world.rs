//! What all browser tests share.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use catalogue::Catalogue;
use thirtyfour::WebDriver;

use super::driver::Driver;
use super::server::BookServer;
use super::tab::Tab;
use super::wash::wash;
use crate::summary::Entry;

/// The server, the driver and the browsers; [`World::end`] ends them all.
pub struct World {
    /// The book's own server.
    pub server: BookServer,
    /// The root of the repository.
    pub repository: PathBuf,
    /// The table of contents.
    pub contents: Vec<Entry>,
    /// Every listing, edit, exercise.
    pub catalogue: Catalogue,
    driver: Driver,
    idle: Mutex<Vec<WebDriver>>,
}

impl World {
    /// Starts the book's server and chromedriver.
    ///
    /// # Errors
    /// If one of them does not start, or `listings/` cannot be read.
    pub fn start(program: &Path) -> Result<Self> {
        let repository = crate::repository();
        let catalogue =
            Catalogue::load(&repository).map_err(|errors| anyhow::anyhow!("{errors}"))?;
        Ok(Self {
            server: BookServer::start(program, &repository)?,
            contents: crate::pages::read_summary(&repository.join("src")),
            repository,
            catalogue,
            driver: Driver::start()?,
            idle: Mutex::default(),
        })
    }

    /// Lends a washed browser to a test.
    ///
    /// # Errors
    /// If no browser starts.
    pub async fn tab(&self) -> Result<Tab> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let browser = match idle {
            Some(browser) => browser,
            None => self.new_browser().await?,
        };
        Ok(Tab::new(browser, self.server.address.clone()))
    }

    async fn new_browser(&self) -> Result<WebDriver> {
        let browser = self.driver.browser().await;
        let browser = browser.context("a browser does not start")?;
        wash(&browser, &[]).await?;
        Ok(browser)
    }

    /// Takes a browser back; one that does not let itself be washed is ended.
    pub async fn give_back(&self, tab: Tab) {
        let (browser, addresses) = tab.into_parts();
        if wash(&browser, &addresses).await.is_ok() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(browser);
        } else {
            let _already_gone = browser.quit().await;
        }
    }

    /// Ends the browser of a tab that nobody shall get again.
    pub async fn end_browser(&self, tab: Tab) {
        let (browser, _) = tab.into_parts();
        let _already_gone = browser.quit().await;
    }

    /// Ends the browsers; the server and chromedriver end when the world is dropped.
    pub async fn end(self) {
        let idle = self
            .idle
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        for browser in idle {
            let _already_gone = browser.quit().await;
        }
    }

    /// The addresses of all pages, from the book's root: `async/tasks.html`.
    pub fn page_addresses(&self) -> impl Iterator<Item = String> {
        self.contents.iter().map(|entry| html_path(&entry.path))
    }
}

/// Where mdBook puts a page.
fn html_path(page: &Path) -> String {
    page.with_extension("html")
        .to_string_lossy()
        .replace('\\', "/")
}
