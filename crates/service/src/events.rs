//! Tells open pages that the book was built anew, or that it cannot be built.

use std::convert::Infallible;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::app::App;
use super::guard::{comes_from_our_page, refuse};
use super::live::BookEvent;

/// The script that a page is given while it is served here.
const SCRIPT: &str = include_str!("live.js");

/// `GET /book/events`. The first event is the present state: a page that was loaded before a build that it has missed
/// (the server was started again, say) sees another number than its own.
pub(crate) async fn events(State(app): State<App>, headers: HeaderMap) -> Response {
    if !comes_from_our_page(&headers) {
        let why = "builds are told to this server's own pages only";
        return refuse(StatusCode::FORBIDDEN, why);
    }
    let Some((builds, place)) = app.live.subscribe() else {
        let why = "as many pages as can be told of builds are open already";
        return refuse(StatusCode::SERVICE_UNAVAILABLE, why);
    };
    let told = WatchStream::new(builds).map_while(move |event| {
        // Held for as long as the stream is.
        let _place = &place;
        match event {
            BookEvent::Built(number) => {
                Some(Event::default().event("reload").data(number.to_string()))
            }
            // An event may hold no carriage return.
            BookEvent::Broken(why) => {
                Some(Event::default().event("broken").data(why.replace('\r', "")))
            }
            BookEvent::Closing => None,
        }
    });
    let events = StreamExt::map(told, Ok::<_, Infallible>);
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// `GET /book/live.js`
pub(crate) async fn script() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, SCRIPT).into_response()
}
