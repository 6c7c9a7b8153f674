//! The page that directives stand on: its numbers, and what it has shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::expand::Wrong;
use super::problem::names;
use super::{html, markdown};

/// The name of the page in this file: its path from the pages' folder, without `.md`.
pub(super) fn page(file: &Path) -> String {
    file.with_extension("").to_string_lossy().replace('\\', "/")
}

/// One page while it is expanded.
pub(super) struct Page {
    pub(super) path: String,
    pub(super) file: PathBuf,
    pub(super) number: Option<String>,
    pub(super) counts: BTreeMap<&'static str, usize>,
    pub(super) shown: Vec<String>,
}

impl Page {
    /// The next number of its kind: `Listing 4.2` is the second listing of page 4.
    pub(super) fn next(&mut self, kind: &'static str) -> String {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        match &self.number {
            Some(number) => format!("{kind} {number}.{count}"),
            None => format!("{kind} {count}"),
        }
    }

    pub(super) fn caption(&self, name: &str, caption: &str) -> String {
        if caption.is_empty() {
            format!("<code>{}</code>", html::escape(name))
        } else {
            markdown::inline(caption)
        }
    }

    /// Notes what is shown; the `id` differs from the second time on.
    pub(super) fn shows(&mut self, name: &str, id: String) -> String {
        let before = self.shown.iter().filter(|shown| *shown == name).count();
        self.shown.push(name.to_owned());
        if before == 0 {
            id
        } else {
            format!("{id}-{}", before + 1)
        }
    }
}

/// What belongs to a page stands on that page.
pub(super) fn own(kind: &str, name: &str, owner: &str, page: &Page) -> Result<(), Wrong> {
    if owner == page.path {
        return Ok(());
    }
    let what = format!(
        "the {kind} `{name}` belongs to {owner}, not to {}",
        page.path
    );
    Err((
        what,
        format!(
            "use it in src/{owner}.md, or move its files to listings/{}",
            page.path
        ),
    ))
}

/// What can stand on a page only once.
pub(super) fn once(kind: &str, name: &str, page: &mut Page) -> Result<(), Wrong> {
    let seen = format!("{kind} {name}");
    if page.shown.contains(&seen) {
        return Err((
            format!("the {seen} stands on the page twice"),
            "remove one of the two".to_owned(),
        ));
    }
    page.shown.push(seen);
    Ok(())
}

/// What is not there, and the file to write.
pub(super) fn missing<'n>(
    kind: &str,
    name: &str,
    page: &Page,
    all: impl Iterator<Item = (&'n str, &'n str)>,
    file: &str,
) -> Wrong {
    let folder = if kind == "python" {
        "python".to_owned()
    } else {
        format!("{kind}s")
    };
    let near = near(name, all, &page.path);
    let remedy = format!("write listings/{}/{folder}/{name}{file}{near}", page.path);
    let called = if kind == "python" {
        "Python counterpart"
    } else {
        kind
    };
    (format!("there is no {called} `{name}`"), remedy)
}

/// The names that the page has, as the end of a remedy.
pub(super) fn near<'n>(
    name: &str,
    all: impl Iterator<Item = (&'n str, &'n str)>,
    page: &str,
) -> String {
    let own: Vec<&str> = all
        .filter(|(owner, _)| *owner == page)
        .map(|(_, own)| own)
        .collect();
    if own.is_empty() || own.contains(&name) {
        return String::new();
    }
    format!(", or name one of the page's own: {}", names(own))
}
