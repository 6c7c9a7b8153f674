//! What every server is made of, whatever it serves.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use runner::{Service, Settings, WorkFolder};
use sandbox::{Probing, Sandbox};
use service::{
    Access, App, Audit, BookEvent, ListenAt, ListenLimits, Listener, Live, Names, Observer, Pages,
    Site,
};

use super::announce::announce;
use super::options::Options;
use super::reach::{ChosenToken, Token};
use super::rebuilding;

/// The parts of a server, before it is known what it serves.
pub(super) struct Parts {
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) settings: Settings,
    pub(super) listener: Listener,
    pub(super) limits: ListenLimits,
    names: Arc<Names>,
    access: Arc<Access>,
    observer: Arc<Observer>,
    token: Option<ChosenToken>,
    metrics_token: Option<Arc<str>>,
    /// Removed with the server.
    _work: WorkFolder,
}

impl Parts {
    /// Looks for the sandbox, takes the port, and refuses what cannot be right.
    pub(super) async fn gather(options: &Options) -> anyhow::Result<Parts> {
        let probing = Probing {
            launch_ahead: true,
            ..options.probing.clone()
        };
        let sandbox = Arc::new(Sandbox::probe_with(probing).await);
        let settings = options.settings()?;
        let (access, token) = options.reach.access(&sandbox, &settings)?;
        let metrics_token = options.metrics_token.as_ref().map(Token::own).transpose()?;
        let observer = observer(options)?;
        let listener = listen(options.reach.at, options.port).await?;
        let work = WorkFolder::create()?;
        let runs = settings.at_once + settings.waiting;
        Ok(Parts {
            sandbox,
            settings: Settings {
                work: work.path().to_owned(),
                ..settings
            },
            limits: ListenLimits::for_runs(runs, options.reach.others_come()),
            names: Arc::new(Names::new(listener.address(), &options.reach.public_names)),
            listener,
            access: Arc::new(access),
            observer: Arc::new(observer),
            token,
            metrics_token: metrics_token.map(Into::into),
            _work: work,
        })
    }

    /// What all handlers share, for these pages.
    pub(super) async fn app(&self, service: Arc<Service>, site: &Path, pages: Pages) -> App {
        let built = BookEvent::Built(rebuilding::number(site).await);
        App {
            service,
            site: Arc::new(Site::new(site.to_owned(), pages)),
            pages,
            live: Arc::new(Live::new(built, self.limits.waiting_pages())),
            names: Arc::clone(&self.names),
            access: Arc::clone(&self.access),
            observer: Arc::clone(&self.observer),
            metrics_token: self.metrics_token.clone(),
        }
    }

    /// Says in the terminal that the server is there, and opens the browser where that is wanted.
    pub(super) fn announce(&self, app: &App, open: bool) {
        let url = announce(app, &self.sandbox, self.token.as_ref());
        if open && let Err(error) = opener::open(url) {
            eprintln!("The browser cannot be opened ({error}): open the address yourself.");
        }
    }
}

fn observer(options: &Options) -> anyhow::Result<Observer> {
    let audit = options.audit.as_deref().map(|file| {
        Audit::open(file).with_context(|| format!("--audit: cannot write to {}", file.display()))
    });
    Ok(Observer::new(audit.transpose()?))
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
