#![doc = include_str!("../README.md")]

mod access;
mod app;
mod body;
mod client;
mod events;
mod files;
mod guard;
mod health;
mod listen;
mod live;
mod names;
mod observe;
mod patience;
mod playground;
mod range;
mod run;
mod site;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub use access::{Access, GroupLimit, Rule, read_groups, token_is_good};
pub use app::App;
pub use listen::{ListenAt, ListenLimits, Listener};
pub use live::{BookEvent, Live};
pub use names::{Names, PublicName};
pub use observe::{Audit, Observer};
pub use site::{Pages, Site};

/// All routes, behind the guard.
pub fn router(app: App) -> Router {
    let guarded = Router::new()
        .route("/run", post(run::run))
        .route("/compile", post(run::compile))
        .route("/format", post(run::format))
        .route("/evaluate.json", post(playground::evaluate))
        .route("/execute", post(playground::execute))
        .route_layer(from_fn_with_state(app.clone(), guard::may_run));
    // Without a token too: stock pages show their buttons by it, and pressing one says that a token is needed.
    let asked = Router::new()
        .route("/meta/crates", post(playground::crates))
        .route_layer(from_fn_with_state(app.clone(), guard::may_ask));
    let mut router = Router::new()
        .merge(guarded)
        .merge(asked)
        .route("/meta/versions", get(playground::versions))
        .route("/healthz", get(health::health))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/book/events", get(events::events))
        .route("/book/live.js", get(events::script))
        .route("/book/playground.js", get(playground::script))
        .route("/book/timelines.js", get(playground::timelines));
    // A book may have folders of these names.
    for path in ["/run", "/compile", "/format", "/execute"] {
        router = router.route(path, get(files::serve));
    }
    router
        .fallback(files::serve)
        .layer(from_fn_with_state(app.clone(), guard::is_for_us))
        .with_state(app)
}
