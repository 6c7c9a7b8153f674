//! Builds what is performed: as cargo does for listings, and as the page's Run does for everything else.

use std::path::PathBuf;

use super::normalise;
use super::stage::{Stage, StageError};
use crate::catalogue::{Edit, Listing, ListingKind};
use crate::compile::{Compiler, Diagnostic, Edition, Mode, Source};

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

impl Stage {
    fn compiler(&self) -> &Compiler {
        self.service.compiler()
    }

    pub(super) async fn build_listing(&self, listing: &Listing) -> Result<Build, StageError> {
        if listing.kind == ListingKind::Program {
            let built = self
                .compiler()
                .workshop()
                .listing_program(&source(listing.source.text(), false));
            if let Some(built) = built {
                return Ok(Build::Program {
                    file: built.program,
                    readable: Vec::new(),
                    source: Some(listing.path.clone()),
                });
            }
        }
        self.build(listing.source.text(), false).await
    }

    pub(super) async fn build_edit(
        &self,
        edit: &Edit,
        listing: &Listing,
    ) -> Result<Build, StageError> {
        let edited = edit.apply(listing.source.text());
        let edited = edited.ok_or_else(|| StageError::EditDoesNotFit(listing.name.clone()))?;
        self.build(&edited, false).await
    }

    pub(super) async fn build(&self, code: &str, tests: bool) -> Result<Build, StageError> {
        let source = source(code, tests);
        let crates = if source.names_a_crate() {
            Some(
                self.compiler()
                    .workshop()
                    .crates(Mode::Debug, |_| {})
                    .await?,
            )
        } else {
            None
        };
        let outcome = self.compiler().compile(&source, crates.as_deref()).await?;
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
        .filter_map(|diagnostic| diagnostic.code.clone())
        .collect();
    Build::Errors {
        rendered: rendered.join("\n"),
        codes,
    }
}
