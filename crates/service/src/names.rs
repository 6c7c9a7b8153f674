//! The names of this server. A request that is meant for another one is refused: a page that has our address under its
//! own name (DNS rebinding) gets nothing.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::http::Uri;
use axum::http::uri::Authority;

/// The hosts and origins by which this server is known.
#[derive(Debug)]
pub struct Names {
    origins: Vec<Origin>,
    /// The server listens on every address of the machine, whatever they are: all of them are its own on this port.
    /// An address, other than a name, cannot be rebound.
    any_address: Option<u16>,
    behind_proxy: bool,
}

#[derive(Debug)]
struct Origin {
    scheme: &'static str,
    authority: String,
}

/// The name by which a reverse proxy makes this server known: `https://book.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicName {
    scheme: &'static str,
    authority: String,
}

impl Names {
    /// The names of a server on this address, with those that a proxy gives it.
    pub fn new(address: SocketAddr, public: &[PublicName]) -> Self {
        let (ip, port) = (address.ip(), address.port());
        let own = if ip == IpAddr::from([127, 0, 0, 1]) || ip.is_unspecified() {
            ["localhost", "127.0.0.1", "[::1]"]
                .map(str::to_owned)
                .to_vec()
        } else {
            vec![in_url(ip)]
        };
        let plain = |authority| Origin {
            scheme: "http",
            authority,
        };
        let mut origins: Vec<Origin> = own
            .iter()
            .map(|name| plain(format!("{name}:{port}")))
            .collect();
        if port == 80 {
            origins.extend(own.into_iter().map(plain));
        }
        origins.extend(public.iter().map(|name| Origin {
            scheme: name.scheme,
            authority: name.authority.clone(),
        }));
        Names {
            origins,
            any_address: ip.is_unspecified().then_some(port),
            behind_proxy: !public.is_empty(),
        }
    }

    /// The first of them, which is where the server really listens, such as `localhost:3000`.
    pub fn first(&self) -> &str {
        &self.origins[0].authority
    }

    /// Where readers are to come: the public name, if there is one.
    pub fn url(&self) -> String {
        let origin = if self.behind_proxy {
            self.origins.last()
        } else {
            self.origins.first()
        };
        origin.map_or_else(String::new, |origin| {
            format!("{}://{}/", origin.scheme, origin.authority)
        })
    }

    /// Whether a reverse proxy stands before this server.
    pub fn behind_proxy(&self) -> bool {
        self.behind_proxy
    }

    /// Whether this host is ours.
    pub fn has(&self, host: &str) -> bool {
        self.origin(host).is_some() || self.is_an_address(host)
    }

    /// Whether a page of this origin, asking this host, is one of ours.
    pub fn is_own_page(&self, host: &str, origin: &str) -> bool {
        let scheme = self.scheme(host);
        origin
            .strip_prefix(scheme)
            .and_then(|rest| rest.strip_prefix("://"))
            == Some(host)
    }

    /// How this host is spoken to.
    pub fn scheme(&self, host: &str) -> &'static str {
        self.origin(host).map_or("http", |origin| origin.scheme)
    }

    fn origin(&self, host: &str) -> Option<&Origin> {
        self.origins.iter().find(|origin| origin.authority == host)
    }

    fn is_an_address(&self, host: &str) -> bool {
        let with_port = SocketAddr::from_str(host).ok();
        let address = with_port.or_else(|| {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            Some(SocketAddr::new(bare.parse().ok()?, 80))
        });
        address.is_some_and(|address| {
            self.any_address == Some(address.port()) && !address.ip().is_unspecified()
        })
    }
}

fn in_url(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

impl FromStr for PublicName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "\"{text}\" is no public name: it looks like book.example.org or http://book.local:8080"
            )
        };
        let (scheme, rest) = match text.split_once("://") {
            Some(("https", rest)) => ("https", rest),
            Some(("http", rest)) => ("http", rest),
            Some(_) => return Err(wrong()),
            None => ("https", text),
        };
        let authority: Authority = rest.trim_end_matches('/').parse().map_err(|_| wrong())?;
        let is_whole_url = Uri::try_from(format!("{scheme}://{authority}/")).is_ok();
        if !is_whole_url || authority.as_str().contains('@') {
            return Err(wrong());
        }
        Ok(PublicName {
            scheme,
            authority: authority.as_str().to_ascii_lowercase(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(address: &str, public: &[&str]) -> Names {
        let public: Vec<_> = public.iter().map(|name| name.parse().unwrap()).collect();
        Names::new(address.parse().unwrap(), &public)
    }

    #[test]
    fn the_own_machine_has_three_names() {
        let names = names("127.0.0.1:3000", &[]);
        for host in ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"] {
            assert!(names.has(host), "{host}");
            assert!(names.is_own_page(host, &format!("http://{host}")));
        }
        for host in [
            "localhost",
            "127.0.0.1:3001",
            "0.0.0.0:3000",
            "192.168.0.7:3000",
            "",
        ] {
            assert!(!names.has(host), "{host}");
        }
        assert!(!names.is_own_page("localhost:3000", "http://127.0.0.1:3000"));
        assert!(!names.is_own_page("localhost:3000", "https://localhost:3000"));
    }

    #[test]
    fn on_every_address_every_address_is_a_name_and_no_other_name_is() {
        let names = names("0.0.0.0:3000", &[]);
        for host in ["localhost:3000", "192.168.0.7:3000", "[2001:db8::1]:3000"] {
            assert!(names.has(host), "{host}");
        }
        for host in [
            "example.org:3000",
            "192.168.0.7",
            "192.168.0.7:80",
            "0.0.0.0:3000",
            "192.168.0.7.nip.io:3000",
        ] {
            assert!(!names.has(host), "{host}");
        }
    }

    #[test]
    fn another_address_is_known_by_itself_alone() {
        let names = names("127.0.0.2:80", &[]);
        assert!(names.has("127.0.0.2:80") && names.has("127.0.0.2"));
        assert!(!names.has("localhost:80"));
    }

    #[test]
    fn a_public_name_is_known_with_its_scheme() {
        let names = names(
            "127.0.0.1:3000",
            &["book.example.org", "http://book.local:8080"],
        );
        assert!(names.is_own_page("book.example.org", "https://book.example.org"));
        assert!(!names.is_own_page("book.example.org", "http://book.example.org"));
        assert!(names.is_own_page("book.local:8080", "http://book.local:8080"));
        assert!(names.has("localhost:3000"));
        assert!(!names.has("book.example.org:3000"));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", "ftp://a", "a/b", "me@a", "https://", "a b", "a?b"] {
            assert!(text.parse::<PublicName>().is_err(), "{text}");
        }
    }
}
