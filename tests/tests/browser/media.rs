//! The page on paper, in colours that the system forces, without motion.

use anyhow::Result;
use book_tests::browser::Tab;
use serde_json::{Value, json};

use super::contrast::CONTRAST;
use super::none_of;

/// Looks at the page as it is on a medium, and then as it was before.
async fn on(tab: &Tab, medium: Value, look: &str) -> Result<Vec<String>> {
    tab.devtools("Emulation.setEmulatedMedia", medium).await?;
    let found = tab.script(look, Value::Null).await;
    let usual =
        json!({ "media": "", "features": [{ "name": "prefers-color-scheme", "value": "light" }] });
    tab.devtools("Emulation.setEmulatedMedia", usual).await?;
    found
}

const PAPER: &str = r"
    const problems = [];
    if (luminance(...ground(document.querySelector('main'))) < 0.9) problems.push('the paper is dark');
    for (const text of document.querySelectorAll('main > :is(p, ul, ol, h1, h2), main pre code')) {
      const ratio = contrast(getComputedStyle(text).color, ground(text));
      if (ratio < 7) problems.push(`${ratio.toFixed(1)} : 1 is faint: ${text.textContent.slice(0, 40)}`);
    }
    // Of the page that is a sheet, the sheet alone is printed.
    const printed = document.querySelector('main .sheet') ?? document.querySelector('main');
    for (const details of printed.querySelectorAll('details:not(.timeline-save, .timeline-data, .machine:not(:has(svg)))')) {
      const hidden = [...details.children].some((child) => child.localName !== 'summary' && !child.checkVisibility() && !child.matches('script, .timeline, .buttons, [hidden]'));
      if (hidden) problems.push(`closed: ${details.textContent.trim().slice(0, 40)}`);
    }
    for (const box of document.querySelectorAll('main pre, main .timeline, main .table-wrapper')) {
      if (!box.checkVisibility()) continue;
      const { overflowX, overflowY } = getComputedStyle(box);
      const clips = (overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1) || (overflowY !== 'visible' && box.scrollHeight > box.clientHeight + 1);
      if (clips) problems.push(`cut off: ${box.outerHTML.slice(0, 80)}`);
    }
    for (const figure of printed.querySelectorAll('figure.listing:has(> .timeline .mark)')) {
      if (!figure.querySelector('.timeline svg').checkVisibility()) problems.push(`${figure.id} has no timeline`);
    }
    for (const selector of ['.controls', '#mdbook-sidebar', '#mdbook-menu-bar', '.nav-wrapper']) {
      if ([...document.querySelectorAll(selector)].some((element) => element.checkVisibility())) problems.push(`${selector} is printed`);
    }
    return problems;";

/// Paper is light even for who reads in the dark; nothing on it is closed, cut off or faint.
pub async fn paper_has_everything(tab: &Tab) -> Result<()> {
    tab.set_width(700).await?;
    let close =
        "for (const details of document.querySelectorAll('main details')) details.open = false;";
    tab.script::<()>(close, Value::Null).await?;
    let medium = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    let found = on(tab, medium, &format!("{CONTRAST}{PAPER}")).await;
    let open =
        "for (const details of document.querySelectorAll('main details')) details.open = true;";
    tab.script::<()>(open, Value::Null).await?;
    tab.set_width(1280).await?;
    none_of("things are lost on paper", &found?)
}

const FORCED: &str = r"
    const problems = [];
    for (const button of document.querySelectorAll('main button.button')) {
      if (button.checkVisibility() && parseFloat(getComputedStyle(button).borderTopWidth) < 1) problems.push(`no border: ${button.textContent}`);
    }
    for (const bar of document.querySelectorAll('.mark:not(.point) .bar')) {
      const { fill, stroke } = getComputedStyle(bar);
      const paper = getComputedStyle(document.body).backgroundColor;
      if (fill === paper && (stroke === paper || stroke === 'none')) problems.push(`a mark that is not seen: ${bar.parentElement.getAttribute('aria-label')}`);
    }
    for (const line of document.querySelectorAll('.line.marked')) {
      const { outlineStyle, outlineWidth } = getComputedStyle(line);
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) problems.push('a marked line looks like the others');
    }
    return [...new Set(problems)];";

/// Where the system forces its colours, buttons, marks and marked lines can still be seen.
pub async fn forced_colours_lose_nothing(tab: &Tab) -> Result<()> {
    let medium = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    none_of(
        "things are lost in forced colours",
        &on(tab, medium, FORCED).await?,
    )
}

const MOTION: &str = r"
    const moves = (element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
    };
    return [...document.querySelectorAll('body *')].filter(moves).map((element) => element.outerHTML.slice(0, 80)).slice(0, 5);";

/// Who wants less motion gets none.
pub async fn less_motion_is_none(tab: &Tab) -> Result<()> {
    let medium = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    none_of("things move", &on(tab, medium, MOTION).await?)
}
