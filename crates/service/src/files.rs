//! Answers with the book's files, for every path that is no other handler's.

use std::path::PathBuf;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE,
    CONTENT_TYPE, ETAG, HOST, IF_NONE_MATCH, LOCATION, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::access::TOKEN_COOKIE;
use super::app::App;
use super::guard::refuse;
use super::range;
use super::site::Asset;

/// Any path that is not a handler's.
pub(crate) async fn serve(State(app): State<App>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = refuse(StatusCode::METHOD_NOT_ALLOWED, "pages are read with GET");
        let headers = response.headers_mut();
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    if let Some(response) = take_token(&app, request.uri(), request.headers()) {
        return response;
    }
    let Some(path) = relative(request.uri().path()) else {
        return not_found(&app, request.uri(), request.headers()).await;
    };
    let is_folder = request.uri().path().ends_with('/');
    if is_folder {
        let index = app.site.asset(path.join("index.html")).await;
        return match index {
            Some(asset) => answer(&asset, StatusCode::OK, request.headers()),
            None => not_found(&app, request.uri(), request.headers()).await,
        };
    }
    if let Some(asset) = app.site.asset(path.clone()).await {
        return answer(&asset, StatusCode::OK, request.headers());
    }
    if app.site.asset(path.join("index.html")).await.is_some() {
        return with_slash(request.uri());
    }
    not_found(&app, request.uri(), request.headers()).await
}

/// The path below the site's folder; none if it is spelled in a way in which no link of the book is.
fn relative(path: &str) -> Option<PathBuf> {
    let mut relative = PathBuf::new();
    for part in path.strip_prefix('/')?.split('/') {
        let part = decode(part)?;
        if part.is_empty() && relative.as_os_str().is_empty() {
            continue;
        }
        let is_special = cfg!(windows) && part.contains(['\\', ':']);
        if part == "." || part == ".." || part.contains(['/', '\0']) || is_special {
            return None;
        }
        relative.push(part);
    }
    Some(relative)
}

/// Undoes percent-encoding. A percent sign that begins no code is itself: mdBook links to a page `100%.md` so.
fn decode(part: &str) -> Option<String> {
    let part = part.as_bytes();
    let digit = |at: usize| part.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(part.len());
    let mut at = 0;
    while at < part.len() {
        let code = digit(at + 1)
            .zip(digit(at + 2))
            .filter(|_| part[at] == b'%');
        match code.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                at += 3;
            }
            None => {
                bytes.push(part[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn with_slash(uri: &Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    match HeaderValue::try_from(format!("/{path}/")) {
        Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The page that says so: that of the edition in this folder, if the site has one there.
async fn not_found(app: &App, uri: &Uri, headers: &HeaderMap) -> Response {
    let path = relative(uri.path()).unwrap_or_default();
    let folder = path.iter().next().map(PathBuf::from).unwrap_or_default();
    for page in [folder.join("404.html"), PathBuf::from("404.html")] {
        if let Some(asset) = app.site.asset(page).await {
            return answer(&asset, StatusCode::NOT_FOUND, headers);
        }
    }
    refuse(StatusCode::NOT_FOUND, "there is no such page")
}

/// Whether who asks has it already.
fn is_known(request: &HeaderMap, asset: &Asset) -> bool {
    let tags = request.get_all(IF_NONE_MATCH).iter();
    let mut tags = tags
        .filter_map(|tags| tags.to_str().ok())
        .flat_map(|tags| tags.split(','));
    tags.any(|tag| tag.trim().trim_start_matches("W/") == asset.tag)
}

fn answer(asset: &Asset, status: StatusCode, request: &HeaderMap) -> Response {
    if is_known(request, asset) && status == StatusCode::OK {
        let headers = [
            (ETAG, asset.tag.clone()),
            (CACHE_CONTROL, asset.keep.into()),
        ];
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let headers = [
        (CONTENT_TYPE, asset.kind.to_owned()),
        (ETAG, asset.tag.clone()),
        (CACHE_CONTROL, asset.keep.to_owned()),
        (VARY, "accept-encoding".to_owned()),
        (ACCEPT_RANGES, "bytes".to_owned()),
    ];
    let length = asset.bytes.len();
    match range::wanted(request, &asset.tag, length) {
        Ok(Some(part)) if status == StatusCode::OK => {
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            let body = Body::from(asset.bytes.slice(part));
            let range = [(CONTENT_RANGE, place)];
            return (StatusCode::PARTIAL_CONTENT, headers, range, body).into_response();
        }
        Err(()) if status == StatusCode::OK => {
            let range = [(CONTENT_RANGE, format!("bytes */{length}"))];
            return (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response();
        }
        _ => {}
    }
    let codings = [("br", &asset.brotli), ("gzip", &asset.gzip)];
    for (coding, compressed) in codings {
        if let Some(compressed) = compressed.as_ref().filter(|_| takes(request, coding)) {
            let encoding = [(CONTENT_ENCODING, coding)];
            let body = Body::from(compressed.clone());
            return (status, headers, encoding, body).into_response();
        }
    }
    (status, headers, Body::from(asset.bytes.clone())).into_response()
}

/// Whether who asks takes this coding.
fn takes(headers: &HeaderMap, wanted: &str) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter();
    accepted
        .filter_map(|codings| codings.to_str().ok())
        .flat_map(|codings| codings.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let refused = parts.any(|weight| weight.replace(' ', "") == "q=0");
            (name == wanted || name == "*") && !refused
        })
}

/// `/?token=…`, the address that was printed: the token goes into a cookie that scripts and other sites do not get.
fn take_token(app: &App, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let mut pairs = uri
        .query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    let (_, token) = pairs.find(|(name, _)| *name == "token")?;
    if app.access.needs_no_token() {
        return None;
    }
    if !app.access.knows(token) {
        return Some(refuse(
            StatusCode::FORBIDDEN,
            "this token is not the server's",
        ));
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let secure = match app.names.scheme(host.unwrap_or_default()) {
        "https" => "; Secure",
        _ => "",
    };
    let cookie = format!("{TOKEN_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}");
    let headers = [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())];
    Some((StatusCode::SEE_OTHER, headers).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_the_folder() {
        assert_eq!(
            relative("/async/tasks.html"),
            Some("async/tasks.html".into())
        );
        assert_eq!(relative("/"), Some(PathBuf::new()));
        assert_eq!(relative("/std::io.html"), Some("std::io.html".into()));
        assert_eq!(relative("/100%.html"), Some("100%.html".into()));
        assert_eq!(relative("/%D1%87.html"), Some("ч.html".into()));
        assert_eq!(relative("/.a/b.html"), Some(".a/b.html".into()));
        for outside in [
            "/../Cargo.toml",
            "/async/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/./Cargo.toml",
            "/a%00b",
            "/%ff",
        ] {
            assert_eq!(relative(outside), None, "{outside}");
        }
    }

    #[test]
    fn gzip_is_given_to_those_who_take_it() {
        let takes = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            super::takes(&headers, "gzip")
        };
        assert!(takes("gzip, deflate, br"));
        assert!(takes("br;q=1.0, gzip;q=0.5"));
        assert!(!takes("br"));
        assert!(!takes("gzip;q=0"));
    }
}
