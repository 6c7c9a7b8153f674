//! What the tests and the authors need beyond Rust; readers need none of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::finding::Finding;
use runner::Python;

/// Every tool, in the order in which the README names them.
pub(crate) fn examine(root: &Path) -> Vec<Finding> {
    vec![
        python(),
        program(
            "Chromium",
            browser_program(),
            "the tests in a real browser are skipped without it (Debian: apt install chromium)",
        ),
        program(
            "ChromeDriver",
            driver_program(),
            "the tests in a real browser are skipped without it (Debian: apt install chromium-driver)",
        ),
        axe(root),
        mdbook(),
    ]
}

fn python() -> Finding {
    const WHAT: &str = "Python";
    match Python::find() {
        Ok(python) => Finding::fine(
            WHAT,
            format!("{} ({})", python.version, python.program.display()),
        ),
        Err(why) => Finding::lacking(
            WHAT,
            why.to_string(),
            "the Python programs are neither run in the pages nor tested without it (Debian: apt install python3)",
        ),
    }
}

fn program(what: &'static str, found: Option<PathBuf>, remedy: &str) -> Finding {
    match found {
        Some(program) => Finding::fine(what, program.display().to_string()),
        None => Finding::lacking(what, "not on the path", remedy),
    }
}

fn axe(root: &Path) -> Finding {
    const WHAT: &str = "axe";
    let file = root.join("tests/npm/node_modules/axe-core/axe.min.js");
    if file.is_file() {
        return Finding::fine(WHAT, file.display().to_string());
    }
    Finding::lacking(
        WHAT,
        "not installed",
        "the tests that look for barriers are skipped without it: npm ci --prefix tests/npm",
    )
}

fn mdbook() -> Finding {
    const WHAT: &str = "mdbook";
    let remedy = "wanted by one test and by nobody else: cargo install mdbook --version ^0.5";
    let asked = find_program(&["mdbook"])
        .and_then(|program| Command::new(program).arg("--version").output().ok());
    let version = asked.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    match version {
        None => Finding::lacking(WHAT, "not on the path", remedy),
        Some(version) if version.starts_with("mdbook v0.5") => Finding::fine(WHAT, version),
        Some(version) => Finding::lacking(WHAT, format!("{version} is not 0.5"), remedy),
    }
}

/// Chromium, or its like.
pub fn browser_program() -> Option<PathBuf> {
    find_program(&["chromium", "chromium-browser", "google-chrome"])
}

/// What drives the browser.
pub fn driver_program() -> Option<PathBuf> {
    find_program(&["chromedriver"])
}

/// The first of these programs that is on the path.
fn find_program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().find_map(|name| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let files = folders.iter().map(|folder| folder.join(&file));
        files.into_iter().find(|file| file.is_file())
    })
}
