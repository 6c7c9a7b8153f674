//! `GET /healthz`: what is in force, and how far it is.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::App;
use crate::compile::Progress;

/// The state of the service.
pub async fn health(State(app): State<App>) -> Json<Value> {
    let sandbox = app.service.sandbox();
    let workshop = app.service.compiler().workshop();
    let progress = workshop.progress().borrow().clone();
    let crates = workshop.crates_if_ready();
    let mut versions = serde_json::Map::new();
    versions.insert("rustc".into(), workshop.toolchain.release.clone().into());
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
        },
        "ready": progress == Progress::Ready,
        "preparing": match progress {
            Progress::Ready => None,
            Progress::Preparing(what) => Some(what),
            Progress::Failed(why) => Some(format!("failed: {why}")),
        },
        "versions": versions,
    }))
}

fn name(tier: sandbox::Tier) -> &'static str {
    match tier {
        sandbox::Tier::Namespaces => "namespaces",
        sandbox::Tier::Landlock => "Landlock",
        sandbox::Tier::Unsandboxed => "none",
    }
}
