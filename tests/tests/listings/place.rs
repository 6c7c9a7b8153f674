//! Where the tests take place: the catalogue, and a performer that is opened when the first test needs it.

use std::future::Future;
use std::sync::{OnceLock, PoisonError, RwLock};

use cargo_book::record::Performer;
use catalogue::Catalogue;
use libtest_mimic::Failed;
use tokio::runtime::Runtime;

/// What all tests share; it lives as long as the process.
#[derive(Clone, Copy)]
pub(crate) struct Place(&'static Shared);

struct Shared {
    catalogue: Catalogue,
    runtime: OnceLock<Result<Runtime, String>>,
    performer: OnceLock<Result<Performer, String>>,
    /// Whoever performs holds it for reading, and for writing who wants the processor alone.
    processor: RwLock<()>,
}

impl Place {
    pub(crate) fn of(catalogue: Catalogue) -> Place {
        let shared = Shared {
            catalogue,
            runtime: OnceLock::new(),
            performer: OnceLock::new(),
            processor: RwLock::new(()),
        };
        Place(Box::leak(Box::new(shared)))
    }

    pub(crate) fn catalogue(self) -> &'static Catalogue {
        &self.0.catalogue
    }

    /// The performer; the first caller has cargo build all listings.
    pub(crate) fn performer(self) -> Result<&'static Performer, Failed> {
        let performer = self.0.performer.get_or_init(|| {
            let runtime = self.runtime()?;
            let opened = runtime.block_on(Performer::open(&self.0.catalogue.root, |_| {}));
            let performer = opened.map_err(|error| format!("{error:#}"))?;
            eprintln!("Programs run in {}", performer.sandbox());
            if let Some(report) = performer.build_report() {
                eprintln!("cargo could not build every listing:\n{report}");
            }
            Ok(performer)
        });
        performer.as_ref().map_err(Failed::from)
    }

    /// Waits for what the performer does.
    pub(crate) fn wait_for<T>(self, future: impl Future<Output = T>) -> Result<T, Failed> {
        let processor = self.0.processor.read();
        let _beside_others = processor.unwrap_or_else(PoisonError::into_inner);
        Ok(self.runtime()?.block_on(future))
    }

    /// Likewise, while no other test performs anything.
    pub(crate) fn wait_for_alone<T>(self, future: impl Future<Output = T>) -> Result<T, Failed> {
        let processor = self.0.processor.write();
        let _alone = processor.unwrap_or_else(PoisonError::into_inner);
        Ok(self.runtime()?.block_on(future))
    }

    fn runtime(self) -> Result<&'static Runtime, String> {
        let runtime = self
            .0
            .runtime
            .get_or_init(|| Runtime::new().map_err(|error| error.to_string()));
        runtime.as_ref().map_err(Clone::clone)
    }
}
