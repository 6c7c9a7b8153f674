//! What a page asked for, read from the browser's own log.

use std::collections::BTreeMap;

use serde_json::Value;

/// A request that the browser sent, or tried to send.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The bytes that came over the wire, head and compressed body; zero if nothing came.
    pub transferred: u64,
    /// True if the body came compressed.
    pub compressed: bool,
}

/// The requests of a page, in the order in which they were sent.
#[derive(Debug, Default)]
pub struct Traffic {
    order: Vec<String>,
    requests: BTreeMap<String, Request>,
}

impl Traffic {
    /// Takes in one entry of the browser's performance log.
    pub fn read(&mut self, entry: &str) {
        let Ok(entry) = serde_json::from_str::<Value>(entry) else {
            return;
        };
        let message = &entry["message"];
        let parameters = &message["params"];
        let Some(id) = parameters["requestId"].as_str() else {
            return;
        };
        match message["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                let url = parameters["request"]["url"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                if !self.requests.contains_key(id) {
                    self.order.push(id.to_owned());
                }
                self.requests.entry(id.to_owned()).or_default().url = url;
            }
            Some("Network.responseReceived") => {
                let headers = parameters["response"]["headers"].as_object();
                let compressed = headers.is_some_and(|headers| {
                    headers
                        .keys()
                        .any(|name| name.eq_ignore_ascii_case("content-encoding"))
                });
                if let Some(request) = self.requests.get_mut(id) {
                    request.compressed = compressed;
                }
            }
            Some("Network.loadingFinished") => {
                if let Some(request) = self.requests.get_mut(id) {
                    request.transferred =
                        parameters["encodedDataLength"].as_f64().unwrap_or(0.0) as u64;
                }
            }
            _ => {}
        }
    }

    /// All requests that went over the network, or would have: data and blob addresses are left out.
    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        let all = self.order.iter().filter_map(|id| self.requests.get(id));
        all.filter(|request| request.url.starts_with("http") || request.url.starts_with("ws"))
    }

    /// The requests that do not begin with the address of the book.
    #[must_use]
    pub fn to_other_hosts(&self, address: &str) -> Vec<&str> {
        self.requests()
            .map(|request| request.url.as_str())
            .filter(|url| !url.starts_with(address))
            .collect()
    }

    /// The bytes of all requests.
    #[must_use]
    pub fn transferred(&self) -> u64 {
        self.requests().map(|request| request.transferred).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_to_another_host_is_seen_even_if_it_fails() {
        let mut traffic = Traffic::default();
        for (id, url) in [
            ("1", "http://localhost:1/a.html"),
            ("2", "https://fonts.example/f.woff2"),
            ("3", "data:x"),
        ] {
            traffic.read(&format!(
                r#"{{"message":{{"method":"Network.requestWillBeSent","params":{{"requestId":"{id}","request":{{"url":"{url}"}}}}}}}}"#
            ));
        }
        traffic.read(r#"{"message":{"method":"Network.loadingFinished","params":{"requestId":"1","encodedDataLength":1200}}}"#);
        assert_eq!(
            traffic.to_other_hosts("http://localhost:1/"),
            ["https://fonts.example/f.woff2"]
        );
        assert_eq!(traffic.transferred(), 1200);
    }
}
