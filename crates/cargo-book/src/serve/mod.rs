//! `cargo book serve`: builds the book, serves it, watches its sources.
//!
//! ```text
//! serve ── ends on Ctrl-C; all below ends with it, and every run
//! ├── Listener            answers requests
//! ├── preparation         compiles the crates, then the listings; again when a listing changes
//! └── rebuilding          waits for changed sources, builds, tells the pages
//!     ├── apart           builds another book, in a process of its own
//!     └── Watcher         a thread of the notify crate
//! ```

mod announce;
mod apart;
mod preparation;
mod reach;
mod rebuilding;
mod site_folder;
mod snapshot;
mod subject;
mod watcher;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use sandbox::{Probing, Sandbox};
use tokio::sync::Notify;

use announce::announce;
use runner::{Limit, Service, Settings, WorkFolder};
use service::{App, BookEvent, ListenAt, ListenLimits, Listener, Live, Names, Pages, Site, router};
use site_folder::SiteFolder;
use subject::Book;

pub use reach::{Reach, Token};
pub use subject::Subject;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Where others find the server, and what they must bring.
    pub reach: Reach,
    /// Whether the browser is to be opened.
    pub open: bool,
    /// How programs are confined.
    pub probing: Probing,
    /// Limits other than the defaults.
    pub limits: Vec<Limit>,
    /// Whether the server ends when its standard input does.
    pub while_stdin: bool,
}

impl Options {
    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        for limit in &self.limits {
            settings.set(limit);
        }
        settings
    }
}

/// Serves a book until Ctrl-C.
pub fn serve(subject: &Subject, options: &Options) -> anyhow::Result<ExitCode> {
    options.reach.check()?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let result = runtime.block_on(async {
        tokio::select! {
            result = serve_for_ever(subject, options) => result,
            () = told_to_end() => Ok(ExitCode::SUCCESS),
            () = stdin_ended(), if options.while_stdin => Ok(ExitCode::SUCCESS),
        }
    });
    // A build of the book that is still going on is not waited for.
    runtime.shutdown_background();
    result
}

async fn serve_for_ever(subject: &Subject, options: &Options) -> anyhow::Result<ExitCode> {
    let sandbox = Arc::new(Sandbox::probe_with(options.probing.clone()).await);
    let token = options.reach.token(&sandbox)?;
    let listener = listen(options.reach.at, options.port).await?;
    let site_folder = SiteFolder::create(&subject.sites)?;
    let (book, site) = (&subject.book, site_folder.site());
    println!("Building the book in {}", book.folder.display());
    let watched = rebuilding::Watched::start(book);
    let built = book.build(&site).await?;
    println!("{} pages in {} ms", built.pages, built.took.as_millis());

    let work = WorkFolder::create()?;
    let settings = Settings {
        work: work.path().to_owned(),
        ..options.settings()
    };
    let runs = settings.at_once + settings.waiting;
    let limits = ListenLimits::for_runs(runs, options.reach.others_come());
    let names = Names::new(listener.address(), &options.reach.public_names);
    let supply = subject.supply.clone();
    let app = App {
        service: Service::open(
            &subject.toolchain_of,
            supply,
            Arc::clone(&sandbox),
            settings,
        )?,
        site: Arc::new(Site::new(site.clone(), book.pages)),
        pages: book.pages,
        live: Arc::new(Live::new(
            BookEvent::Built(rebuilding::number()),
            limits.waiting_pages(),
        )),
        names: Arc::new(names),
        token: token.as_ref().map(|token| token.text.as_str().into()),
    };
    let url = announce(&app, &sandbox, token.as_ref());
    if options.open
        && let Err(error) = opener::open(url)
    {
        eprintln!("The browser cannot be opened ({error}): open the address yourself.");
    }
    let listings_changed = Notify::new();
    tokio::join!(
        listener.serve(router(app.clone()), limits),
        keep_prepared(&app, book, &listings_changed),
        rebuilding::keep_built(watched, book, &site, &app, &listings_changed),
    );
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
        Pages::Stock { .. } => prebuilt.needs_no_listings(),
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

/// Ctrl-C, or the wish of whoever started the server.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Waits until nothing can be read any more.
async fn stdin_ended() {
    let mut input = tokio::io::stdin();
    let read = tokio::io::copy(&mut input, &mut tokio::io::sink()).await;
    tracing::debug!("standard input ended: {read:?}");
}
