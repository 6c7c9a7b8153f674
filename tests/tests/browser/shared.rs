//! What the trials share, made when the first of them needs it.

use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result};
use book_tests::browser::{StaticServer, World};
use book_tests::repository;
use book_tests::summary::Entry;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A page of the book.
#[derive(Clone)]
pub struct Page {
    /// Its path without extension, as `listings/` has it: `async/tasks`.
    pub stem: String,
}

impl Page {
    pub fn new(entry: &Entry) -> Self {
        Self {
            stem: entry
                .path
                .with_extension("")
                .to_string_lossy()
                .replace('\\', "/"),
        }
    }

    /// Its address from the root of the book.
    pub fn address(&self) -> String {
        format!("{}.html", self.stem)
    }
}

/// The world and the runtime, shared by all trials.
#[derive(Clone)]
pub struct Shared(Arc<Inner>);

struct Inner {
    runtime: Runtime,
    world: OnceLock<Result<World, String>>,
}

impl Shared {
    pub fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime starts");
        Self(Arc::new(Inner {
            runtime,
            world: OnceLock::new(),
        }))
    }

    pub fn runtime(&self) -> &Runtime {
        &self.0.runtime
    }

    /// The world; the first caller starts it.
    pub fn world(&self) -> Result<&World, String> {
        let start = || World::start(super::program()).map_err(|error| format!("{error:#}"));
        self.0
            .world
            .get_or_init(start)
            .as_ref()
            .map_err(Clone::clone)
    }

    /// Ends what was started.
    pub fn end(self) {
        let Some(inner) = Arc::into_inner(self.0) else {
            return;
        };
        if let Some(Ok(world)) = inner.world.into_inner() {
            inner.runtime.block_on(world.end());
        }
    }
}

/// The static site on a plain host, as a reader without `cargo book` has it.
pub struct StaticBook {
    /// Gives out the files.
    pub server: StaticServer,
    _folder: TempDir,
}

impl StaticBook {
    pub fn start() -> Result<Self> {
        let folder = TempDir::new()?;
        let site = folder.path().join("site");
        book::build(&repository(), &site).context("building the static site")?;
        Ok(Self {
            server: StaticServer::start(&site)?,
            _folder: folder,
        })
    }
}
