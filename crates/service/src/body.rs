//! Reads a request's body: bounded in size and in time.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::guard::refuse;
use runner::{Settings, said_bytes};

/// How long a body may take.
const TIME: Duration = Duration::from_secs(5);

/// The value that the body holds as JSON.
pub(crate) async fn json<T: DeserializeOwned>(
    body: Body,
    settings: &Settings,
) -> Result<T, Box<Response>> {
    // As JSON, a byte of the largest program and its input may become six.
    let allowed = settings.source.saturating_add(settings.stdin);
    let most = allowed.saturating_mul(6).saturating_add(1024);
    let bytes = match tokio::time::timeout(TIME, Limited::new(body, most).collect()).await {
        Err(_) => {
            let why = format!("the request's body took longer than {} s", TIME.as_secs());
            return Err(refuse(StatusCode::REQUEST_TIMEOUT, why).into());
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            return Err(too_large("the program with its standard input", allowed).into());
        }
        Ok(Err(error)) => {
            let why = format!("the request's body cannot be read: {error}");
            return Err(refuse(StatusCode::BAD_REQUEST, why).into());
        }
        Ok(Ok(collected)) => collected.to_bytes(),
    };
    serde_json::from_slice(&bytes).map_err(|error| {
        let why = format!("the request is not what is expected here: {error}");
        refuse(StatusCode::BAD_REQUEST, why).into()
    })
}

/// Something in the request is larger than allowed.
pub(crate) fn too_large(what: &str, most: usize) -> Response {
    let allowed = said_bytes(most as u64);
    let why = format!("{what} is too large: {allowed} are allowed");
    refuse(StatusCode::PAYLOAD_TOO_LARGE, why)
}

/// A program as one text; newer clients of the Rust Playground may send a list of files.
pub(crate) fn one_text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    match Value::deserialize(from)? {
        Value::String(text) => Ok(text),
        _ => Err(D::Error::custom(
            "`code` must be one text, since programs of several files are not compiled here",
        )),
    }
}
