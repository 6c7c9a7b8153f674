//! `cargo book serve`: builds the book, serves it, watches its sources.
//!
//! ```text
//! serve ── ends on Ctrl-C; all below ends with it, and every run
//! ├── Ending              on SIGTERM waits for runs, then has the listener close
//! ├── Listener            answers requests
//! ├── tokens              reads the file of tokens again when it has changed
//! ├── preparation         compiles the crates, then the listings; again when a listing changes
//! └── rebuilding          waits for changed sources, builds, tells the pages
//!     └── Watcher         a thread of the notify crate
//! ```

mod announce;
mod ending;
mod preparation;
mod reach;
mod rebuilding;
mod site_folder;
mod snapshot;
mod subject;
mod tokens;
mod watcher;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use sandbox::{Probing, Sandbox};
use tokio::sync::Notify;

use announce::announce;
use ending::Ending;
use runner::{Limit, Service, Settings, WorkFolder};
use service::{
    App, Audit, BookEvent, ListenAt, ListenLimits, Listener, Live, Names, Observer, Pages, Site,
    router,
};
use site_folder::SiteFolder;
use subject::Book;

pub use reach::{Reach, Token};

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Where others find the server, and what they must bring.
    pub reach: Reach,
    /// Another book to serve, instead of ours.
    pub book: Option<PathBuf>,
    /// Whether the browser is to be opened.
    pub open: bool,
    /// How programs are confined.
    pub probing: Probing,
    /// Limits other than the defaults.
    pub limits: Vec<Limit>,
    /// Whether the server ends when its standard input does.
    pub while_stdin: bool,
    /// How long runs that are inside are waited for when the server is told to end; as is usual, if none.
    pub drain: Option<Duration>,
    /// What whoever reads the measurements from elsewhere must bring.
    pub metrics_token: Option<Token>,
    /// Where a line is written for each run.
    pub audit: Option<PathBuf>,
}

/// How long runs are waited for where others come. A server that is one reader's own ends at once.
const DRAIN: Duration = Duration::from_secs(30);

impl Options {
    fn settings(&self) -> anyhow::Result<Settings> {
        let mut settings = Settings::default();
        if self.reach.public.is_some() {
            for limit in reach::PUBLIC_LIMITS {
                settings.set(&limit.parse().map_err(anyhow::Error::msg)?);
            }
        }
        for limit in &self.limits {
            settings.set(limit);
        }
        Ok(settings)
    }

    fn drain(&self) -> Duration {
        let usual = match self.reach.others_come() {
            true => DRAIN,
            false => Duration::ZERO,
        };
        self.drain.unwrap_or(usual)
    }

    fn observer(&self) -> anyhow::Result<Observer> {
        let audit = self.audit.as_deref().map(|file| {
            Audit::open(file)
                .with_context(|| format!("--audit: cannot write to {}", file.display()))
        });
        Ok(Observer::new(audit.transpose()?))
    }

    fn book(&self, root: &Path) -> Book {
        match &self.book {
            Some(folder) => Book {
                folder: folder.clone(),
                pages: Pages::Stock,
            },
            None => Book {
                folder: root.to_owned(),
                pages: Pages::Own,
            },
        }
    }
}

/// Serves the book in this folder, or another with what is in this folder, until Ctrl-C.
pub fn serve(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    options.reach.check()?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let result = runtime.block_on(async {
        let ending = Ending::new(options.drain());
        tokio::select! {
            result = serve_for_ever(root, options, &ending) => result,
            () = ending.told_to_end() => Ok(ExitCode::SUCCESS),
            () = stdin_ended(), if options.while_stdin => Ok(ExitCode::SUCCESS),
        }
    });
    // A build of the book that is still going on is not waited for.
    runtime.shutdown_background();
    result
}

async fn serve_for_ever(
    root: &Path,
    options: &Options,
    ending: &Ending,
) -> anyhow::Result<ExitCode> {
    let sandbox = Arc::new(Sandbox::probe_with(options.probing.clone()).await);
    let settings = options.settings()?;
    let (access, token) = options.reach.access(&sandbox, &settings)?;
    let metrics_token = options.metrics_token.as_ref().map(Token::own).transpose()?;
    let observer = options.observer()?;
    let listener = listen(options.reach.at, options.port).await?;
    let site_folder = SiteFolder::create(root)?;
    let (book, site) = (options.book(root), site_folder.site());
    println!("Building the book in {}", book.folder.display());
    let watched = rebuilding::Watched::start(&book);
    let built = book.build(&site).await?;
    println!("{} pages in {} ms", built.pages, built.took.as_millis());

    let work = WorkFolder::create()?;
    let settings = Settings {
        work: work.path().to_owned(),
        ..settings
    };
    let runs = settings.at_once + settings.waiting;
    let limits = ListenLimits::for_runs(runs, options.reach.others_come());
    let names = Names::new(listener.address(), &options.reach.public_names);
    let app = App {
        service: Service::open(root, Arc::clone(&sandbox), settings)?,
        site: Arc::new(Site::new(site.clone(), book.pages)),
        pages: book.pages,
        live: Arc::new(Live::new(
            BookEvent::Built(rebuilding::number(&site).await),
            limits.waiting_pages(),
        )),
        names: Arc::new(names),
        access: Arc::new(access),
        observer: Arc::new(observer),
        metrics_token: metrics_token.map(Into::into),
    };
    let url = announce(&app, &sandbox, token.as_ref());
    if options.open
        && let Err(error) = opener::open(url)
    {
        eprintln!("The browser cannot be opened ({error}): open the address yourself.");
    }
    let listings_changed = Notify::new();
    let closing = ending.begin(&app);
    tokio::select! {
        () = listener.serve(router(app.clone()), limits, closing) => {}
        _ = async {
            tokio::join!(
                keep_prepared(&app, &book, &listings_changed),
                rebuilding::keep_built(watched, &book, &site, &app, &listings_changed),
                tokens::keep_read(options.reach.tokens.as_deref(), &app),
            );
            std::future::pending::<()>().await;
        } => {}
    }
    Ok(ExitCode::SUCCESS)
}

async fn keep_prepared(app: &App, book: &Book, listings_changed: &Notify) {
    if app.service.sandbox().allows_runs() {
        app.service.compiler().try_out().await;
    }
    let prebuilt = app.service.compiler().prebuilt();
    preparation::prepare_crates(prebuilt).await;
    match book.pages {
        Pages::Own => preparation::keep_listings_prepared(prebuilt, listings_changed).await,
        Pages::Stock => prebuilt.needs_no_listings(),
    }
}

async fn listen(at: ListenAt, port: u16) -> anyhow::Result<Listener> {
    Listener::bind(at, port).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {port} is in use, perhaps by another `cargo book`: end that one, or take another port with `--port {}`",
            if port == u16::MAX { 3000 } else { port + 1 }
        ),
        std::io::ErrorKind::PermissionDenied => anyhow::anyhow!(
            "port {port} may not be used by you: take one above 1023 with `--port 3000`"
        ),
        std::io::ErrorKind::AddrNotAvailable => anyhow::anyhow!(
            "--host: this machine does not have that address; 0.0.0.0 is all that it has"
        ),
        _ => anyhow::Error::new(error).context(format!("cannot listen on port {port}")),
    })
}

/// Waits until nothing can be read any more.
async fn stdin_ended() {
    let mut input = tokio::io::stdin();
    let read = tokio::io::copy(&mut input, &mut tokio::io::sink()).await;
    tracing::debug!("standard input ended: {read:?}");
}
