//! The timeline of a figure, as the reader uses it.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use super::figure::Figure;
use super::tab::Tab;

/// A `.timeline` that is drawn.
pub struct Timeline<'a> {
    tab: &'a Tab,
    selector: String,
}

/// What a mark or a row of the table says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Stretch {
    /// The lane.
    pub lane: String,
    /// Its state, in the page's word.
    pub state: String,
    /// When it begins, in milliseconds.
    pub from: String,
    /// When it ends; the same for a moment.
    pub to: String,
    /// Where it ran; empty if the program did not say.
    pub place: String,
    /// What happened.
    pub what: String,
}

/// Reads the marks of the timeline that `arguments[0]` selects, each from its name, in the order of the output.
const MARKS: &str = r"
    const marks = [...document.querySelectorAll(arguments[0] + ' svg.lanes .mark')];
    marks.sort((a, b) => a.dataset.line - b.dataset.line);
    const form = /^(.*?): (working|waiting|blocked|ended|cancelled), (?:at (\d+)|(\d+) to (\d+)) ms(?:, on (.*?))?: (.*)$/;
    return marks.map((mark) => {
      const [, lane, state, at, from, to, place, what] = form.exec(mark.getAttribute('aria-label')) ?? [];
      return { lane: lane ?? '', state: state ?? '', from: at ?? from ?? '', to: at ?? to ?? '', place: place ?? '', what: what ?? '' };
    });";

/// Reads the rows of its table.
const ROWS: &str = r"
    const table = document.querySelector(arguments[0] + ' table');
    const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent);
    return [...table.querySelectorAll('tbody tr')].map((row) => {
      const cells = Object.fromEntries([...row.cells].map((cell, index) => [heads[index], cell.textContent]));
      return { lane: cells.Lane, state: cells.State, from: cells['From, ms'], to: cells['To, ms'], place: cells.Where ?? '', what: cells.What };
    });";

/// Presses a button that saves, and gives what would be saved: its name, its type, its text or base 64.
const SAVE: &str = r"
    const [[selector, format], done] = arguments;
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const reader = new FileReader();
      const name = new Promise((resolve) => {
        HTMLAnchorElement.prototype.click = function () { resolve(this.download); };
      });
      reader.onload = async () => {
        URL.createObjectURL = make;
        const file = await name;
        delete HTMLAnchorElement.prototype.click;
        done([file, blob.type, reader.result]);
      };
      if (blob.type === 'image/png') reader.readAsDataURL(blob); else reader.readAsText(blob);
      return make.call(URL, blob);
    };
    document.querySelector(selector + ' .save-' + format).click();";

impl<'a> Timeline<'a> {
    /// Scrolls to the timeline of a figure and waits until it is drawn.
    ///
    /// # Errors
    /// If it is not drawn.
    pub async fn of(tab: &'a Tab, figure: &Figure<'_>) -> Result<Self> {
        figure.timeline().await?;
        let selector = figure.inside("> .timeline");
        Ok(Self { tab, selector })
    }

    /// The one that a selector leads to, and that is drawn.
    #[must_use]
    pub fn within(tab: &'a Tab, selector: &str) -> Self {
        let selector = selector.to_owned();
        Self { tab, selector }
    }

    /// The selector of something inside the timeline.
    #[must_use]
    pub fn inside(&self, selector: &str) -> String {
        format!("{} {selector}", self.selector)
    }

    /// Comes to it with the pointer, and waits until what moves along it is loaded.
    ///
    /// # Errors
    /// If it is not loaded.
    pub async fn reach(&self) -> Result<()> {
        let come =
            "document.querySelector(arguments[0]).dispatchEvent(new PointerEvent('pointerenter'))";
        self.tab
            .script::<bool>(&format!("return {come}"), self.inside(".stage"))
            .await?;
        let is_there = "return document.querySelector(arguments[0]) !== null";
        let buttons = json!(self.inside(".zoom"));
        self.tab
            .wait_for(
                "what moves along is loaded",
                is_there,
                buttons,
                |is_so: &bool| *is_so,
            )
            .await
            .map(|_| ())
    }

    /// What the marks say, in the order of the output.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn marks(&self) -> Result<Vec<Stretch>> {
        self.tab.script(MARKS, self.selector.clone()).await
    }

    /// What the table says.
    ///
    /// # Errors
    /// If there is no table.
    pub async fn rows(&self) -> Result<Vec<Stretch>> {
        self.tab.script(ROWS, self.selector.clone()).await
    }

    /// Puts the focus on the mark that Tab would reach.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn focus(&self) -> Result<()> {
        let script = "document.querySelector(arguments[0]).focus()";
        self.tab
            .script(script, self.inside(".mark[tabindex='0']"))
            .await
    }

    /// The name of the mark that has the focus.
    ///
    /// # Errors
    /// If none has.
    pub async fn focused(&self) -> Result<String> {
        let script =
            "return document.activeElement.closest('.mark')?.getAttribute('aria-label') ?? null";
        let name: Option<String> = self.tab.script(script, json!(null)).await?;
        name.context("the focus is not on a mark")
    }

    /// What the page says is shown of the run; empty for all of it.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn shown(&self) -> Result<String> {
        let script = "return document.querySelector(arguments[0]).textContent";
        self.tab.script(script, self.inside(".zoom-shown")).await
    }

    /// Saves as `svg`, `png` or `json`: the file's name, its media type, and its text (a data address for `png`).
    ///
    /// # Errors
    /// If nothing is saved.
    pub async fn save(&self, format: &str) -> Result<(String, String, String)> {
        let arguments = vec![json!([self.selector, format])];
        self.tab.script_to_its_end(SAVE, arguments).await
    }
}
