//! axe, which looks for barriers in a page.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::tab::Tab;

/// Runs axe; `arguments[0]` are its options.
const RUN: &str = r"
    const [options, done] = arguments;
    axe.run(document, options)
      .then((results) => done(results.violations.flatMap((violation) => violation.nodes.map((node) => ({
        rule: violation.id,
        help: violation.help,
        target: node.target.join(' '),
        html: node.html.slice(0, 160),
        why: (node.any.concat(node.all, node.none)[0] ?? {}).message ?? '',
        ours: Boolean(document.querySelector(node.target[0])?.closest('main, .skip-link')),
      })))))
      .catch((error) => done([{ rule: 'axe failed', help: String(error), target: '', html: '', why: '', ours: true }]));";

/// Which of axe's rules are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// WCAG 2.2 A and AA, and what axe calls best practice.
    All,
    /// The same without the contrasts of texts and of links in them, which are two thirds of axe's work.
    AllButContrast,
}

impl Rules {
    /// In the form of axe's options.
    fn to_options(self) -> Value {
        json!({
            "runOnly": {
                "type": "tag",
                "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            },
            "rules": {
                "color-contrast": { "enabled": self == Self::All },
                "link-in-text-block": { "enabled": self == Self::All },
            },
            "resultTypes": ["violations"],
            "preload": false,
        })
    }
}

/// A barrier that axe found.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    /// axe's name for the rule.
    pub rule: String,
    /// The rule in words.
    pub help: String,
    /// The selector of the element.
    pub target: String,
    /// The beginning of the element's HTML.
    pub html: String,
    /// Why the element breaks the rule.
    pub why: String,
    /// True if the element stands in the page's own content, not in mdBook's template around it.
    pub ours: bool,
}

/// axe's source, from `tests/npm`.
#[must_use]
pub fn source(repository: &Path) -> Option<String> {
    let file: PathBuf = repository.join("tests/npm/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).ok()
}

/// Looks for barriers in the page as it is now.
///
/// # Errors
/// If axe cannot run.
pub async fn violations(tab: &Tab, source: &str, rules: Rules) -> Result<Vec<Violation>> {
    if !tab
        .script::<bool>("return 'axe' in window", Value::Null)
        .await?
    {
        tab.script::<()>(source, Value::Null).await?;
    }
    tab.script_to_its_end(RUN, vec![rules.to_options()])
        .await
        .context("axe")
}
