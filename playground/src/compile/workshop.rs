//! What is prepared for compiling: the crates of each mode, and the listings' programs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use anyhow::{Context, bail};
use tokio::sync::{Mutex, watch};

use super::cargo::{self, Artifact, Metadata};
use super::crates::Crates;
use super::request::{Edition, Mode, Source};
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

/// A program that cargo built from a listing.
#[derive(Clone, Debug)]
pub struct ListingProgram {
    /// The program.
    pub program: PathBuf,
    /// Its source as cargo names it to the compiler, which is how a panic message shows it.
    pub source: String,
}

/// The toolchain and all that was built with it.
#[derive(Debug)]
pub struct Workshop {
    /// The compiler.
    pub toolchain: Toolchain,
    root: PathBuf,
    cache: PathBuf,
    debug: RwLock<Option<Arc<Crates>>>,
    release: Mutex<Option<Arc<Crates>>>,
    programs: RwLock<HashMap<String, ListingProgram>>,
    crates_progress: watch::Sender<Progress>,
    progress: watch::Sender<Progress>,
}

impl Workshop {
    /// An empty workshop for the book in this folder; what is prepared is kept in `cache`.
    pub fn new(toolchain: Toolchain, root: PathBuf, cache: PathBuf) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&cache)
            .with_context(|| format!("cannot make the folder {}", cache.display()))?;
        let waiting = || watch::Sender::new(Progress::Preparing("starting".to_owned()));
        Ok(Workshop {
            toolchain,
            root,
            cache,
            debug: RwLock::default(),
            release: Mutex::default(),
            programs: RwLock::default(),
            crates_progress: waiting(),
            progress: waiting(),
        })
    }

    /// How far the preparation is, and every change of it.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// The folder for what is prepared and cached.
    pub fn cache_folder(&self) -> &Path {
        &self.cache
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
        let metadata = Metadata::read(&self.toolchain, &self.root).await?;
        let selection = metadata.listings(&self.root);
        let before = std::time::SystemTime::now();
        let built = cargo::build(
            &self.toolchain,
            &self.root,
            &selection,
            Mode::Debug,
            |line| self.say(line),
        )
        .await?;
        let programs = built.artifacts.iter().filter_map(|artifact| {
            let (key, program) = listing_program(artifact, &self.root, before)?;
            Some((key, program))
        });
        *write(&self.programs) = programs.collect();
        Ok((!built.complete).then_some(built.report))
    }

    /// The program that cargo built from exactly this source, if there is one.
    pub fn listing_program(&self, source: &Source) -> Option<ListingProgram> {
        if source.tests || source.mode == Mode::Release || source.edition != Edition::E2024 {
            return None;
        }
        let programs = self.programs.read().unwrap_or_else(|e| e.into_inner());
        programs.get(&source_key(&source.code)).cloned()
    }

    /// The crates for a mode, once they are prepared; `tell` hears what is being waited for.
    pub async fn crates(
        &self,
        mode: Mode,
        mut tell: impl FnMut(&str),
    ) -> anyhow::Result<Arc<Crates>> {
        match mode {
            Mode::Debug => self.debug_crates(tell).await,
            Mode::Release => {
                let mut release = self.release.lock().await;
                if let Some(crates) = release.as_ref() {
                    return Ok(Arc::clone(crates));
                }
                tell("the first optimised run: the crates are being compiled with optimisations");
                let crates = self.gather(Mode::Release, tell).await?;
                *release = Some(Arc::clone(&crates));
                Ok(crates)
            }
        }
    }

    /// The crates for debug builds, if they are prepared already.
    pub fn crates_if_ready(&self) -> Option<Arc<Crates>> {
        self.debug.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    async fn debug_crates(&self, mut tell: impl FnMut(&str)) -> anyhow::Result<Arc<Crates>> {
        let mut crates_progress = self.crates_progress.subscribe();
        let mut progress = self.progress.subscribe();
        loop {
            if let Some(crates) = self.crates_if_ready() {
                return Ok(crates);
            }
            if let Progress::Failed(why) = &*crates_progress.borrow_and_update() {
                bail!("the crates could not be prepared: {why}");
            }
            if let Progress::Preparing(what) = &*progress.borrow_and_update() {
                tell(what);
            }
            tokio::select! {
                changed = crates_progress.changed() => changed.context("the preparation has ended")?,
                changed = progress.changed() => changed.context("the preparation has ended")?,
            }
        }
    }

    async fn gather(&self, mode: Mode, mut tell: impl FnMut(&str)) -> anyhow::Result<Arc<Crates>> {
        let metadata = Metadata::read(&self.toolchain, &self.root).await?;
        let selection = Metadata::crates(mode);
        let built = cargo::build(&self.toolchain, &self.root, &selection, mode, &mut tell).await?;
        let (toolchain, cache) = (self.toolchain.clone(), self.cache.clone());
        let (complete, report) = (built.complete, built.report);
        let gathered = tokio::task::spawn_blocking(move || {
            Crates::gather(&toolchain, &metadata, &built.artifacts, &cache, mode)
        })
        .await
        .context("the preparation panicked")?;
        match gathered {
            Ok(crates) => Ok(Arc::new(crates)),
            Err(error) if complete => Err(error),
            Err(_) => bail!("cargo could not build the crates:\n{}", report.trim()),
        }
    }

    fn say(&self, sentence: &str) {
        self.progress
            .send_replace(Progress::Preparing(sentence.trim().to_owned()));
    }
}

fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A program and the key of its source; none if the source was written to while cargo was building.
fn listing_program(
    artifact: &Artifact,
    root: &Path,
    before: std::time::SystemTime,
) -> Option<(String, ListingProgram)> {
    let program = artifact.executable.clone()?;
    let source = artifact.target.src_path.clone();
    let written = std::fs::metadata(&source).ok()?.modified().ok()?;
    if written >= before {
        return None;
    }
    let code = std::fs::read_to_string(&source).ok()?;
    let shown = source.strip_prefix(root).unwrap_or(&source);
    let source = shown.display().to_string();
    Some((source_key(&code), ListingProgram { program, source }))
}

/// The same for texts that differ only in the ends of lines and of the file.
fn source_key(code: &str) -> String {
    let lines: Vec<&str> = code.trim_end().lines().collect();
    super::hex_digest(&[lines.join("\n").as_bytes()])
}
