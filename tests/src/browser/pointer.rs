//! The pointer, as a reader moves it: onto a button, and then it is pressed where it is.

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

use super::tab::Tab;

/// How often the pointer follows a button that moves away.
const TRIES: usize = 50;

/// Brings an element to the middle of the window, waits until it lies still for two frames and gives its middle.
const AT_REST: &str = r"
    const [selector, done] = arguments;
    const element = document.querySelector(selector);
    if (!element) done(null);
    else {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      let last = null;
      const look = () => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const place = [left + width / 2, top + height / 2];
        if (last?.every((value, index) => value === place[index])) done(place);
        else {
          last = place;
          requestAnimationFrame(look);
        }
      };
      look();
    }";

/// True if an element lies under a point.
const IS_UNDER: &str = "const [selector, x, y] = arguments[0]; return document.elementFromPoint(x, y)?.closest(selector) != null";

/// Has the window note whether an element is pressed; `arguments[0]` selects it. A press that leaves the page is noted
/// in the page that is left, and the next one has no note: that counts as pressed.
const NOTE_A_PRESS: &str = r"
    window.wasPressed = false;
    document.querySelector(arguments[0]).addEventListener('click', () => { window.wasPressed = true; }, { once: true, capture: true });";

/// Clicks a button that is visible and can be used; tells whether it was one.
const ACTIVATE: &str = r"
    const button = document.querySelector(arguments[0]);
    const can = Boolean(button?.checkVisibility({ checkVisibilityCSS: true })) && !button.disabled;
    if (can) button.click();
    return can;";

impl Tab {
    /// Moves the pointer onto an element and gives where that is. From then on the page keeps it there.
    ///
    /// # Errors
    /// If there is none, or it does not come to rest.
    pub async fn rest_on(&self, selector: &str) -> Result<(f64, f64)> {
        for _ in 0..TRIES {
            let place: Option<(f64, f64)> = self
                .script_to_its_end(AT_REST, vec![json!(selector)])
                .await?;
            let Some((x, y)) = place else {
                bail!("the page has no {selector}");
            };
            self.mouse("mouseMoved", x, y).await?;
            if self.script(IS_UNDER, json!([selector, x, y])).await? {
                return Ok((x, y));
            }
        }
        bail!("{selector} does not come to rest, or something covers it")
    }

    /// Moves the pointer onto a button and presses it: a tenth of the work that a click of `WebDriver`'s is.
    /// If the button has moved away before the press came, the pointer follows it.
    ///
    /// # Errors
    /// If there is none, it does not come to rest, or the press does not reach it where it is.
    pub async fn click(&self, selector: &str) -> Result<()> {
        for _ in 0..TRIES {
            let (x, y) = self.rest_on(selector).await?;
            self.script::<()>(NOTE_A_PRESS, selector).await?;
            self.mouse("mousePressed", x, y).await?;
            self.mouse("mouseReleased", x, y).await?;
            if self
                .script("return window.wasPressed !== false", Value::Null)
                .await?
            {
                return Ok(());
            }
            if self.script(IS_UNDER, json!([selector, x, y])).await? {
                bail!("{selector} lies under the pointer, and the press does not reach it");
            }
        }
        bail!("{selector} moves away from the pointer again and again")
    }

    /// Presses a visible button without the pointer, as assistive programs do: a tenth of the work again. That a pointer
    /// reaches the buttons is looked at for all of them at once.
    ///
    /// # Errors
    /// If there is none, or it is not to be seen or cannot be used.
    pub async fn activate(&self, selector: &str) -> Result<()> {
        let activated: bool = self.script(ACTIVATE, selector).await?;
        ensure!(activated, "{selector} is missing, hidden or disabled");
        Ok(())
    }

    async fn mouse(&self, what: &str, x: f64, y: f64) -> Result<()> {
        let button = if what == "mouseMoved" { "none" } else { "left" };
        let event: Value =
            json!({ "type": what, "x": x, "y": y, "button": button, "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", event)
            .await
            .map(|_| ())
    }
}
