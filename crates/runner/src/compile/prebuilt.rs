//! What is built before anybody asks for it: the crates of each mode, and the listings' programs.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

use anyhow::{Context, bail};
use tokio::sync::{Mutex, watch};

use super::cargo::{self, Built, Metadata, Selection};
use super::crates::{CrateVersion, Crates};
use super::gather::gather;
use super::listing_program::{ListingProgram, listing_program, source_key};
use super::lockfile::Lockfile;
use super::request::{Edition, Mode, Source};
use super::supply::{PACKAGE, Supply};
use super::toolchain::Toolchain;

/// How far the preparation is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Going on; the sentence says with what.
    Preparing(String),
    /// Everything is there.
    Ready,
    /// It failed; the text says why and what to do.
    Failed(String),
}

/// What was built before anybody asked for it, and the toolchain that built it.
#[derive(Debug)]
pub struct Prebuilt {
    /// The compiler.
    pub toolchain: Toolchain,
    supply: Supply,
    /// Whether what is there was carried here: nothing can be made again.
    pub(super) is_carried: AtomicBool,
    pub(super) debug: RwLock<Option<Arc<Crates>>>,
    release: Mutex<Option<Arc<Crates>>>,
    again: Mutex<()>,
    fault: OnceLock<String>,
    pub(super) programs: RwLock<HashMap<String, ListingProgram>>,
    pub(super) crates_progress: watch::Sender<Progress>,
    pub(super) progress: watch::Sender<Progress>,
}

impl Prebuilt {
    /// Nothing is built yet.
    pub fn new(toolchain: Toolchain, supply: Supply) -> anyhow::Result<Self> {
        let cache = supply.cache();
        std::fs::create_dir_all(cache)
            .with_context(|| format!("cannot make the folder {}", cache.display()))?;
        let waiting = || watch::Sender::new(Progress::Preparing("starting".to_owned()));
        Ok(Prebuilt {
            toolchain,
            supply,
            is_carried: AtomicBool::new(false),
            debug: RwLock::default(),
            release: Mutex::default(),
            again: Mutex::default(),
            fault: OnceLock::new(),
            programs: RwLock::default(),
            crates_progress: waiting(),
            progress: waiting(),
        })
    }

    /// How far the preparation is, and every change of it.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Where the crates come from.
    pub fn supply(&self) -> &Supply {
        &self.supply
    }

    /// The crates that programs may use, with their versions once they are prepared.
    pub fn versions(&self) -> Vec<CrateVersion> {
        match self.crates_if_ready() {
            Some(crates) => crates.versions.clone(),
            None => self.supply.expected(),
        }
    }

    /// Whether the program may name one of the crates; one that does not is compiled without them, which is quicker.
    pub fn is_used_by(&self, source: &Source) -> bool {
        let mut names = self.versions().into_iter().map(|known| known.id);
        names.any(|name| source.code.contains(&name))
    }

    /// Prepares the crates for debug builds. Call it once, then `prepare_listings` as often as the listings change.
    pub async fn prepare_crates(&self) -> anyhow::Result<()> {
        let result = self
            .gather(Mode::Debug, |sentence| self.say(sentence))
            .await;
        let progress = match &result {
            Ok(_) => Progress::Ready,
            Err(error) => Progress::Failed(format!("{error:#}")),
        };
        if let Ok(crates) = &result {
            *write(&self.debug) = Some(Arc::clone(crates));
        } else {
            self.progress.send_replace(progress.clone());
        }
        self.crates_progress.send_replace(progress);
        result.map(|_| ())
    }

    /// There are no listings to be prepared.
    pub fn needs_no_listings(&self) {
        let crates = self.crates_progress.borrow().clone();
        self.progress.send_replace(crates);
    }

    /// Has cargo build every listing, and notes which program belongs to which source.
    /// The report of those that do not compile is returned.
    pub async fn prepare_listings(&self) -> anyhow::Result<Option<String>> {
        let result = self.build_listings().await;
        self.progress.send_replace(match &result {
            Ok(_) => Progress::Ready,
            Err(error) => Progress::Failed(format!("{error:#}")),
        });
        result
    }

    async fn build_listings(&self) -> anyhow::Result<Option<String>> {
        let metadata = Metadata::read(&self.toolchain, &self.supply).await?;
        let selection = metadata.listings(&self.supply);
        let before = std::time::SystemTime::now();
        let built = self
            .build(&selection, Mode::Debug, |line| self.say(line))
            .await?;
        let programs = built.artifacts.iter().filter_map(|artifact| {
            let (key, program) = listing_program(artifact, &self.supply.folder, before)?;
            Some((key, program))
        });
        *write(&self.programs) = programs.collect();
        Ok((!built.complete).then_some(built.report))
    }

    /// The program that cargo built from exactly this source, if there is one.
    pub fn listing_program(&self, source: &Source) -> Option<ListingProgram> {
        let is_plain = !source.tests && !source.backtrace && source.mode == Mode::Debug;
        if !is_plain || source.edition != Edition::E2024 {
            return None;
        }
        let programs = self.programs.read().unwrap_or_else(|e| e.into_inner());
        let found = programs.get(&source_key(&source.code));
        // One that was swept away is compiled like any other.
        found.filter(|listing| listing.program.is_file()).cloned()
    }

