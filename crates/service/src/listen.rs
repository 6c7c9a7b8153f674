//! The accept loop. axum's own has no timer for slow headers and no cap on connections.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::client::Peer;
use super::patience::Patient;

/// What clients may use.
#[derive(Clone, Copy, Debug)]
pub struct ListenLimits {
    /// Connections at once; more wait in the system's queue.
    pub connections: usize,
    /// Connections of one client at once; more are cut. Those of this machine itself may be a proxy's, and everybody's.
    pub each: usize,
    /// The time for a client to take something of what it asked for.
    pub taking: Duration,
    /// The time for a request's headers; also how long a connection may be silent between two requests.
    pub headers: Duration,
}

impl Default for ListenLimits {
    fn default() -> Self {
        ListenLimits {
            connections: 64,
            each: 64,
            taking: Duration::from_secs(10),
            headers: Duration::from_secs(5),
        }
    }
}

impl ListenLimits {
    /// Room for this many runs, and for those that read pages meanwhile; a class that reads keeps a connection each.
    pub fn for_runs(runs: usize, others_come: bool) -> Self {
        let default = ListenLimits::default();
        let readers = if others_come {
            512
        } else {
            default.connections
        };
        let connections = readers.max(runs + 30);
        ListenLimits {
            connections,
            each: connections / 8,
            ..default
        }
    }

    /// How many of the connections may be pages that wait to be told of a build: the others are for what is asked.
    pub fn waiting_pages(&self) -> usize {
        self.connections / 2
    }
}

/// A port of this machine, not yet answering.
#[derive(Debug)]
pub struct Listener {
    sockets: Vec<TcpListener>,
    address: SocketAddr,
}

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenAt {
    /// This machine's `localhost`.
    Localhost,
    /// One address, or all if it is the unspecified one.
    Address(IpAddr),
}

impl ListenAt {
    /// Whether other machines could come here.
    pub fn is_beyond_this_machine(self) -> bool {
        matches!(self, ListenAt::Address(ip) if !ip.is_loopback())
    }
}

impl FromStr for ListenAt {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        match (text, bare.parse::<IpAddr>()) {
            ("localhost" | "127.0.0.1", _) => Ok(ListenAt::Localhost),
            (_, Ok(IpAddr::V6(Ipv6Addr::LOCALHOST))) => Ok(ListenAt::Localhost),
            (_, Ok(address)) => Ok(ListenAt::Address(address)),
            (_, Err(_)) => Err(format!(
                "\"{text}\" is no address of a machine: it looks like 192.168.0.7 or, for all of its addresses, 0.0.0.0"
            )),
        }
    }
}

impl Listener {
    /// Takes the port.
    pub async fn bind(at: ListenAt, port: u16) -> io::Result<Self> {
        match at {
            ListenAt::Localhost => Listener::bind_localhost(port).await,
            ListenAt::Address(address) => {
                let socket = TcpListener::bind((address, port)).await?;
                Ok(Listener {
                    address: socket.local_addr()?,
                    sockets: vec![socket],
                })
            }
        }
    }

    /// Takes it on IPv6 too where there is one: browsers try both for `localhost`.
    async fn bind_localhost(port: u16) -> io::Result<Self> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = socket.local_addr()?;
        let mut sockets = vec![socket];
        match TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())).await {
            Ok(socket) => sockets.push(socket),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port != 0 => {
                return Err(error);
            }
            Err(error) => tracing::debug!("no IPv6 loopback: {error}"),
        }
        Ok(Listener { sockets, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until it is dropped, and then all connections are cut; or until `closing` is true, and then no connection is
    /// taken any more, and those that are there are answered to the end of what they have asked for.
    pub async fn serve(self, router: Router, limits: ListenLimits, closing: watch::Receiver<bool>) {
        let places = Arc::new(Semaphore::new(limits.connections));
        let clients = Arc::new(Clients::default());
        let mut loops = JoinSet::new();
        for socket in self.sockets {
            let shared = (Arc::clone(&places), Arc::clone(&clients));
            loops.spawn(accept(
                socket,
                router.clone(),
                limits,
                shared,
                closing.clone(),
            ));
        }
        while loops.join_next().await.is_some() {}
    }
}

/// The connections of each client.
#[derive(Debug, Default)]
struct Clients(Mutex<HashMap<IpAddr, usize>>);

/// One connection of a client, counted until it is dropped.
struct Counted(Arc<Clients>, IpAddr);

impl Clients {
    /// Counts one more; none if there are as many as there may be.
    fn count(self: &Arc<Self>, address: IpAddr, most: usize) -> Option<Counted> {
        let mut clients = self.lock();
        let connections = clients.entry(address).or_default();
        if *connections >= most && !address.is_loopback() {
            return None;
        }
        *connections += 1;
        Some(Counted(Arc::clone(self), address))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut clients = self.0.lock();
        if let Some(connections) = clients.get_mut(&self.1) {
            *connections -= 1;
            if *connections == 0 {
                clients.remove(&self.1);
            }
        }
    }
}

/// Too many open files, say: it passes, and must not be asked about without a pause.
const PAUSE: Duration = Duration::from_millis(100);

async fn accept(
    socket: TcpListener,
    router: Router,
    limits: ListenLimits,
    (places, clients): (Arc<Semaphore>, Arc<Clients>),
    mut closing: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, socket.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = is_closing(&mut closing) => break,
        };
        match accepted {
            Ok((stream, other_end)) => {
                let ip = other_end.ip();
                let counted = clients.count(ip, limits.each);
                let Some(counted) = counted else { continue };
                let (router, closing) = (router.clone(), closing.clone());
                connections.spawn(async move {
                    let peer = Extension(Peer(ip));
                    answer(stream, router.layer(peer), limits, closing).await;
                    drop((place, counted));
                });
            }
            Err(error) => {
                tracing::warn!("a connection was not accepted: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    // Who comes from now on finds nobody, and goes elsewhere.
    drop(socket);
    while connections.join_next().await.is_some() {}
}

/// Waits until it is time to close; for ever, if nobody is left who could say so.
async fn is_closing(closing: &mut watch::Receiver<bool>) {
    if closing.wait_for(|closing| *closing).await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn answer(
    stream: TcpStream,
    router: Router,
    limits: ListenLimits,
    mut closing: watch::Receiver<bool>,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!("a connection stays slow: {error}");
    }
    let stream = Patient::new(stream, limits.taking);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = std::pin::pin!(connection);
    let served = tokio::select! {
        served = &mut connection => served,
        () = is_closing(&mut closing) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = served {
        tracing::debug!("a connection ended early: {error}");
    }
}
