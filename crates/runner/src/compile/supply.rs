//! Where the crates come from that programs may use: a package named `prelude`, which depends on them.

use std::path::{Path, PathBuf};

use super::crates::CrateVersion;
use super::request::Mode;
use super::wish::Wish;

/// The package whose dependencies are the crates.
pub(super) const PACKAGE: &str = "prelude";

/// The crates that every program may use, if nobody wishes for others.
const USUAL: [&str; 3] = ["tokio", "rayon", "futures"];

/// The package with the crates, and where what is made of it is kept.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Where cargo is started: the package's workspace.
    pub(super) folder: PathBuf,
    /// Where cargo builds, if that is not for cargo to say.
    pub(super) target: Option<PathBuf>,
    /// For what is prepared, and for compiled programs.
    pub(super) cache: PathBuf,
    /// A package that is selected beside the crates in debug mode, so that cargo decides on the same features for what both
    /// use, and builds each once.
    pub(super) beside: Option<&'static str>,
    /// The crates.
    pub(super) wishes: Vec<Wish>,
    /// Whether more crates can be had by an option.
    pub(super) takes_wishes: bool,
}

impl Supply {
    /// The book's own workspace, which has a package of that name.
    pub fn of_workspace(root: &Path) -> Self {
        Supply {
            folder: root.to_owned(),
            target: None,
            cache: target_folder(root).join("cargo-book-cache"),
            beside: Some("cargo-book"),
            wishes: USUAL.map(Wish::any_version).to_vec(),
            takes_wishes: false,
        }
    }

    /// What was prepared elsewhere with the book's crates, and has no package here.
    pub(crate) fn carried(folder: &Path, cache: PathBuf) -> Self {
        Supply {
            cache,
            ..Supply::of_workspace(folder)
        }
    }

    /// For what is prepared, and for compiled programs.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The names of the crates in code, as far as they can be told.
    pub fn names(&self) -> Vec<String> {
        self.wishes.iter().map(Wish::id).collect()
    }

    /// Whether the crates were compiled before, in whatever version and by whatever compiler.
    pub fn is_prepared(&self) -> bool {
        let entries = std::fs::read_dir(&self.cache)
            .into_iter()
            .flatten()
            .flatten();
        let mut names = entries.map(|entry| entry.file_name());
        self.folder.join("Cargo.lock").is_file()
            && names.any(|name| name.to_string_lossy().starts_with("crates-"))
    }

    /// Whether more crates can be had by an option of the command line.
    pub fn takes_wishes(&self) -> bool {
        self.takes_wishes
    }

    /// The crates, before cargo has said which versions they have, and whether their libraries have other names.
    pub(super) fn expected(&self) -> Vec<CrateVersion> {
        let expected = |wish: &Wish| CrateVersion {
            name: wish.package().to_owned(),
            version: String::new(),
            id: wish.id(),
        };
        self.wishes.iter().map(expected).collect()
    }

    /// The packages that are built for the crates.
    pub(super) fn packages(&self, mode: Mode) -> impl Iterator<Item = &str> {
        let beside = self.beside.filter(|_| mode == Mode::Debug);
        beside.into_iter().chain([PACKAGE])
    }
}

/// Where cargo builds, as far as that can be told without asking it.
pub fn target_folder(root: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}
