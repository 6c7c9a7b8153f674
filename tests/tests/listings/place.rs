//! Where the tests take place: the catalogue, and a stage that is opened when the first test needs it.

use std::future::Future;
use std::sync::OnceLock;

use libtest_mimic::Failed;
use playground::catalogue::Catalogue;
use playground::record::Stage;
use tokio::runtime::Runtime;

/// What all tests share; it lives as long as the process.
#[derive(Clone, Copy)]
pub struct Place(&'static Shared);

struct Shared {
    catalogue: Catalogue,
    runtime: OnceLock<Result<Runtime, String>>,
    stage: OnceLock<Result<Stage, String>>,
}

impl Place {
    pub fn of(catalogue: Catalogue) -> Place {
        let shared = Shared {
            catalogue,
            runtime: OnceLock::new(),
            stage: OnceLock::new(),
        };
        Place(Box::leak(Box::new(shared)))
    }

    pub fn catalogue(self) -> &'static Catalogue {
        &self.0.catalogue
    }

    /// The stage; the first caller has cargo build all listings.
    pub fn stage(self) -> Result<&'static Stage, Failed> {
        let stage = self.0.stage.get_or_init(|| {
            let runtime = self.runtime()?;
            let opened = runtime.block_on(Stage::open(&self.0.catalogue.root, |_| {}));
            let stage = opened.map_err(|error| format!("{error:#}"))?;
            eprintln!("Programs run in {}", stage.sandbox());
            if let Some(report) = stage.build_report() {
                eprintln!("cargo could not build every listing:\n{report}");
            }
            Ok(stage)
        });
        stage.as_ref().map_err(Failed::from)
    }

    /// Waits for what the stage does.
    pub fn wait_for<T>(self, future: impl Future<Output = T>) -> Result<T, Failed> {
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
