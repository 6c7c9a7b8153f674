//! The links by which a page names itself and its counterparts in the other languages, for whoever searches the web.
//!
//! A template cannot write them: mdBook tells it the page's Markdown file, and no address. So they are put into what mdBook
//! has written. A search engine heeds whole addresses alone, and only the author knows what a site is called: the addresses
//! are whole where `site-url` is. Elsewhere they lead from page to page, which is as valid HTML, and is right wherever a copy lies.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use mdbook_driver::config::Config;

use crate::html::escape;

/// The editions of a book, and where they are read.
#[derive(Debug)]
pub(super) struct Alternates {
    /// The code of each language and its folder in the site; the book's own is the first.
    editions: Vec<(String, String)>,
    /// The address of the site, with a slash at its end, if it is known.
    site: Option<String>,
}

impl Alternates {
    pub(super) fn of(config: &Config, others: &[&String]) -> Result<Alternates> {
        let own = config.book.language.clone().unwrap_or_default();
        let others = others
            .iter()
            .map(|language| ((*language).clone(), format!("{language}/")));
        let site: Option<String> = config.get("output.html.site-url")?;
        let site = site.filter(|site| site.starts_with("https://") || site.starts_with("http://"));
        Ok(Alternates {
            editions: std::iter::once((own, String::new()))
                .chain(others)
                .collect(),
            site: site.map(|site| format!("{}/", site.trim_end_matches('/'))),
        })
    }

    /// Puts the links into these pages of the edition that lies in `folder`; its language is none if it is the book's own.
    pub(super) fn add(
        &self,
        folder: &Path,
        language: Option<&str>,
        pages: impl IntoIterator<Item = PathBuf>,
    ) -> Result<()> {
        if self.editions.len() < 2 {
            return Ok(());
        }
        for page in pages {
            let file = folder.join(&page);
            let text = fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            let Some((head, body)) = text.split_once("</head>") else {
                continue;
            };
            let links = self.links(&page, language.is_some());
            fs::write(&file, format!("{head}{links}</head>{body}"))
                .with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(())
    }

    fn links(&self, page: &Path, is_in_a_folder: bool) -> String {
        let parts: Vec<_> = page.iter().map(|part| part.to_string_lossy()).collect();
        let root = match &self.site {
            Some(site) => site.clone(),
            None => "../".repeat(parts.len() - 1 + usize::from(is_in_a_folder)),
        };
        let page = parts.join("/");
        // Who reads none of the languages gets the book's own.
        let fallback = self.editions.iter().take(1);
        let fallback = fallback.map(|(_, folder)| ("x-default", folder));
        let editions = self.editions.iter();
        let editions = editions.map(|(language, folder)| (language.as_str(), folder));
        let link = |(language, folder): (&str, &String)| {
            let address = escape(&format!("{root}{folder}{page}"));
            format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\">\n")
        };
        editions.chain(fallback).map(link).collect()
    }
}
