//! `GET /healthz`: what is in force, and how far it is.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::app::App;
use runner::Progress;

/// The state of the service.
pub(crate) async fn health(State(app): State<App>) -> Json<Value> {
    let python = app.service.python().await.ok();
    let python = python.map(|python| python.version.clone());
    let sandbox = app.service.sandbox();
    let prebuilt = app.service.compiler().prebuilt();
    let progress = prebuilt.progress().borrow().clone();
    let crates = prebuilt.crates_if_ready();
    let fault = prebuilt.fault().map(str::to_owned);
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
        "ready": progress == Progress::Ready && fault.is_none(),
        "preparing": match (progress, fault) {
            (_, Some(fault)) => Some(fault),
            (Progress::Ready, None) => None,
            (Progress::Preparing(what), None) => Some(what),
            (Progress::Failed(why), None) => Some(format!("failed: {why}")),
        },
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
