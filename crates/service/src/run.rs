//! `POST /run`: a program in, its events out, one JSON object a line, as they happen.

use std::convert::Infallible;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::access::Group;
use super::app::App;
use super::body;
use super::client::Client;
use super::guard::{another, later, refuse};
use super::observe::{Asked, Observed, Refusal};
use runner::{Busy, Formatted, Program, RunRequest};
use runner::{Edition, Mode, Source};

/// The body of `/run` and `/compile`.
#[derive(Deserialize)]
struct RunBody {
    #[serde(deserialize_with = "body::one_text")]
    code: String,
    #[serde(default)]
    edition: Edition,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    tests: bool,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    threads: bool,
}

/// The language of a program.
#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Language {
    #[default]
    Rust,
    Python,
}

impl RunBody {
    /// What is asked for; none if there is no such thing.
    fn into_program(self) -> Option<Program> {
        match self.language {
            Language::Rust => Some(Program::Rust(self.into_source())),
            Language::Python => (!self.tests).then_some(Program::Python(self.code)),
        }
    }

    fn into_source(self) -> Source {
        Source {
            code: self.code,
            edition: self.edition,
            mode: self.mode,
            tests: self.tests,
            backtrace: false,
        }
    }
}

/// Runs a program. Dropping the answer, as happens when the client disconnects, ends the run.
pub(crate) async fn run(State(app): State<App>, client: Client, body: Body) -> Response {
    let body: RunBody = match body::json(body, app.service.settings()).await {
        Ok(body) => body,
        Err(refusal) => return *refusal,
    };
    let (stdin, threads) = (body.stdin.clone(), body.threads);
    let Some(program) = body.into_program() else {
        let why = "a Python program has no tests that could be run here: leave out `tests`";
        return refuse(StatusCode::BAD_REQUEST, why);
    };
    let request = RunRequest {
        program,
        stdin,
        test_events: true,
        threads,
        client: client.id,
        limits: client.group.run_limits(),
    };
    match begin(&app, request, &client.group, "/run") {
        Ok(events) => stream(events),
        Err(refusal) => *refusal,
    }
}

/// `POST /compile`: compiles what may be run next, so that the run finds it compiled. It answers when that is done, or
/// given up because somebody has something better to do, with what the compiler says; a client that disconnects ends it.
pub(crate) async fn compile(State(app): State<App>, body: Body) -> Response {
    let body: RunBody = match body::json(body, app.service.settings()).await {
        Ok(body) => body,
        Err(refusal) => return *refusal,
    };
    if let Err(refusal) = is_allowed(&app, &body.code, &body.stdin) {
        return *refusal;
    }
    // Of Python there is nothing to compile; in public, strangers have the processor for what they press Run for.
    if body.language == Language::Python || app.access.is_public() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let diagnostics = app.service.compile_ahead(&body.into_source()).await;
    if diagnostics.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    Json(json!({ "diagnostics": diagnostics })).into_response()
}

/// `POST /format`: the program in the usual form; 404 where there is no rustfmt.
pub(crate) async fn format(State(app): State<App>, body: Body) -> Response {
    let body: RunBody = match body::json(body, app.service.settings()).await {
        Ok(body) => body,
        Err(refusal) => return *refusal,
    };
    if let Err(refusal) = is_allowed(&app, &body.code, &body.stdin) {
        return *refusal;
    }
    if body.language == Language::Python {
        return refuse(StatusCode::NOT_FOUND, "Python is not formatted here");
    }
    match app.service.format(&body.into_source()).await {
        Ok(Formatted::Code(code)) => Json(json!({ "code": code })).into_response(),
        Ok(Formatted::Not(why)) => refuse(StatusCode::UNPROCESSABLE_ENTITY, why),
        Ok(Formatted::Absent) => refuse(StatusCode::NOT_FOUND, "there is no rustfmt here"),
        Err(error) => {
            tracing::error!("a program was not formatted: {error:#}");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "Formatting failed.")
        }
    }
}

/// Begins a run, or says why not.
pub(crate) fn begin(
    app: &App,
    request: RunRequest,
    group: &Group,
    path: &'static str,
) -> Result<Observed, Box<Response>> {
    is_allowed(app, request.program.code(), &request.stdin)?;
    let place = group.enter(&request.client).map_err(|too_many| {
        app.observer.measures.refused(Refusal::Group);
        let refusal = refuse(StatusCode::TOO_MANY_REQUESTS, too_many.why);
        later(refusal, too_many.after)
    })?;
    let asked = Asked {
        group: group.name().to_owned(),
        client: request.client.clone(),
        path,
        bytes: request.program.code().len(),
        tests: request.program.has_tests(),
    };
    let events = app.service.start(request).map_err(|busy| {
        app.observer.measures.refused(match busy {
            Busy::Full => Refusal::Busy,
            Busy::Closing => Refusal::Closing,
        });
        another(&busy)
    })?;
    Ok(Observed::new(events, asked, place, &app.observer))
}

fn is_allowed(app: &App, code: &str, stdin: &str) -> Result<(), Box<Response>> {
    let settings = app.service.settings();
    for (what, text, most) in [
        ("the program", code, settings.source),
        ("the standard input", stdin, settings.stdin),
    ] {
        if text.len() > most {
            return Err(body::too_large(what, most).into());
        }
    }
    let sandbox = app.service.sandbox();
    if !sandbox.allows_runs() {
        let why = format!(
            "Run is off on this machine: {}. `cargo book --unsandboxed` turns it on all the same.",
            sandbox.why()
        );
        return Err(refuse(StatusCode::FORBIDDEN, why).into());
    }
    Ok(())
}

fn stream(events: Observed) -> Response {
    let lines = futures::stream::unfold(events, |mut events| async move {
        let event = events.next().await?;
        let line = match serde_json::to_vec(&event) {
            Ok(mut line) => {
                line.push(b'\n');
                line
            }
            // Events are strings and numbers: this cannot fail, and a missing line would be told by its number.
            Err(error) => {
                tracing::error!("an event cannot be written: {error}");
                Vec::new()
            }
        };
        Some((Ok::<_, Infallible>(Bytes::from(line)), events))
    });
    let headers = [
        (CONTENT_TYPE, "application/x-ndjson"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, Body::from_stream(lines)).into_response()
}
