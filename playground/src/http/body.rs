//! Reads a request's body: bounded in size and in time.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use super::guard::refuse;

/// How long a body may take.
const TIME: Duration = Duration::from_secs(5);

/// The value that the body holds as JSON.
pub async fn json<T: DeserializeOwned>(body: Body, most: usize) -> Result<T, Box<Response>> {
    let bytes = match tokio::time::timeout(TIME, Limited::new(body, most).collect()).await {
        Err(_) => {
            let why = format!("the request's body took longer than {} s", TIME.as_secs());
            return Err(refuse(StatusCode::REQUEST_TIMEOUT, why).into());
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(too_large().into()),
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

/// The program, or all of the body, is larger than allowed.
pub fn too_large() -> Response {
    refuse(
        StatusCode::PAYLOAD_TOO_LARGE,
        "the program is too large: 64 KiB are allowed",
    )
}
