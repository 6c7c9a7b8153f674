//! Tells open pages that the book was built anew, or that it cannot be built.

use std::convert::Infallible;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

use super::App;
use super::guard::{comes_from_our_page, refuse};

/// The script that a page is given while it is served here.
const SCRIPT: &str = include_str!("live.js");

/// How the last build went.
#[derive(Clone, Debug, PartialEq)]
pub enum BookEvent {
    /// The book was built; the number changes with each build.
    Built(u64),
    /// The book could not be built; the text says why.
    Broken(String),
}

/// The last build, told to whoever asks and to whoever is listening.
#[derive(Debug)]
pub struct Live {
    last: watch::Sender<BookEvent>,
}

impl Live {
    /// The state after the first build.
    pub fn new(first: BookEvent) -> Self {
        Live {
            last: watch::Sender::new(first),
        }
    }

    /// Tells of a build.
    pub fn tell(&self, event: BookEvent) {
        self.last.send_replace(event);
    }
}

/// `GET /book/events`. The first event is the present state: a page that was loaded before a build that it has missed
/// (the server was started again, say) sees another number than its own.
pub async fn events(State(app): State<App>, headers: HeaderMap) -> Response {
    if !comes_from_our_page(&headers) {
        let why = "builds are told to this server's own pages only";
        return refuse(StatusCode::FORBIDDEN, why);
    }
    let events = WatchStream::new(app.live.last.subscribe()).map(|event| {
        Ok::<_, Infallible>(match event {
            BookEvent::Built(number) => Event::default().event("reload").data(number.to_string()),
            // An event may hold no carriage return.
            BookEvent::Broken(why) => Event::default().event("broken").data(why.replace('\r', "")),
        })
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// `GET /book/live.js`
pub async fn script() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, SCRIPT).into_response()
}
