//! Builds another mdBook as its own authors would, into a folder that is not its own.

mod contents;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::{Config, HtmlConfig};
use mdbook_summary::Summary;
use toml::{Table, Value};

use crate::preprocessors::admonish::Admonish;
use crate::site::build::{Built, place};
use crate::site::compat;
use crate::site::outside::Outside;
use crate::site::templates;

/// The table for us in the `book.toml` of another book. mdBook takes it for a preprocessor, which with `renderers = []`
/// it never starts.
const TABLE: &str = "cargo-book";

/// Builds the book in `root` into the folder `out`, with its own preprocessors and none of ours. Nothing is written
/// into `root`, and of its renderers only that for HTML is asked. What had to be passed over is said on stderr.
pub fn build_other(root: &Path, out: &Path) -> Result<Built> {
    let start = Instant::now();
    let (mut config, mut notes) = compat::read(root)?;
    let outside = prepare(root, &mut config, &mut notes)?;
    let summary = contents::read(root, &config.book.src, &mut notes)?;
    for note in notes {
        eprintln!("note: {note}");
    }
    let mut pages = 0;
    let site = place(out, |folder| {
        config.build.build_dir = folder.to_owned();
        let plan = Plan {
            root,
            summary,
            outside,
        };
        pages = render(&plan, config)?;
        Ok(())
    })?;
    Ok(Built {
        site,
        pages,
        took: start.elapsed(),
    })
}

/// What is rendered, whatever the theme.
struct Plan<'a> {
    root: &'a Path,
    summary: Summary,
    outside: Outside,
}

/// Renders the book; if that fails and the theme has templates, without these. Returns the number of pages.
fn render(plan: &Plan, mut config: Config) -> Result<usize> {
    let error = match render_with(plan, config.clone()) {
        Err(error) if error.to_string().contains("Rendering failed") => error,
        other => return other,
    };
    let Some(theme) = templates::theme_without(&html(&config).theme_dir(plan.root))? else {
        return Err(error);
    };
    eprintln!(
        "note: the theme's templates are left out, since mdBook 0.5 cannot use them: {error:#}"
    );
    config.set("output.html.theme", theme.path())?;
    // The first error tells more, if it was not the templates'.
    render_with(plan, config).map_err(|_| error)
}

fn render_with(plan: &Plan, config: Config) -> Result<usize> {
    let folder = config.build.build_dir.clone();
    let not_found = html(&config).get_404_output_file();
    let mut book = MDBook::load_with_config_and_summary(plan.root, config, plan.summary.clone())?;
    for program in &plan.outside.programs {
        book.with_preprocessor(program.clone());
    }
    if plan.outside.has_boxes {
        book.with_preprocessor(Admonish::default());
    }
    book.build()?;
    // Whoever serves the site looks for it under its usual name.
    let usual = folder.join("404.html");
    if !usual.exists() && folder.join(&not_found).is_file() {
        fs::copy(folder.join(&not_found), usual).context("cannot copy the page for 404")?;
    }
    Ok(book.book.chapters().count())
}

/// What the other book is made of; paths may be relative to its folder.
pub fn sources_of_other(root: &Path) -> Result<Vec<PathBuf>> {
    let (config, _) = compat::read(root)?;
    let html = html(&config);
    let mut sources = vec!["book.toml".into(), html.theme_dir(root), config.book.src];
    sources.extend(config.build.extra_watch_dirs);
    sources.extend(html.additional_css);
    sources.extend(html.additional_js);
    Ok(sources)
}

/// The crates that the other book wishes for in its `book.toml`: the table `[preprocessor.cargo-book.crates]`.
pub fn crates_of_other(root: &Path) -> Result<Table> {
    let (config, _) = compat::read(root)?;
    let key = format!("preprocessor.{TABLE}.crates");
    let crates = config.get::<Table>(&key);
    let crates = crates.with_context(|| format!("cannot use {}", root.join("book.toml").display()));
    Ok(crates?.unwrap_or_default())
}

/// Whether the book in this folder is of our kind: its pages have listings.
pub fn is_own(root: &Path) -> bool {
    let config = crate::site::settings::config(root);
    config.is_ok_and(|config| config.contains_key("preprocessor.listings"))
}

fn html(config: &Config) -> HtmlConfig {
    config.get("output.html").ok().flatten().unwrap_or_default()
}

/// Leaves what is for HTML and for this machine; returns the preprocessors that are not mdBook's.
fn prepare(root: &Path, config: &mut Config, notes: &mut Vec<String>) -> Result<Outside> {
    let mut outputs = config.outputs::<Value>()?;
    outputs.retain(|name, _| name == "html");
    config.set("output", outputs)?;
    // As `mdbook serve` does: the page for 404 names its styles by it.
    config.set("output.html.site-url", "/")?;
    let mut preprocessors = config.preprocessors::<Value>()?;
    preprocessors.remove(TABLE);
    let outside = Outside::of(root, &mut preprocessors, notes);
    config.set("preprocessor", preprocessors)?;
    Ok(outside)
}
