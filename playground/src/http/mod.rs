//! The service over HTTP: the book's site, Run, and the Rust Playground's interface.
//!
//! A request passes, from outside to inside: the listener's cap and timers, the guard on Host and origin, the security
//! headers, and then one handler. Handlers know nothing of the sandbox and of the compiler: they speak to
//! [`crate::run::Service`] alone.

mod body;
mod guard;
mod health;
mod listen;
mod live;
mod names;
mod playground;
mod reader;
mod run;
mod site;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::run::Service;

pub use listen::{ListenAt, ListenLimits, Listener};
pub use live::{BookEvent, Live};
pub use names::{Names, PublicName};
pub use site::{Pages, Site};

/// What all handlers share.
#[derive(Clone, Debug)]
pub struct App {
    /// Runs programs.
    pub service: Arc<Service>,
    /// The book's files.
    pub site: Arc<Site>,
    /// What kind of pages they are.
    pub pages: Pages,
    /// Tells pages of new builds.
    pub live: Arc<Live>,
    /// The names by which this server is known, such as `localhost:3000`.
    pub names: Arc<Names>,
    /// What a request must bring to run a program, where others than the owner of this machine could ask for it, or
    /// where no sandbox protects the machine.
    pub token: Option<Arc<str>>,
}

/// All routes, behind the guard.
pub fn router(app: App) -> Router {
    let guarded = Router::new()
        .route("/run", post(run::run))
        .route("/compile", post(run::compile))
        .route("/evaluate.json", post(playground::evaluate))
        .route("/execute", post(playground::execute))
        .route("/meta/crates", post(playground::crates))
        .route_layer(from_fn_with_state(app.clone(), guard::may_run));
    Router::new()
        .merge(guarded)
        .route("/meta/versions", get(playground::versions))
        .route("/healthz", get(health::health))
        .route("/book/events", get(live::events))
        .route("/book/live.js", get(live::script))
        .route("/book/playground.js", get(playground::script))
        .fallback(site::serve)
        .layer(from_fn_with_state(app.clone(), guard::is_for_us))
        .with_state(app)
}
