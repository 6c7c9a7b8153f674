//! A listing or an exercise on the page, as the reader uses it.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::WebElement;

use super::outcome::{OUTCOME, Outcome};
use super::tab::{PATIENCE, Tab};

/// A `figure.listing`, by its name.
pub struct Figure<'a> {
    tab: &'a Tab,
    selector: String,
    name: String,
}

/// Tells as soon as the run is over, or that it is not for as many milliseconds. Looking again and again from outside
/// would cost the page more than the run does.
const ENDED: &str = r"
    const [selector, patience, done] = arguments;
    const status = document.querySelector(selector).querySelector('.controls .status');
    const isOver = () => ['ok', 'failed', 'stopped', 'none'].includes(status.dataset.state);
    const tell = (over) => {
      observer.disconnect();
      clearTimeout(timer);
      done(over);
    };
    const observer = new MutationObserver(() => isOver() && tell(true));
    const timer = setTimeout(() => tell(isOver()), patience);
    observer.observe(status, { attributeFilter: ['data-state'] });
    if (isOver()) tell(true);";

/// Replaces the whole text of the open editor by pasting; `arguments[0]` selects it.
const PASTE: &str = r"
    const [selector, text] = arguments[0];
    const editor = document.querySelector(selector);
    const clipboard = new DataTransfer();
    clipboard.setData('text/plain', text);
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));";

impl Tab {
    /// The figure of a listing or an exercise, by name.
    #[must_use]
    pub fn figure<'a>(&'a self, name: &str) -> Figure<'a> {
        Figure {
            tab: self,
            selector: format!("#listing-{name}"),
            name: name.to_owned(),
        }
    }
}

