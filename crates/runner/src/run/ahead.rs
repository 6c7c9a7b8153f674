//! Compiling before Run is pressed, while the reader thinks: Run then finds the program compiled.

use super::service::Service;
use crate::compile::{CompileError, Diagnostic, Mode, Source};

impl Service {
    /// Compiles into the cache, at low priority, unless somebody has something better to do: a run that has to wait
    /// ends it, and so does dropping it. The program is for the run that may follow; what the compiler says of it is given
    /// back, which is nothing where it was not asked.
    pub async fn compile_ahead(&self, source: &Source) -> Vec<Diagnostic> {
        let prebuilt = self.compiler.prebuilt();
        if prebuilt.listing_program(source).is_some() || !self.queue.is_idle() {
            return Vec::new();
        }
        let mut crates = None;
        if prebuilt.is_used_by(source) {
            crates = prebuilt.crates_if_ready();
            if crates.is_none() || source.mode == Mode::Release {
                return Vec::new();
            }
        }
        let Ok(_only_one) = self.ahead.try_acquire() else {
            return Vec::new();
        };
        tokio::select! {
            compiled = self.compiler.compile_ahead(source, crates.as_deref()) => {
                match compiled {
                    Ok(outcome) => return outcome.diagnostics,
                    Err(CompileError::Service(error)) => tracing::debug!("a program was not compiled ahead: {error:#}"),
                    Err(_) => {}
                }
            }
            () = self.queue.somebody_waits() => {}
        }
        Vec::new()
    }
}
