//! The Rust Playground's interface, so that clients written for it work here: stock mdBook pages among them.

use axum::Json;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::app::App;
use super::body;
use super::client::Client;
use super::guard::refuse;
use super::observe::Observed;
use super::run::begin;
use runner::{Edition, Mode, Source};
use runner::{End, Event, Program, RunRequest, signal_name};

/// For the pages of another book.
const SCRIPT: &str = include_str!("playground.js");
/// For those whose programs log; made by theme/build.mjs of theme/js/stock.
const TIMELINES: &str = include_str!("timelines.js");

/// The body of `/evaluate.json`.
#[derive(Deserialize)]
struct Evaluate {
    #[serde(default)]
    version: String,
    #[serde(default)]
    optimize: String,
    #[serde(deserialize_with = "body::one_text")]
    code: String,
    #[serde(default)]
    edition: String,
    #[serde(default)]
    tests: bool,
}

/// The body of `/execute`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Execute {
    #[serde(default)]
    channel: String,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    edition: String,
    #[serde(default)]
    crate_type: String,
    #[serde(default)]
    tests: bool,
    #[serde(default)]
    backtrace: bool,
    #[serde(deserialize_with = "body::one_text")]
    code: String,
}

/// All that a run printed, and how it ended.
#[derive(Default)]
struct Transcript {
    stdout: String,
    stderr: String,
    end: End,
}

/// `POST /evaluate.json`: everything in `result`, which is always there. What a program that succeeded wrote to its
/// standard error is in it only if that is asked for with `?stderr`: the Playground leaves it out.
pub(crate) async fn evaluate(
    State(app): State<App>,
    client: Client,
    RawQuery(query): RawQuery,
    body: Body,
) -> Response {
    let body: Evaluate = match body::json(body, app.service.settings()).await {
        Ok(body) => body,
        Err(refusal) => return *refusal,
    };
    let mode = match body.optimize.as_str() {
        "" | "0" => Mode::Debug,
        _ => Mode::Release,
    };
    let channel = channel(&app, &body.version);
    let asked = Source {
        code: body.code,
        edition: Edition::default(),
        mode,
        tests: body.tests,
        backtrace: false,
    };
    let request = channel.and_then(|()| run_request(asked, &body.edition, &client));
    let request = match request {
        Ok(request) => request,
        Err(why) => return Json(json!({ "result": why, "error": why })).into_response(),
    };
    match begin(&app, request, &client.group, "/evaluate.json") {
        Ok(events) => {
            let with_stderr = query.is_some_and(|query| query.starts_with("stderr"));
            Json(evaluation(transcribe(events).await, with_stderr)).into_response()
        }
        Err(refusal) => *refusal,
    }
}

/// `POST /execute`.
pub(crate) async fn execute(State(app): State<App>, client: Client, body: Body) -> Response {
    let body: Execute = match body::json(body, app.service.settings()).await {
        Ok(body) => body,
        Err(refusal) => return *refusal,
    };
    // Tests are a program whatever the crate is; the Playground's own page says `lib` of code without a main.
    if !body.tests && !["", "bin"].contains(&body.crate_type.as_str()) {
        let why = "only programs are run here: the crate type must be \"bin\", unless its tests are wanted";
        return refuse(StatusCode::BAD_REQUEST, why);
    }
    let channel = channel(&app, &body.channel);
    let asked = Source {
        code: body.code,
        edition: Edition::default(),
        mode: body.mode,
        tests: body.tests,
        backtrace: body.backtrace,
    };
    let request = channel.and_then(|()| run_request(asked, &body.edition, &client));
    let request = match request {
        Ok(request) => request,
        Err(why) => return refuse(StatusCode::BAD_REQUEST, why),
    };
    match begin(&app, request, &client.group, "/execute") {
        Ok(events) => {
            let transcript = transcribe(events).await;
            Json(json!({
                "success": transcript.end.success,
                "exitDetail": exit_detail(&transcript.end),
                "stdout": transcript.stdout,
                "stderr": transcript.stderr,
            }))
            .into_response()
        }
        Err(refusal) => *refusal,
    }
}

