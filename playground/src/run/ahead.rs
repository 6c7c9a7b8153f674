//! Compiling before Run is pressed, while the reader thinks: Run then finds the program compiled.

use super::service::Service;
use crate::compile::{CompileError, Mode, Source};

impl Service {
    /// Compiles into the cache, at low priority, unless somebody has something better to do: a run that has to wait
    /// ends it, and so does dropping it. What it comes to is for the run that may follow.
    pub async fn compile_ahead(&self, source: &Source) {
        let workshop = self.compiler.workshop();
        if workshop.listing_program(source).is_some() || !self.queue.is_idle() {
            return;
        }
        let mut crates = None;
        if source.names_a_crate() {
            crates = workshop.crates_if_ready();
            if crates.is_none() || source.mode == Mode::Release {
                return;
            }
        }
        let Ok(_only_one) = self.ahead.try_acquire() else {
            return;
        };
        tokio::select! {
            compiled = self.compiler.compile_ahead(source, crates.as_deref()) => {
                if let Err(CompileError::Service(error)) = compiled {
                    tracing::debug!("a program was not compiled ahead: {error:#}");
                }
            }
            () = self.queue.somebody_waits() => {}
        }
    }
}
