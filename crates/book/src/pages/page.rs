//! The page that directives stand on: its numbers, and what it has shown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::edition::Edition;
use crate::html;
use crate::markdown;
use crate::pages::directives::{Kind, Piece};
use crate::problem::Fault;
use crate::problem::names;

/// The name of the page in this file: its path from the pages' folder, without `.md`.
pub(crate) fn page(file: &Path) -> String {
    file.with_extension("").to_string_lossy().replace('\\', "/")
}

/// One page while it is expanded.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) file: PathBuf,
    pub(crate) number: Option<String>,
    pub(crate) counts: BTreeMap<&'static str, usize>,
    pub(crate) shown: Vec<String>,
    /// The listings and edits that stand on it, and those of them that the reader is to foretell.
    pub(crate) listings: BTreeSet<String>,
    pub(crate) predicted: BTreeSet<String>,
}

impl Page {
    /// A page of which nothing has been shown.
    pub(crate) fn new(path: String, file: PathBuf, number: Option<String>) -> Self {
        let (counts, shown, listings, predicted) = Default::default();
        Page {
            path,
            file,
            number,
            counts,
            shown,
            listings,
            predicted,
        }
    }

    /// Notes which listings are still to come, and which of them are foretold.
    pub(crate) fn foresee(&mut self, piece: &Piece<'_>) {
        let Piece::Directive(directive) = piece else {
            return;
        };
        match &directive.kind {
            Kind::Listing { name, .. } | Kind::Edit(name) | Kind::Pair(name, _) => {
                self.listings.insert(name.clone())
            }
            Kind::Predict { name, .. } => self.predicted.insert(name.clone()),
            _ => false,
        };
    }

    /// The name, if the reader is to foretell what bears it.
    pub(crate) fn predicted<'a>(&self, name: &'a str) -> Option<&'a str> {
        self.predicted.contains(name).then_some(name)
    }

    /// The next number of its kind: `Listing 4.2` is the second listing of page 4.
    pub(crate) fn next(&mut self, kind: &'static str, edition: &Edition) -> String {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let kind = edition.say(kind);
        match &self.number {
            Some(number) => format!("{kind} {number}.{count}"),
            None => format!("{kind} {count}"),
        }
    }

    pub(crate) fn caption(&self, name: &str, caption: &str) -> String {
        if caption.is_empty() {
            format!("<code>{}</code>", html::escape(name))
        } else {
            markdown::inline(caption)
        }
    }

    /// Notes what is shown; the `id` differs from the second time on.
    pub(crate) fn shows(&mut self, name: &str, id: String) -> String {
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
pub(crate) fn own(kind: &str, name: &str, owner: &str, page: &Page) -> Result<(), Fault> {
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
pub(crate) fn once(kind: &str, name: &str, page: &mut Page) -> Result<(), Fault> {
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
pub(crate) fn missing<'n>(
    kind: &str,
    name: &str,
    page: &Page,
    all: impl Iterator<Item = (&'n str, &'n str)>,
    file: &str,
) -> Fault {
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
pub(crate) fn near<'n>(
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
