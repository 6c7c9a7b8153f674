//! Who may ask. Any web page that is open in the same browser can send requests to this machine: none of them may run
//! a program here, and a page that has our address under its own name (DNS rebinding) gets nothing at all.

use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    RETRY_AFTER, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use runner::Busy;
use serde_json::json;

use super::app::App;
use super::observe::Refusal;
use super::site::Pages;

/// Scripts and styles are the page's own, inline ones included: mdBook's template has some. Only the Rust Playground
/// may be asked beside this server. A page of the book may be framed by another of it, as the contents are where there are
/// no scripts, and by no other host's.
const POLICY: &str = "default-src 'self'; script-src 'self' 'unsafe-inline'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
    connect-src 'self' https://play.rust-lang.org; object-src 'none'; base-uri 'self'; \
    form-action 'self'; frame-ancestors 'self'";

/// Another book may load from anywhere what its authors chose; no other host frames it either.
const STOCK_POLICY: &str = "object-src 'self'; base-uri 'self'; frame-ancestors 'self'";

/// An answer that says in one sentence why there is no other. The stock script of mdBook shows the `result` alone.
pub(crate) fn refuse(status: StatusCode, why: impl Into<String>) -> Response {
    let why: String = why.into();
    (status, Json(json!({ "error": why, "result": why }))).into_response()
}

/// Refuses requests that are meant for another host; puts the security headers on every answer.
pub(crate) async fn is_for_us(State(app): State<App>, request: Request, next: Next) -> Response {
    let policy = match app.pages {
        Pages::Own => POLICY,
        Pages::Stock { .. } => STOCK_POLICY,
    };
    // A worker is no part of a page: its own answer counts.
    let file = request.uri().path().rsplit('/').next().unwrap_or_default();
    let is_worker = file == "sw.js" || file.starts_with("sw-") && file.ends_with(".js");
    let mut response = if host_is_ours(&app, &request) {
        next.run(request).await
    } else {
        refuse(
            StatusCode::MISDIRECTED_REQUEST,
            format!("this server is {}, and no other host", app.names.first()),
        )
    };
    let for_documents = [
        (CONTENT_SECURITY_POLICY, policy),
        (X_FRAME_OPTIONS, "SAMEORIGIN"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    let for_all = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    let is_part = !is_worker && is_part_of_a_page(&response);
    let fixed = for_documents.into_iter().filter(|_| !is_part);
    let headers = response.headers_mut();
    for (name, value) in fixed.chain(for_all) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Of a script or a style sheet that a page loads, browsers heed what the page's own answer says; the same again would weigh
/// more than a small script does.
fn is_part_of_a_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    ["text/javascript", "text/css"]
        .iter()
        .any(|part| kind.starts_with(part))
}

fn host_is_ours(app: &App, request: &Request) -> bool {
    let is_ours = |host: &str| app.names.has(host);
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let authority = request.uri().authority();
    host.to_str().is_ok_and(is_ours)
        && authority.is_none_or(|authority| is_ours(authority.as_str()))
}

/// Refuses to tell another page, or a form, what there is.
pub(crate) async fn may_ask(State(app): State<App>, request: Request, next: Next) -> Response {
    if let Some(refusal) = foreign(&app, request.headers()) {
        return refusal;
    }
    if !is_json(request.headers()) {
        return not_json();
    }
    next.run(request).await
}

fn foreign(app: &App, headers: &HeaderMap) -> Option<Response> {
    if origin_is_ours(app, headers) && comes_from_our_page(headers) {
        return None;
    }
    app.observer.measures.refused(Refusal::Origin);
    let why = "programs are run for this server's own pages only";
    Some(refuse(StatusCode::FORBIDDEN, why))
}

fn not_json() -> Response {
    let why = "the request must be of the type application/json";
    refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, why)
}

/// Refuses to run a program for another page, for a form, or without the token.
pub(crate) async fn may_run(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    if let Some(refusal) = foreign(&app, headers) {
        return refusal;
    }
    let Some(group) = app.access.group(headers) else {
        app.observer.measures.refused(Refusal::Token);
        return refuse(
            StatusCode::FORBIDDEN,
            "Run asks for a token here: open the address with the token, which `cargo book` printed or its keeper gave you",
        );
    };
    if !is_json(headers) {
        return not_json();
    }
    if app.service.is_closed() {
        app.observer.measures.refused(Refusal::Closing);
        return another(&Busy::Closing);
    }
    request.extensions_mut().insert(group);
    next.run(request).await
}

/// An answer that sends whoever asks to another server, or back here later.
pub(crate) fn another(busy: &Busy) -> Response {
    let refusal = refuse(StatusCode::SERVICE_UNAVAILABLE, busy.to_string());
    later(refusal, Duration::from_secs(2))
}

/// Says when to ask again.
pub(crate) fn later(mut refusal: Response, after: Duration) -> Response {
    let seconds = after.as_secs_f64().ceil().max(1.0);
    let headers = refusal.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(seconds as u64));
    refusal
}

/// Browsers name the page's origin with every POST; it must be the host that was asked, which is ours by now.
fn origin_is_ours(app: &App, headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (None, _) => true,
        (Some(origin), None) => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            host.zip(origin.to_str().ok())
                .is_some_and(|(host, origin)| app.names.is_own_page(host, origin))
        }
        (Some(_), Some(_)) => false,
    }
}

/// Fetch metadata, where the browser sends it.
pub(crate) fn comes_from_our_page(headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    sites.all(|site| site == "same-origin")
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    })
}
