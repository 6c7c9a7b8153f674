//! `POST /run`: a program in, its events out, one JSON object a line, as they happen.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::guard::refuse;
use super::reader::Asker;
use super::{App, body};
use crate::compile::{Edition, Mode, Source};
use crate::run::{Busy, Events, Request, Settings};

/// What the page asks.
#[derive(Deserialize)]
struct Question {
    code: String,
    #[serde(default)]
    edition: Edition,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    tests: bool,
    #[serde(default)]
    stdin: String,
}

impl Question {
    fn into_source(self) -> Source {
        Source {
            code: self.code,
            edition: self.edition,
            mode: self.mode,
            tests: self.tests,
        }
    }
}

/// Runs a program. Dropping the answer, as happens when the client disconnects, ends the run.
pub async fn run(State(app): State<App>, Asker(reader): Asker, body: Body) -> Response {
    let question: Question = match body::json(body, most(app.service.settings())).await {
        Ok(question) => question,
        Err(refusal) => return *refusal,
    };
    let request = Request {
        stdin: question.stdin.clone(),
        source: question.into_source(),
        backtrace: false,
        tell_tests: true,
        reader,
    };
    match begin(&app, request) {
        Ok(events) => stream(events),
        Err(refusal) => *refusal,
    }
}

/// `POST /compile`: compiles what may be run next, so that the run finds it compiled. It answers when that is done, or
/// given up because somebody has something better to do; a client that disconnects ends it.
pub async fn compile(State(app): State<App>, body: Body) -> Response {
    let question: Question = match body::json(body, most(app.service.settings())).await {
        Ok(question) => question,
        Err(refusal) => return *refusal,
    };
    if let Err(refusal) = is_allowed(&app, &question.code, &question.stdin) {
        return *refusal;
    }
    app.service.compile_ahead(&question.into_source()).await;
    StatusCode::NO_CONTENT.into_response()
}

/// Begins a run, or says why not.
pub fn begin(app: &App, request: Request) -> Result<Events, Box<Response>> {
    is_allowed(app, &request.source.code, &request.stdin)?;
    app.service
        .start(request)
        .map_err(|busy| wait(&busy).into())
}

fn is_allowed(app: &App, code: &str, stdin: &str) -> Result<(), Box<Response>> {
    let settings = app.service.settings();
    if code.len() > settings.source || stdin.len() > settings.stdin {
        return Err(body::too_large().into());
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

/// Bytes of a body that holds the largest allowed program: as JSON, a byte may become six.
pub fn most(settings: &Settings) -> usize {
    (settings.source + settings.stdin) * 6 + 1024
}

fn wait(busy: &Busy) -> Response {
    let mut response = refuse(StatusCode::SERVICE_UNAVAILABLE, busy.to_string());
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
    response
}

fn stream(events: Events) -> Response {
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
