//! Builds what is performed: as cargo does for listings, and as the page's Run does for everything else.

use std::path::PathBuf;

use super::error::PerformError;
use super::normalise;
use catalogue::{Edit, Listing, ListingKind};
use runner::{Compiler, Diagnostic, Edition, Mode, Source};

/// A program, or why there is none.
pub(super) enum Build {
    Program {
        file: PathBuf,
        readable: Vec<PathBuf>,
        source: Option<PathBuf>,
    },
    Errors {
        rendered: String,
        codes: Vec<String>,
    },
}

/// Builds with the page's own compiler.
pub(super) struct Builder<'a> {
    pub compiler: &'a Compiler,
}

impl Builder<'_> {
    /// A listing: as printed, it is the program that cargo built.
    pub(super) async fn listing(&self, listing: &Listing) -> Result<Build, PerformError> {
        if listing.kind == ListingKind::Program {
            let built = self
                .compiler
                .prebuilt()
                .listing_program(&source(listing.source.text(), false));
            if let Some(built) = built {
                return Ok(Build::Program {
                    file: built.program,
                    readable: Vec::new(),
                    source: Some(listing.path.clone()),
                });
            }
        }
        self.program(listing.source.text(), false).await
    }

    /// A listing after an edit.
    pub(super) async fn edit(&self, edit: &Edit, listing: &Listing) -> Result<Build, PerformError> {
        let edited = edit.apply(listing.source.text());
        let edited = edited.ok_or_else(|| PerformError::EditDoesNotFit(listing.name.clone()))?;
        self.program(&edited, false).await
    }

    /// Any program, or its tests.
    pub(super) async fn program(&self, code: &str, tests: bool) -> Result<Build, PerformError> {
        let source = source(code, tests);
        let prebuilt = self.compiler.prebuilt();
        let crates = if prebuilt.is_used_by(&source) {
            Some(prebuilt.crates(Mode::Debug, |_| {}).await?)
        } else {
            None
        };
        let outcome = self.compiler.compile(&source, crates.as_deref()).await?;
        Ok(match outcome.program {
            Some(built) => Build::Program {
                file: built.program,
                readable: built.readable,
                source: None,
            },
            None => compile_errors(&outcome.diagnostics),
        })
    }
}

fn source(code: &str, tests: bool) -> Source {
    Source {
        code: code.to_owned(),
        edition: Edition::E2024,
        mode: Mode::Debug,
        tests,
        backtrace: false,
    }
}

fn compile_errors(diagnostics: &[Diagnostic]) -> Build {
    let rendered: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| normalise::library_files(&diagnostic.rendered))
        .map(|rendered| normalise::foreign_excerpts(rendered.trim_end()))
        .collect();
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error());
    let codes = errors
        .filter(|diagnostic| !diagnostic.is_summary())
        .map(|diagnostic| {
            diagnostic
                .code
                .as_ref()
                .unwrap_or(&diagnostic.message)
                .clone()
        })
        .collect();
    Build::Errors {
        rendered: rendered.join("\n"),
        codes,
    }
}