/// `POST /meta/crates`: what programs may name, or will be able to once it is compiled.
pub(crate) async fn crates(State(app): State<App>) -> Response {
    let versions = app.service.compiler().prebuilt().versions();
    Json(json!({ "crates": versions })).into_response()
}

/// `GET /meta/versions`: the compiler that is installed.
pub(crate) async fn versions(State(app): State<App>) -> Json<Value> {
    let toolchain = &app.service.compiler().prebuilt().toolchain;
    let rustc = json!({
        "version": toolchain.release,
        "hash": toolchain.hash,
        "date": toolchain.date,
    });
    Json(json!({ "stable": { "rustc": rustc } }))
}

/// `GET /book/playground.js`: brings to this server what a stock page asks of the Rust Playground.
pub(crate) async fn script() -> Response {
    script_of(SCRIPT)
}

/// `GET /book/timelines.js`: draws the log lines that a stock page's programs print.
pub(crate) async fn timelines() -> Response {
    script_of(TIMELINES)
}

fn script_of(text: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, text).into_response()
}

/// Whether the compiler is of the channel that is asked for: one of another channel can do all that the stable one can.
fn channel(app: &App, channel: &str) -> Result<(), String> {
    let release = &app.service.compiler().prebuilt().toolchain.release;
    if ["", "stable"].contains(&channel) || release.contains(channel) {
        return Ok(());
    }
    Err(format!(
        "This program asks for the {channel} compiler, and rustc {release} is used here, which is not it. Where rustup has \
         installed that, `cargo +{channel} book serve` uses it; https://play.rust-lang.org has it too."
    ))
}

/// What is asked for, with the edition of this name.
fn run_request(asked: Source, edition: &str, client: &Client) -> Result<RunRequest, String> {
    let edition = match edition {
        "" => Edition::E2015,
        year => year.parse()?,
    };
    Ok(RunRequest {
        program: Program::Rust(Source { edition, ..asked }),
        stdin: String::new(),
        test_events: false,
        threads: false,
        client: client.id.clone(),
        limits: client.group.run_limits(),
    })
}

async fn transcribe(mut events: Observed) -> Transcript {
    let mut transcript = Transcript::default();
    while let Some(numbered) = events.next().await {
        match numbered.event {
            Event::Diagnostic(diagnostic) => transcript.stderr.push_str(&diagnostic.rendered),
            Event::Stdout { text, .. } => transcript.stdout.push_str(&text),
            Event::Stderr { text, .. } => transcript.stderr.push_str(&text),
            Event::Exit(end) => transcript.end = end,
            Event::Error { message } => transcript.end.message = message,
            Event::Queued { .. }
            | Event::Preparing { .. }
            | Event::Compiling
            | Event::Running { .. }
            | Event::Test { .. }
            | Event::Threads(_)
            | Event::Thread(_) => {}
        }
    }
    let end = &transcript.end;
    let cut_short = end.tests.as_ref().is_some_and(|tests| !tests.complete);
    if end.stopped.is_some() || end.detail.is_empty() || cut_short {
        transcript.stderr.push_str(&transcript.end.message);
        transcript.stderr.push('\n');
    }
    transcript
}

fn evaluation(transcript: Transcript, with_stderr: bool) -> Value {
    let Transcript {
        mut stdout,
        mut stderr,
        end,
    } = transcript;
    if end.success {
        if with_stderr {
            end_line(&mut stdout);
            stdout.push_str(&stderr);
        }
        return json!({ "result": stdout, "error": null });
    }
    // A panic says by itself how the program ended; of a signal or an exit code nothing else would tell.
    if end.code != Some(101) && !stderr.contains(&end.message) {
        end_line(&mut stdout);
        stdout.push_str(&end.message);
        stdout.push('\n');
    }
    stderr.push_str(&stdout);
    json!({ "result": stderr, "error": stderr })
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// In the words of the Playground.
fn exit_detail(end: &End) -> String {
    match (end.code, end.signal) {
        (Some(code), _) => format!("Exited with status {code}"),
        (None, Some(signal)) => match signal_name(signal) {
            Some((name, what)) => format!("Exited with signal {signal} ({name}): {what}"),
            None => format!("Exited with signal {signal}"),
        },
        (None, None) if end.detail.is_empty() => end.message.clone(),
        (None, None) => end.detail.clone(),
    }
}
