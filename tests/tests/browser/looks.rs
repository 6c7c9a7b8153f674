//! How the page looks, as far as it can be measured.

use anyhow::{Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::Value;

use super::running::any_program;

/// What sticks out of the page, and code that is too small to read.
const TOO_WIDE: &str = r"
    const root = document.scrollingElement;
    const problems = [];
    if (root.scrollWidth > innerWidth) {
      problems.push(`the page is ${root.scrollWidth} px wide, the window ${innerWidth}`);
      const clipped = (element) => {
        for (let parent = element.parentElement; parent; parent = parent.parentElement) {
          if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(parent).overflowX)) return true;
        }
        return false;
      };
      const wide = [...document.querySelectorAll('body *')].filter((element) =>
        element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility() && !clipped(element));
      problems.push(...wide.slice(0, 8).map((element) => 'sticks out: ' + element.outerHTML.slice(0, 100)));
    }
    for (let box = document.querySelector('main'); box; box = box.parentElement) {
      const clips = getComputedStyle(box).overflowX !== 'visible';
      if (clips && box.scrollWidth > box.clientWidth + 1) problems.push(`${box.tagName} ${box.id} scrolls sideways: ${box.scrollWidth} px in ${box.clientWidth}`);
      if (box.getBoundingClientRect().right > innerWidth + 1) problems.push(`${box.tagName} ${box.id} is cut off at the right`);
    }
    for (const code of document.querySelectorAll('figure.listing pre.code code')) {
      const size = parseFloat(getComputedStyle(code).fontSize);
      if (size < 14) problems.push(`code of ${size} px in ${code.closest('figure').id}`);
    }
    return problems;";

/// Closes the table of contents, which a narrow window does not show at first, and waits until it has slid away.
const CLOSE_CONTENTS: &str = r"
    const done = arguments[arguments.length - 1];
    if (document.documentElement.classList.contains('sidebar-visible')) document.getElementById('mdbook-sidebar-toggle').click();
    requestAnimationFrame(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => done(null)));";

/// Nothing sticks out of the page as it is now, at these widths in px. At 640, 1280 px are magnified to 200 %.
pub async fn fits(tab: &Tab, widths: &[u32]) -> Result<()> {
    let mut problems: Vec<String> = Vec::new();
    for width in widths {
        tab.set_width(*width).await?;
        tab.script_to_its_end::<()>(CLOSE_CONTENTS, Vec::new())
            .await?;
        let found: Vec<String> = tab.script(TOO_WIDE, Value::Null).await?;
        problems.extend(found.iter().map(|problem| format!("{width} px: {problem}")));
    }
    tab.set_width(1280).await?;
    super::none_of("things do not fit on a phone", &problems)
}

/// The luminance of the page's background and text, from 0 to 1.
const LUMINANCES: &str = r"
    const luminance = (color) => {
      const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map((part) => {
        const share = Number(part) / (color.startsWith('color(') ? 1 : 255);
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const canvas = document.createElement('canvas').getContext('2d');
    const plain = (color) => { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return `rgb(${[...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).join(',')})`; };
    const background = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (!/(, 0\)|\/ 0\)|transparent)/.test(color)) return color;
      }
      return 'white';
    };
    const of = (selector) => {
      const element = document.querySelector(selector);
      return [luminance(plain(background(element))), luminance(plain(getComputedStyle(element).color))];
    };
    return [of('main p, main h1'), of('figure.listing pre.code code')];";

/// A reader whose system prefers dark gets a dark page with light text, the figures included; the same for light.
pub async fn dark_is_dark(world: &World, tab: &mut Tab) -> Result<()> {
    let (_, address) = any_program(world)?;
    for (scheme, theme) in [("dark", "navy"), ("light", "light")] {
        tab.prefer(scheme).await?;
        tab.open(&address).await?;
        let classes: String = tab
            .script("return document.documentElement.className", Value::Null)
            .await?;
        ensure!(
            classes.split(' ').any(|class| class == theme),
            "prefers {scheme}, but the classes are {classes}"
        );
        let pairs: Vec<(f64, f64)> = tab.script(LUMINANCES, Value::Null).await?;
        for (background, text) in pairs {
            let is_dark = background < text;
            ensure!(
                is_dark == (scheme == "dark"),
                "prefers {scheme}: background {background:.2}, text {text:.2}"
            );
            let (high, low) = if is_dark {
                (text, background)
            } else {
                (background, text)
            };
            let contrast = (high + 0.05) / (low + 0.05);
            ensure!(
                contrast >= 4.5,
                "{scheme}: the contrast is {contrast:.1} : 1"
            );
        }
    }
    Ok(())
}