    /// The crates for a mode, once they are prepared; `on_progress` hears what is being waited for.
    pub async fn crates(
        &self,
        mode: Mode,
        mut on_progress: impl FnMut(&str),
    ) -> anyhow::Result<Arc<Crates>> {
        match mode {
            Mode::Debug => self.debug_crates(on_progress).await,
            Mode::Release => {
                let mut release = self.release.lock().await;
                if let Some(crates) = release.as_ref()
                    && crates.are_there()
                {
                    return Ok(Arc::clone(crates));
                }
                on_progress(
                    "the first optimised run: the crates are being compiled with optimisations",
                );
                let crates = self.gather(Mode::Release, on_progress).await?;
                *release = Some(Arc::clone(&crates));
                Ok(crates)
            }
        }
    }

    /// Notes why no program can be compiled.
    pub(super) fn note_fault(&self, why: String) {
        // The first one is told.
        let _ = self.fault.set(why);
    }

    /// Why programs that need what was prepared cannot be run, or not at once: it may be swept away with all the rest that
    /// cargo has built.
    pub fn fault(&self) -> Option<&str> {
        let crates = self.crates_if_ready();
        let are_there =
            self.toolchain.sysroot.is_dir() && crates.is_none_or(|crates| crates.are_there());
        match self.fault.get() {
            Some(fault) => Some(fault),
            None if are_there => None,
            None => Some("what was prepared is gone; the next run that needs it makes it again"),
        }
    }

    /// The crates for debug builds, if they are prepared already.
    pub fn crates_if_ready(&self) -> Option<Arc<Crates>> {
        self.debug.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    async fn debug_crates(&self, mut on_progress: impl FnMut(&str)) -> anyhow::Result<Arc<Crates>> {
        let mut crates_progress = self.crates_progress.subscribe();
        let mut progress = self.progress.subscribe();
        loop {
            match self.crates_if_ready() {
                Some(crates) if crates.are_there() => return Ok(crates),
                Some(crates) => {
                    self.prepare_again(&crates, &mut on_progress).await?;
                    continue;
                }
                None => {}
            }
            if let Progress::Failed(why) = &*crates_progress.borrow_and_update() {
                bail!("the crates could not be prepared: {why}");
            }
            if let Progress::Preparing(what) = &*progress.borrow_and_update() {
                on_progress(what);
            }
            tokio::select! {
                changed = crates_progress.changed() => changed.context("the preparation has ended")?,
                changed = progress.changed() => changed.context("the preparation has ended")?,
            }
        }
    }

    /// Somebody has swept these crates away: the first who needs them makes them again, and others wait for that.
    async fn prepare_again(
        &self,
        gone: &Crates,
        on_progress: impl FnMut(&str),
    ) -> anyhow::Result<()> {
        let _turn = self.again.lock().await;
        let is_made = |crates: Arc<Crates>| crates.are_there() && crates.folder == gone.folder;
        if !self.crates_if_ready().is_some_and(is_made) {
            let crates = self.gather(Mode::Debug, on_progress).await?;
            *write(&self.debug) = Some(crates);
        }
        Ok(())
    }

    async fn gather(
        &self,
        mode: Mode,
        mut on_progress: impl FnMut(&str),
    ) -> anyhow::Result<Arc<Crates>> {
        if self.is_carried.load(Ordering::Relaxed) {
            bail!(
                "the crates for that were not prepared with this server, which has no cargo to do it"
            );
        }
        let metadata = Metadata::read(&self.toolchain, &self.supply).await?;
        let selection = Selection::crates(&self.supply, mode);
        let mut built = self.build(&selection, mode, &mut on_progress).await;
        if built.is_err() && self.supply.takes_wishes() {
            // Without a network, what is on this machine already may do.
            let offline = selection.offline();
            let again = self.build(&offline, mode, &mut on_progress).await;
            built = again.or(built);
        }
        let built = built?;
        let (toolchain, supply) = (self.toolchain.clone(), self.supply.clone());
        let (complete, report) = (built.complete, built.report);
        let gathered = tokio::task::spawn_blocking(move || {
            // Now that cargo has built, the lockfile is what it built from.
            let graph = Lockfile::read(&metadata.workspace_root)?.graph_of(PACKAGE);
            gather(&toolchain, &supply, &graph, &built.artifacts, mode)
        })
        .await
        .context("the preparation panicked")?;
        match gathered {
            Ok(crates) => Ok(Arc::new(crates)),
            Err(error) if complete => Err(error),
            Err(_) => bail!("cargo could not build the crates:\n{}", report.trim()),
        }
    }

    async fn build(
        &self,
        selection: &Selection,
        mode: Mode,
        on_progress: impl FnMut(&str),
    ) -> anyhow::Result<Built> {
        let (toolchain, supply) = (&self.toolchain, &self.supply);
        cargo::build(toolchain, supply, selection, mode, on_progress).await
    }

    fn say(&self, sentence: &str) {
        self.progress
            .send_replace(Progress::Preparing(sentence.trim().to_owned()));
    }
}

pub(super) fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}
