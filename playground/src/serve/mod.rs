//! `cargo book serve`: builds the book, serves it, watches its sources.
//!
//! ```text
//! serve ── ends on Ctrl-C; all below ends with it, and every run
//! ├── Listener            answers requests
//! ├── preparation         compiles the crates, then the listings; again when a listing changes
//! └── rebuilding          waits for changed sources, builds, tells the pages
//!     └── Watcher         a thread of the notify crate
//! ```

mod preparation;
mod rebuilding;
mod snapshot;
mod watcher;
pub mod workplace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use sandbox::{Probing, Sandbox, Tier};
use tokio::sync::Notify;

use crate::book;
use crate::http::{App, BookEvent, ListenLimits, Listener, Live, Site, hosts, router};
use crate::run::Settings;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Whether the browser is to be opened.
    pub open: bool,
    /// How programs are confined.
    pub probing: Probing,
    /// Whether the server ends when its standard input does.
    pub while_stdin: bool,
}

/// Serves the book in this folder until Ctrl-C.
pub fn serve(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let result = runtime.block_on(async {
        tokio::select! {
            result = serve_for_ever(root, options) => result,
            () = told_to_end() => Ok(ExitCode::SUCCESS),
            () = stdin_ended(), if options.while_stdin => Ok(ExitCode::SUCCESS),
        }
    });
    // A build of the book that is still going on is not waited for.
    runtime.shutdown_background();
    result
}

async fn serve_for_ever(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let listener = listen(options.port).await?;
    let address = listener.address();
    let site_folder = workplace::SiteFolder::create(root)?;
    let site = site_folder.site();
    println!("Building the book in {}", root.display());
    let watched = rebuilding::Watched::start(root);
    let built = build(root.to_owned(), site.clone()).await?;
    println!("{} pages in {} ms", built.pages, built.took.as_millis());

    let sandbox = Arc::new(Sandbox::probe_with(options.probing.clone()).await);
    let token = needs_token(&sandbox).then(new_token).transpose()?;
    let settings = Settings::default();
    let limits = ListenLimits::for_runs(settings.at_once + settings.waiting);
    let app = App {
        service: workplace::service(root, Arc::clone(&sandbox), settings)?,
        site: Arc::new(Site::new(site.clone())),
        live: Arc::new(Live::new(BookEvent::Built(rebuilding::number()))),
        hosts: hosts(address),
        token: token.map(Into::into),
    };
    let url = format!("http://{}/", app.hosts[0]);
    announce(&url, &app, &sandbox);
    if options.open {
        let url = with_token(&url, &app);
        if let Err(error) = opener::open(url) {
            eprintln!("The browser cannot be opened ({error}): open the address yourself.");
        }
    }
    let listings_changed = Arc::new(Notify::new());
    let workshop = Arc::clone(app.service.compiler().workshop());
    tokio::join!(
        listener.serve(router(app.clone()), limits),
        preparation::keep_prepared(workshop, Arc::clone(&listings_changed)),
        rebuilding::keep_built(watched, root, &site, &app, &listings_changed),
    );
    Ok(ExitCode::SUCCESS)
}

async fn listen(port: u16) -> anyhow::Result<Listener> {
    Listener::bind(port).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {port} is in use, perhaps by another `cargo book`: end that one, or take another port with `--port {}`",
            if port == u16::MAX { 3000 } else { port + 1 }
        ),
        std::io::ErrorKind::PermissionDenied => anyhow::anyhow!(
            "port {port} may not be used by you: take one above 1023 with `--port 3000`"
        ),
        _ => anyhow::Error::new(error).context(format!("cannot listen on port {port}")),
    })
}

/// Builds on a thread of its own: building is work, not waiting.
async fn build(root: PathBuf, site: PathBuf) -> anyhow::Result<book::Built> {
    tokio::task::spawn_blocking(move || book::build(&root, &site))
        .await
        .context("building the book panicked")?
}

fn needs_token(sandbox: &Sandbox) -> bool {
    sandbox.tier() == Tier::Unsandboxed && sandbox.allows_runs()
}

fn new_token() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("the system gives no random numbers for a token")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn with_token(url: &str, app: &App) -> String {
    match &app.token {
        Some(token) => format!("{url}?token={token}"),
        None => url.to_owned(),
    }
}

fn announce(url: &str, app: &App, sandbox: &Sandbox) {
    println!("The book is served at {url}");
    let (tier, why) = (sandbox.tier().letter(), sandbox.why());
    if !sandbox.allows_runs() {
        println!("Run is off: {why}. `cargo book --unsandboxed` turns it on all the same.");
    } else if app.token.is_some() {
        println!("Run is NOT protected (tier {tier}): {why}.");
        println!("Run asks for a token; open {}", with_token(url, app));
    } else {
        println!("Run is protected by a sandbox, tier {tier}: {why}.");
        println!(
            "Not protected against: faults of the kernel, and a program that takes a processor for its ten seconds."
        );
    }
    println!("Ctrl-C ends it.");
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

/// Refuses every address but this machine's own.
pub fn check_host(host: &str) -> anyhow::Result<()> {
    if ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host) {
        return Ok(());
    }
    bail!(
        "--host {host}: the book is served to this machine alone for now, since whoever reaches it can run programs; leave --host away"
    )
}
