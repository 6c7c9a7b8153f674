//! Who asks, as far as clients can be told apart: by the address of the connection; behind a reverse proxy, by the
//! address that the proxy names. The order in the queue depends on it, and a
//! reader's rate where there is one; nothing else does.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use super::access::Group;
use super::app::App;
use runner::ClientId;

/// The other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub IpAddr);

/// Who sent a request, and as one of which group.
pub(crate) struct Client {
    pub id: ClientId,
    pub group: Arc<Group>,
}

impl FromRequestParts<App> for Client {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map(|peer| peer.0.to_string()).unwrap_or_default();
        let named = app.names.behind_proxy().then(|| forwarded_for(parts));
        // The guard has put it there, or let nobody come here.
        let group = parts.extensions.get::<Arc<Group>>();
        Ok(Client {
            id: ClientId(named.flatten().unwrap_or(peer)),
            group: group.cloned().ok_or(StatusCode::FORBIDDEN)?,
        })
    }
}

/// The last address of the list: those before it come from the client, and may be made up.
fn forwarded_for(parts: &Parts) -> Option<String> {
    let lists = parts.headers.get_all("x-forwarded-for").iter();
    let last = lists.filter_map(|list| list.to_str().ok()).next_back()?;
    let address: IpAddr = last.rsplit(',').next()?.trim().parse().ok()?;
    Some(address.to_string())
}
