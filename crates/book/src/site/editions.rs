//! The book in the other languages: each a whole site in a folder of the first one, with the same paths.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use mdbook_driver::config::Config;

use crate::edition::Edition;
use crate::site::render;

/// Renders the book in this language into `<folder>/<language>`.
pub(super) fn render(root: &Path, config: &Config, language: &str, folder: &Path) -> Result<()> {
    let mut config = config.clone();
    config.book.language = Some(language.to_owned());
    let edition = Edition::of(root, &config)?;
    edition.translate_config(&mut config);
    theme(root, &mut config, language)?;
    let folder = folder.join(language);
    render::site(root, config, &folder)?;
    let page = folder.join("404.html");
    if let Ok(text) = fs::read_to_string(&page) {
        fs::write(&page, edition.translate_404(&text))
            .with_context(|| format!("cannot write {}", page.display()))?;
    }
    Ok(())
}

/// The theme's templates and its script in this language, where it has them.
fn theme(root: &Path, config: &mut Config, language: &str) -> Result<()> {
    let theme = Path::new("theme").join(language);
    if root.join(&theme).is_dir() {
        config.set("output.html.theme", theme)?;
    }
    // The page for what is not there has addresses that count from the root of the site: this one's is a folder of it.
    let site: Option<String> = config.get("output.html.site-url")?;
    let site = site.unwrap_or_else(|| "/".to_owned());
    config.set(
        "output.html.site-url",
        format!("{}/{language}/", site.trim_end_matches('/')),
    )?;
    let scripts: Vec<PathBuf> = config.get("output.html.additional-js")?.unwrap_or_default();
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
