//! A tab of the browser: what every test needs of a page.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver, WebElement};

use super::traffic::Traffic;

/// How long a condition may take while both cores are busy with something else.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A page that takes longer for nothing at all hangs: the longest work of a page's own takes a second.
const DEAF: Duration = Duration::from_secs(20);

/// The first pause between two looks at a condition; each is half as long again as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// The longest pause between two looks.
const LONGEST_PAUSE: Duration = Duration::from_millis(150);

/// A browser with one page.
pub struct Tab {
    browser: WebDriver,
    /// The address of the server that the tab reads from, with a slash at its end.
    pub address: String,
    visited: Vec<String>,
    script_is_on: bool,
}

impl Tab {
    pub(super) fn new(browser: WebDriver, address: String) -> Self {
        Self {
            browser,
            visited: vec![address.clone()],
            address,
            script_is_on: true,
        }
    }

    pub(super) fn into_parts(self) -> (WebDriver, Vec<String>) {
        (self.browser, self.visited)
    }

    /// The WebDriver session, for what this type does not offer.
    #[must_use]
    pub fn browser(&self) -> &WebDriver {
        &self.browser
    }

    /// Reads from another server from now on.
    pub fn read_from(&mut self, address: &str) {
        self.address = address.to_owned();
        self.visited.push(address.to_owned());
    }

    /// Opens a page and waits until its script has set it up.
    ///
    /// # Errors
    /// If the page does not load or its script does not get ready.
    pub async fn open(&self, path: &str) -> Result<()> {
        let address = format!("{}{path}", self.address);
        self.browser
            .goto(&address)
            .await
            .with_context(|| format!("cannot open {address}"))?;
        self.ready().await
    }

    /// Waits until the page's script has set the page up.
    ///
    /// # Errors
    /// If it does not.
    pub async fn ready(&self) -> Result<()> {
        let (what, is_so) = if self.script_is_on {
            (
                "the page's script is ready",
                "return document.documentElement?.dataset.page === 'ready'",
            )
        } else {
            (
                "the page has come",
                "return document.readyState === 'complete' && location.href !== 'about:blank'",
            )
        };
        self.wait_until(what, is_so).await
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// If it does not get ready.
    pub async fn reload(&self) -> Result<()> {
        self.browser.refresh().await?;
        self.ready().await
    }

    /// Waits until a script in the page gives true.
    ///
    /// # Errors
    /// If it does not within `PATIENCE`.
    pub async fn wait_until(&self, what: &str, script: &str) -> Result<()> {
        self.wait_for(what, script, Value::Null, |is_so: &bool| *is_so)
            .await
            .map(|_| ())
    }

    /// Waits until a script in the page gives a value that is wanted.
    ///
    /// # Errors
    /// If it does not within `PATIENCE`; the message has the last value.
    pub async fn wait_for<T: DeserializeOwned + std::fmt::Debug>(
        &self,
        what: &str,
        script: &str,
        argument: Value,
        is_wanted: impl Fn(&T) -> bool,
    ) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        let mut pause = FIRST_PAUSE;
        loop {
            let value: T = self.script(script, argument.clone()).await?;
            if is_wanted(&value) {
                return Ok(value);
            }
            if Instant::now() > deadline {
                bail!("waited {PATIENCE:?} in vain until {what}; the last value was {value:?}");
            }
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 3 / 2);
        }
    }

    /// The element with that CSS selector.
    ///
    /// # Errors
    /// If there is none.
    pub async fn find(&self, selector: &str) -> Result<WebElement> {
        self.browser
            .find(By::Css(selector))
            .await
            .with_context(|| format!("the page has no {selector}"))
    }

    /// How many elements match a CSS selector.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        self.script(
            "return document.querySelectorAll(arguments[0]).length",
            selector,
        )
        .await
    }

    /// False if the browser's page does not even add one and one: it hangs, whatever the test asked of it.
    pub async fn answers(&self) -> bool {
        let sum = self.script::<u8>("return 1 + 1", Value::Null);
        matches!(tokio::time::timeout(DEAF, sum).await, Ok(Ok(2)))
    }

    /// A DevTools command.
    ///
    /// # Errors
    /// If the browser refuses it.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        self.browser
            .cdp()
            .send_raw(method, parameters)
            .await
            .with_context(|| method.to_owned())
    }

    /// Makes the page that wide, as on a phone or a desktop.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn set_width(&self, width: u32) -> Result<()> {
        let height = if width < 700 { 800 } else { 900 };
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await
            .map(|_| ())
    }

    /// Says that the reader's system prefers `dark` or `light`.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn prefer(&self, scheme: &str) -> Result<()> {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features)
            .await
            .map(|_| ())
    }

    /// Switches scripts off for the pages that are opened from now on.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn switch_scripts_off(&mut self) -> Result<()> {
        self.script_is_on = false;
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await
        .map(|_| ())
    }

    /// What the page has asked for since the last look.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn traffic(&self) -> Result<Traffic> {
        let mut traffic = Traffic::default();
        for entry in self.browser.get_log("performance").await? {
            traffic.read(&entry.message);
        }
        Ok(traffic)
    }

    /// The errors on the page's console since the last look.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.browser.get_log("browser").await?;
        Ok(entries
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect())
    }
}
