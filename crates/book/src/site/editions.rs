//! The book in the other languages: each a whole site in a folder of the first one, with the same paths.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use mdbook_driver::config::Config;
use rayon::prelude::*;

use crate::edition::Edition;
use crate::site::alternates::Alternates;
use crate::site::{assets, quoted, render};

/// Renders the book into the folder, and into a folder of that for each language that it is translated into; returns how
/// many pages it has in each.
pub(super) fn render(root: &Path, config: &Config, folder: &Path) -> Result<usize> {
    // Both copy what lies among the sources.
    assets::sync(root)?;
    let languages = translation::languages(root);
    let others: Vec<&String> = languages
        .iter()
        .filter(|language| config.book.language.as_ref() != Some(language))
        .collect();
    let alternates = Alternates::of(config, &others)?;
    // mdBook empties the folder that it writes to: the others are put into it when it is done.
    let beside = |language: &str| folder.with_file_name(format!("site-{language}"));
    let (pages, rendered) = rayon::join(
        || own(root, config, folder, &alternates),
        || {
            let others = others.par_iter();
            let rendered = others.map(|language| {
                let folder = beside(language);
                other(root, config, language, &folder, &alternates)
            });
            rendered.collect::<Result<Vec<()>>>()
        },
    );
    let pages = pages?;
    rendered?;
    for language in others {
        let target = folder.join(language);
        fs::rename(beside(language), &target)
            .with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(pages)
}

/// The book in the language that its settings name.
fn own(root: &Path, config: &Config, folder: &Path, alternates: &Alternates) -> Result<usize> {
    let mut config = config.clone();
    if !translation::languages(root).is_empty() {
        // With a way to the other languages.
        let language = config.book.language.clone().unwrap_or_default();
        theme(root, &mut config, &language)?;
    }
    let edition = Arc::new(Edition::of(root, &config)?);
    render::site(root, config, folder, &edition, alternates)
}

/// The book in another language.
fn other(
    root: &Path,
    config: &Config,
    language: &str,
    folder: &Path,
    alternates: &Alternates,
) -> Result<()> {
    let mut config = config.clone();
    let english = config.book.language.replace(language.to_owned());
    let edition = Arc::new(Edition::of(root, &config)?);
    edition.translate_config(&mut config);
    theme(root, &mut config, language)?;
    addresses(root, &mut config, language)?;
    render::site(root, config, folder, &edition, alternates)?;
    let page = folder.join("404.html");
    if let Ok(text) = fs::read_to_string(&page) {
        fs::write(&page, edition.translate_404(&text))
            .with_context(|| format!("cannot write {}", page.display()))?;
    }
    // Last: what is not translated yet is looked for as mdBook wrote it.
    quoted::mark_pages(folder, language, &english.unwrap_or_default())
}

/// The theme's templates in this language, where it has them.
fn theme(root: &Path, config: &mut Config, language: &str) -> Result<()> {
    let theme = Path::new("theme").join(language);
    if root.join(&theme).is_dir() {
        config.set("output.html.theme", theme)?;
    }
    Ok(())
}

/// What leads to the site's files: its script in this language, and its own root.
fn addresses(root: &Path, config: &mut Config, language: &str) -> Result<()> {
    // The page for what is not there has addresses that count from the root of the site: this one's is a folder of it.
    let site: Option<String> = config.get("output.html.site-url")?;
    let site = site.unwrap_or_else(|| "/".to_owned());
    let site = format!("{}/{language}/", site.trim_end_matches('/'));
    config.set("output.html.site-url", site)?;
    let scripts: Option<Vec<PathBuf>> = config.get("output.html.additional-js")?;
    let scripts = scripts.unwrap_or_default();
    let scripts = scripts
        .iter()
        .map(|script| in_language(root, script, language));
    config.set("output.html.additional-js", scripts.collect::<Vec<_>>())
}

/// `theme/js/dist-ru/entry.js` for `theme/js/dist/entry.js`, if it is there.
fn in_language(root: &Path, script: &Path, language: &str) -> PathBuf {
    let renamed = script.iter().map(|part| match part.to_str() {
        Some("dist") => format!("dist-{language}").into(),
        _ => part.to_owned(),
    });
    let renamed: PathBuf = renamed.collect();
    match root.join(&renamed).is_file() {
        true => renamed,
        false => script.to_owned(),
    }
}
