//! `GET /healthz`: what is in force, and how far it is. `GET /readyz`: whether readers should be sent here. `GET /metrics`:
//! measurements, for the operator alone.

use std::time::Duration;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::{Value, json};

use super::access::{brought, same};
use super::app::App;
use super::client::Peer;
use super::guard::{later, refuse};
use runner::{Prebuilt, Progress};

/// The state of the service.
pub(crate) async fn health(State(app): State<App>) -> Json<Value> {
    let python = app.service.python().await.ok();
    let python = python.map(|python| python.version.clone());
    let sandbox = app.service.sandbox();
    let prebuilt = app.service.compiler().prebuilt();
    let preparing = preparing(prebuilt);
    let crates = prebuilt.crates_if_ready();
    let load = app.service.load();
    let mut versions = serde_json::Map::new();
    versions.insert("rustc".into(), prebuilt.toolchain.release.clone().into());
    for a_crate in crates.iter().flat_map(|crates| &crates.versions) {
        versions.insert(a_crate.name.clone(), a_crate.version.clone().into());
    }
    let tier = sandbox.tier();
    Json(json!({
        "status": "ok",
        "sandbox": {
            "tier": tier.letter().to_string(),
            "name": name(tier),
            "probe": tier != sandbox::Tier::Unsandboxed,
            "runs": sandbox.allows_runs(),
            "why": sandbox.why(),
            "limits": if sandbox.why_only_watched().is_none() { "exact" } else { "watched" },
            "why_watched": sandbox.why_only_watched(),
        },
        "access": app.access.kind(),
        "queue": { "inside": load.inside, "waiting": load.waiting },
        "closing": app.service.is_closed(),
        "ready": preparing.is_none(),
        "preparing": preparing,
        "versions": versions,
        "python": python,
    }))
}

fn name(tier: sandbox::Tier) -> &'static str {
    match tier {
        sandbox::Tier::Namespaces => "namespaces",
        sandbox::Tier::Landlock => "Landlock",
        sandbox::Tier::Unsandboxed => "none",
    }
}

/// What Run still waits for, or why it does not work; none if it is ready.
fn preparing(prebuilt: &Prebuilt) -> Option<String> {
    if let Some(fault) = prebuilt.fault() {
        return Some(fault.to_owned());
    }
    match &*prebuilt.progress().borrow() {
        Progress::Ready => None,
        Progress::Preparing(what) => Some(what.clone()),
        Progress::Failed(why) => Some(format!("failed: {why}")),
    }
}

/// Whether readers should be sent here. A server that is alive may not be: it prepares, cannot run programs, or is about
/// to end.
pub(crate) async fn ready(State(app): State<App>) -> Response {
    let sandbox = app.service.sandbox();
    let why = if app.service.is_closed() {
        Some("about to end".to_owned())
    } else if !sandbox.allows_runs() {
        Some(format!("Run is off: {}", sandbox.why()))
    } else {
        preparing(app.service.compiler().prebuilt())
    };
    match why {
        None => Json(json!({ "ready": true })).into_response(),
        Some(why) => {
            let answer = (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "ready": false, "why": why })),
            );
            later(answer.into_response(), Duration::from_secs(2))
        }
    }
}

/// Measurements, for whoever brings the token for them. Where there is none, for this machine alone; and where a proxy on
/// it may ask for others, for nobody.
pub(crate) async fn metrics(
    State(app): State<App>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let is_near = peer.is_some_and(|Extension(Peer(address))| address.is_loopback());
    let is_forwarded = ["forwarded", "x-forwarded-for", "via"]
        .iter()
        .any(|name| headers.contains_key(*name));
    let may = match &app.metrics_token {
        Some(token) => brought(&headers).any(|given| same(given, token)),
        None => is_near && !is_forwarded && !app.names.behind_proxy(),
    };
    if !may {
        return refuse(
            StatusCode::FORBIDDEN,
            "measurements are told to this machine alone, or with the token that --metrics-token names",
        );
    }
    match app.observer.measures.text(&app.service) {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => {
            tracing::error!("measurements cannot be written: {error}");
            refuse(
                StatusCode::INTERNAL_SERVER_ERROR,
                "there are no measurements",
            )
        }
    }
}
