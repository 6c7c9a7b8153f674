//! `cargo book serve`: builds the book, serves it, watches its sources.
//!
//! ```text
//! serve ── ends on Ctrl-C; all below ends with it, and every run
//! ├── Ending              on SIGTERM waits for runs, then has the listener close
//! ├── Listener            answers requests
//! ├── tokens              reads the file of tokens again when it has changed
//! ├── preparation         compiles the crates, then the listings; again when a listing changes
//! └── rebuilding          waits for changed sources, builds, tells the pages
//!     ├── apart           builds another book, in a process of its own
//!     └── Watcher         a thread of the notify crate
//! ```

mod announce;
mod apart;
mod ending;
mod options;
mod parts;
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

use anyhow::Context;
use tokio::sync::Notify;

use ending::Ending;
use parts::Parts;
use runner::Service;
use service::{App, Pages, router};
use site_folder::SiteFolder;
use subject::Book;

pub use options::Options;
pub use reach::{Reach, Token};
pub use subject::Subject;

/// Where the pages are in a folder that was prepared.
pub(crate) const SITE: &str = "site";

/// What a server serves.
#[derive(Clone, Debug)]
pub enum Served {
    /// A book, which is built and watched.
    Book(Subject),
    /// A folder that `cargo book prepare` has made, as it is.
    Prepared(PathBuf),
}

/// Serves until Ctrl-C.
pub fn serve(served: &Served, options: &Options) -> anyhow::Result<ExitCode> {
    options.reach.check()?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let result = runtime.block_on(async {
        let ending = Ending::new(options.drain());
        tokio::select! {
            result = serve_for_ever(served, options, &ending) => result,
            () = ending.told_to_end() => Ok(ExitCode::SUCCESS),
            () = stdin_ended(), if options.while_stdin => Ok(ExitCode::SUCCESS),
        }
    });
    // A build of the book that is still going on is not waited for.
    runtime.shutdown_background();
    result
}

async fn serve_for_ever(
    served: &Served,
    options: &Options,
    ending: &Ending,
) -> anyhow::Result<ExitCode> {
    let parts = Parts::gather(options).await?;
    match served {
        Served::Book(subject) => serve_book(subject, parts, options, ending).await,
        Served::Prepared(folder) => serve_prepared(folder, parts, options, ending).await,
    }
}

async fn serve_book(
    subject: &Subject,
    parts: Parts,
    options: &Options,
    ending: &Ending,
) -> anyhow::Result<ExitCode> {
    let site_folder = SiteFolder::create(&subject.sites)?;
    let (book, site) = (&subject.book, site_folder.site());
    println!("Building the book in {}", book.folder.display());
    let watched = rebuilding::Watched::start(book);
    let built = book.build(&site).await?;
    println!("{} pages in {} ms", built.pages, built.took.as_millis());

    let (sandbox, settings) = (Arc::clone(&parts.sandbox), parts.settings.clone());
    let supply = subject.supply.clone();
    let service = Service::open(&subject.toolchain_of, supply, sandbox, settings)?;
    let app = parts.app(service, &site, book.pages).await;
    parts.announce(&app, options.open);
    let listings_changed = Notify::new();
    let closing = ending.begin(&app);
    tokio::select! {
        () = parts.listener.serve(router(app.clone()), parts.limits, closing) => {}
        _ = async {
            tokio::join!(
                keep_prepared(&app, book, &listings_changed),
                rebuilding::keep_built(watched, book, &site, &app, &listings_changed),
                tokens::keep_read(options.reach.tokens.as_deref(), &app),
            );
            std::future::pending::<()>().await;
        } => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Serves what is in this folder: nothing is built, and nothing is watched but the tokens.
async fn serve_prepared(
    folder: &Path,
    parts: Parts,
    options: &Options,
    ending: &Ending,
) -> anyhow::Result<ExitCode> {
    let folder = std::path::absolute(folder)?;
    let sandbox = Arc::clone(&parts.sandbox);
    let service = Service::open_prepared(&folder, sandbox, parts.settings.clone())?;
    if service.sandbox().allows_runs() {
        service.compiler().try_out().await;
    }
    let app = parts.app(service, &folder.join(SITE), Pages::Own).await;
    parts.announce(&app, options.open);
    let closing = ending.begin(&app);
    tokio::select! {
        () = parts.listener.serve(router(app.clone()), parts.limits, closing) => {}
        () = tokens::keep_read(options.reach.tokens.as_deref(), &app) => {}
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
        Pages::Stock { .. } => prebuilt.needs_no_listings(),
    }
}

/// Waits until nothing can be read any more.
async fn stdin_ended() {
    let mut input = tokio::io::stdin();
    let read = tokio::io::copy(&mut input, &mut tokio::io::sink()).await;
    tracing::debug!("standard input ended: {read:?}");
}
