//! Who asks, as far as clients can be told apart: by the address of the connection; behind a reverse proxy, by the
//! address that the proxy names. Nothing but the order in the queue depends on it.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::app::App;
use runner::ClientId;

/// The other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub IpAddr);

/// Who sent a request.
pub(crate) struct Client(pub ClientId);

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map(|peer| peer.0.to_string()).unwrap_or_default();
        let named = app.names.behind_proxy().then(|| forwarded_for(parts));
        Ok(Client(ClientId(named.flatten().unwrap_or(peer))))
    }
}

/// The last address of the list: those before it come from the client, and may be made up.
fn forwarded_for(parts: &Parts) -> Option<String> {
    let lists = parts.headers.get_all("x-forwarded-for").iter();
    let last = lists.filter_map(|list| list.to_str().ok()).next_back()?;
    let address: IpAddr = last.rsplit(',').next()?.trim().parse().ok()?;
    Some(address.to_string())
}
