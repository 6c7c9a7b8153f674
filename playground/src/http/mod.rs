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
mod playground;
mod run;
mod site;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::run::Service;

pub use listen::{ListenLimits, Listener};
pub use live::{BookEvent, Live};
pub use site::Site;

/// What all handlers share.
#[derive(Clone, Debug)]
pub struct App {
    /// Runs programs.
    pub service: Arc<Service>,
    /// The book's files.
    pub site: Arc<Site>,
    /// Tells pages of new builds.
    pub live: Arc<Live>,
    /// The hosts by which this server is known, such as `localhost:3000`.
    pub hosts: Arc<[String]>,
    /// What a request must bring to run a program, where no sandbox protects the machine.
    pub token: Option<Arc<str>>,
}

/// The hosts by which a server on this address of this machine is known.
pub fn hosts(address: SocketAddr) -> Arc<[String]> {
    let port = address.port();
    let names = ["localhost", "127.0.0.1", "[::1]"];
    let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
    if port == 80 {
        hosts.extend(names.map(str::to_owned));
    }
    hosts.into()
}

/// All routes, behind the guard.
pub fn router(app: App) -> Router {
    let guarded = Router::new()
        .route("/run", post(run::run))
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
        .fallback(site::serve)
        .layer(from_fn_with_state(app.clone(), guard::is_for_us))
        .with_state(app)
}