impl Figure<'_> {
    /// The selector of something inside the figure.
    #[must_use]
    pub fn inside(&self, selector: &str) -> String {
        format!("{} {selector}", self.selector)
    }

    /// Scrolls a button of the figure into view and clicks it.
    ///
    /// # Errors
    /// If there is no such button, or something covers it.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.tab.click(&self.inside(selector)).await
    }

    /// An element of the figure.
    ///
    /// # Errors
    /// If there is none.
    pub async fn element(&self, selector: &str) -> Result<WebElement> {
        self.tab.find(&self.inside(selector)).await
    }

    /// True if the figure has something visible with that selector.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn shows(&self, selector: &str) -> Result<bool> {
        let script = "return [...document.querySelectorAll(arguments[0])].some((element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }))";
        self.tab.script(script, self.inside(selector)).await
    }

    /// Presses Run or Check and waits until the run is over.
    ///
    /// # Errors
    /// If the run does not end.
    pub async fn run(&self) -> Result<Outcome> {
        self.start().await?;
        self.ended().await
    }

    /// Presses Run or Check, as soon as the button is at rest.
    ///
    /// # Errors
    /// If there is no such button, or it does not come to rest.
    pub async fn start(&self) -> Result<()> {
        self.expect_a_new_status().await?;
        self.tab
            .click(&self.inside("button:is(.run, .check)"))
            .await
    }

    /// Starts a run without the pointer.
    ///
    /// # Errors
    /// If there is no such button, or it cannot be used.
    pub async fn activate_run(&self) -> Result<()> {
        self.expect_a_new_status().await?;
        let button = self.inside("button:is(.run, .check)");
        self.tab.activate(&button).await
    }

    /// Presses Stop, as soon as it takes presses: one that has only just come may be meant for Run.
    ///
    /// # Errors
    /// If there is no such button, or it takes none.
    pub async fn stop(&self) -> Result<()> {
        let takes_presses = "return document.querySelector(arguments[0]).matches(':not(.fresh)')";
        let what = format!("Stop of {} takes presses", self.name);
        let button = json!(self.inside("button.stop"));
        self.tab
            .wait_for(&what, takes_presses, button, |is_so: &bool| *is_so)
            .await?;
        self.click("button.stop").await
    }

    /// Rests the pointer on a button of the figure.
    ///
    /// # Errors
    /// If there is no such button, or it does not come to rest.
    pub async fn rest_on(&self, selector: &str) -> Result<()> {
        self.tab.rest_on(&self.inside(selector)).await.map(|_| ())
    }

    /// Forgets the last run's status, so that [`Figure::ended`] waits for a new one.
    ///
    /// # Errors
    /// If the figure has no status line.
    pub async fn expect_a_new_status(&self) -> Result<()> {
        let script = "document.querySelector(arguments[0]).dataset.state = 'awaited'";
        self.tab
            .script(script, self.inside(".controls .status"))
            .await
    }

    /// Waits until the run is over.
    ///
    /// # Errors
    /// If it does not end.
    pub async fn ended(&self) -> Result<Outcome> {
        let arguments = vec![json!(self.selector), json!(PATIENCE.as_millis())];
        let is_over: bool = self.tab.script_to_its_end(ENDED, arguments).await?;
        let outcome = self.outcome().await?;
        ensure!(
            is_over,
            "waited {PATIENCE:?} in vain until the run of {} has ended; the last value was {outcome:?}",
            self.name
        );
        Ok(outcome)
    }

    /// Waits until the figure says it is busy.
    ///
    /// # Errors
    /// If it does not.
    pub async fn is_busy(&self) -> Result<()> {
        let is_busy = |outcome: &Outcome| outcome.state == "busy";
        self.tab
            .wait_for("the run has begun", OUTCOME, json!(self.selector), is_busy)
            .await
            .map(|_| ())
    }

    /// What the figure shows now.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn outcome(&self) -> Result<Outcome> {
        self.tab.script(OUTCOME, self.selector.clone()).await
    }

    /// Waits until the timeline has been drawn.
    ///
    /// # Errors
    /// If it is not drawn.
    pub async fn timeline(&self) -> Result<Outcome> {
        let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.tab
            .script::<()>(scroll, self.inside(".timeline"))
            .await?;
        let what = format!("the timeline of {} is drawn", self.name);
        self.tab
            .wait_for(&what, OUTCOME, json!(self.selector), |outcome: &Outcome| {
                outcome.marks > 0
            })
            .await
    }

    /// Opens the editor, if it is closed.
    ///
    /// # Errors
    /// If it does not open.
    pub async fn open_editor(&self) -> Result<()> {
        if !self.shows(".cm-content").await? {
            self.click("button.edit").await?;
        }
        let script = "return Boolean(document.querySelector(arguments[0])?.checkVisibility())";
        self.tab
            .wait_for(
                "the editor is open",
                script,
                json!(self.inside(".cm-content")),
                |is_open: &bool| *is_open,
            )
            .await?;
        Ok(())
    }

    /// Selects all that is seen in the editor and pastes another code over it, as readers do; hidden lines go with it.
    /// Waits until the page has kept it.
    ///
    /// # Errors
    /// If the editor does not take it.
    pub async fn write(&self, code: &str) -> Result<()> {
        self.open_editor().await?;
        let editor = self.inside(".cm-content");
        let focus = "document.querySelector(arguments[0]).focus()";
        self.tab.script::<()>(focus, editor.clone()).await?;
        self.tab.press("a", 2).await?;
        self.tab
            .script::<()>(
                PASTE,
                json!([editor, code.strip_suffix('\n').unwrap_or(code)]),
            )
            .await?;
        let what = format!("what was pasted into the editor of {} is kept", self.name);
        let is_kept = |kept: &Option<String>| kept.as_deref() == Some(code);
        self.tab
            .wait_for(&what, KEPT, json!(self.name), is_kept)
            .await?;
        Ok(())
    }

    /// The edit that the browser keeps.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn kept(&self) -> Result<Option<String>> {
        self.tab.script(KEPT, self.name.clone()).await
    }

    /// The code as printed.
    ///
    /// # Errors
    /// If the figure has no data.
    pub async fn printed(&self) -> Result<String> {
        let script = "return JSON.parse(document.querySelector(arguments[0]).textContent).source";
        self.tab
            .script(script, self.inside("script.listing-data"))
            .await
    }
}

/// The kept edit of the listing named `arguments[0]`.
const KEPT: &str = "return JSON.parse(localStorage.getItem('many-things:edit:' + arguments[0]) ?? 'null')?.code ?? null";
