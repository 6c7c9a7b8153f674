//! chromedriver, and the browsers that it starts.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use cargo_book::doctor::{browser_program, driver_program};
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::{DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use super::process::Process;

/// Every name but this machine's is unknown: a page that asks another host is seen, and gets nothing.
const NO_OTHER_HOST: &str =
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1";

const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,900",
];

/// chromedriver on a free port.
pub(crate) struct Driver {
    _process: Process,
    address: String,
}

impl Driver {
    /// Starts chromedriver.
    ///
    /// # Errors
    /// If it does not say on which port it listens.
    pub(crate) fn start() -> Result<Self> {
        let program = driver_program().context("chromedriver was found before")?;
        let mut command = Command::new(program);
        command.arg("--port=0");
        let port_in = |line: &str| {
            let (_, rest) = line.split_once("started successfully on port ")?;
            rest.trim_end_matches('.').parse::<u16>().ok()
        };
        let (process, port) = Process::start(&mut command, Duration::from_secs(60), port_in)?;
        Ok(Self {
            _process: process,
            address: format!("http://127.0.0.1:{port}"),
        })
    }

    /// Starts a browser with a fresh profile.
    ///
    /// # Errors
    /// If the browser does not start.
    pub(crate) async fn browser(&self) -> Result<WebDriver> {
        let mut wanted = DesiredCapabilities::chrome();
        if let Some(browser) = browser_program() {
            wanted.set_binary(&browser.to_string_lossy())?;
        }
        for argument in ARGUMENTS {
            wanted.add_arg(argument)?;
        }
        wanted.add_arg(NO_OTHER_HOST)?;
        wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let browser = WebDriver::new(self.address.as_str(), wanted).await?;
        browser.set_script_timeout(Duration::from_secs(120)).await?;
        browser
            .set_page_load_timeout(Duration::from_secs(60))
            .await?;
        Ok(browser)
    }
}

/// What is missing to drive a browser, if anything is.
#[must_use]
pub fn missing_programs() -> Option<&'static str> {
    if driver_program().is_none() {
        return Some("chromedriver is not on PATH (Debian: apt install chromium-driver)");
    }
    if browser_program().is_none() {
        return Some("Chromium is not on PATH (Debian: apt install chromium)");
    }
    None
}
