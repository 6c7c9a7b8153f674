//! Texts and marks that can be told from their ground, in every theme.

use anyhow::Result;
use book_tests::browser::Tab;
use serde_json::Value;

/// How far two colours differ, for scripts. What is half transparent is painted on what lies behind it.
pub const CONTRAST: &str = r"
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const luminances = new Map();
    const luminance = (...colors) => {
      const key = colors.join('|');
      if (!luminances.has(key)) luminances.set(key, painted(colors));
      return luminances.get(key);
    };
    const painted = (colors) => {
      for (const color of ['white', ...colors]) {
        // What a canvas cannot read leaves the colour that was set before.
        canvas.fillStyle = '#010203';
        canvas.fillStyle = color;
        if (canvas.fillStyle === '#010203') throw new Error(`a colour that cannot be read: ${color}`);
        canvas.fillRect(0, 0, 1, 1);
      }
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const grounds = new Map();
    const ground = (element) => {
      if (!element) return [];
      if (!grounds.has(element)) {
        const { backgroundColor } = getComputedStyle(element);
        const behind = ground(element.parentElement);
        grounds.set(element, /(, 0\)|\/ 0\)|transparent)/.test(backgroundColor) ? behind : [...behind, backgroundColor]);
      }
      return grounds.get(element);
    };
    const contrast = (color, behind) => {
      const [low, high] = [luminance(...behind, color), luminance(...behind)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };";

/// Large texts need 3 : 1, all others 4.5 : 1 (WCAG 2.2, 1.4.3); a disabled button needs none. What a
/// drawing's text stands on is what was drawn before it at its middle.
const TEXTS: &str = r"
    const problems = new Set();
    const drawnBehind = (text) => {
      const { left, top, width, height } = text.getBoundingClientRect();
      const isBehind = (shape) => {
        const matrix = shape.getScreenCTM();
        if (!matrix || shape.closest('defs') || !(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
        return shape.isPointInFill(new DOMPoint(left + width / 2, top + height / 2).matrixTransform(matrix.inverse()));
      };
      const shapes = [...text.ownerSVGElement.querySelectorAll('rect, circle, ellipse, polygon, path')].filter(isBehind);
      const paints = shapes.map((shape) => getComputedStyle(shape)).map(({ fill, fillOpacity, opacity }) => [fill, fillOpacity * opacity]);
      paints.push([getComputedStyle(text).stroke, 1]);
      const plain = paints.filter(([paint]) => paint !== 'none' && !paint.startsWith('url'));
      return plain.map(([paint, share]) => `color-mix(in srgb, ${paint} ${100 * share}%, transparent)`);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const elements = new Set();
    while (texts.nextNode()) {
      if (texts.currentNode.data.trim() !== '') elements.add(texts.currentNode.parentElement);
    }
    for (const element of elements) {
      if (element.closest('script, style, :disabled, .unseen') || !element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
      const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
      const size = parseFloat(fontSize);
      const wanted = size >= 24 || (size >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
      const found = element instanceof SVGElement
        ? contrast(fill, [...ground(element), ...drawnBehind(element)])
        : contrast(color, ground(element));
      if (found < wanted) problems.add(`${found.toFixed(2)} : 1 for ${element.localName}.${element.getAttribute('class')}: ${element.textContent.trim().slice(0, 40)}`);
    }
    if (elements.size < 20) problems.add(`only ${elements.size} texts were looked at`);
    return [...problems];";

const MARKS: &str = r"
    const problems = new Set();
    for (const mark of document.querySelectorAll('.timeline .mark')) {
      const bar = mark.querySelector('.bar');
      const { fill, stroke, strokeWidth } = getComputedStyle(bar);
      // A pattern is as visible as what it is made of.
      const pattern = /^url\(.*?(#[\w-]+)/.exec(fill);
      const fills = pattern ? [...document.querySelector(pattern[1]).children].map((part) => getComputedStyle(part).fill) : [fill];
      const colors = [...fills, parseFloat(strokeWidth) >= 1 ? stroke : 'none'].filter((color) => color !== 'none');
      const best = Math.max(...colors.map((color) => contrast(color, ground(mark.closest('.timeline')))));
      if (!(best >= 3)) problems.add(`${mark.getAttribute('class')}: ${best.toFixed(2)} : 1`);
    }
    return [...problems];";

/// Every text and every token of code stands out from its ground, in light and in dark.
pub async fn texts_stand_out(tab: &Tab) -> Result<()> {
    super::none_of("texts do not stand out", &in_both_themes(tab, TEXTS).await?)
}

/// Likewise, and every mark of a timeline stands out from its ground by 3 : 1. One look at both costs one change of theme.
pub async fn texts_and_marks_stand_out(tab: &Tab) -> Result<()> {
    let both = format!("return [...(() => {{ {TEXTS} }})(), ...(() => {{ {MARKS} }})()];");
    let found = in_both_themes(tab, &both).await?;
    super::none_of("texts or marks do not stand out", &found)
}

/// A script that tells whether the page has taken the theme that the system prefers.
fn is_on(scheme: &str) -> String {
    let theme = if scheme == "dark" { "navy" } else { "light" };
    format!("return document.documentElement.classList.contains('{theme}')")
}

async fn in_both_themes(tab: &Tab, look: &str) -> Result<Vec<String>> {
    let look = format!("{CONTRAST}{look}");
    let mut found = Vec::new();
    for scheme in ["dark", "light"] {
        tab.prefer(scheme).await?;
        tab.wait_until(&format!("the page is {scheme}"), &is_on(scheme))
            .await?;
        let problems: Vec<String> = tab.script(&look, Value::Null).await?;
        found.extend(
            problems
                .iter()
                .map(|problem| format!("{scheme}: {problem}")),
        );
    }
    Ok(found)
}
