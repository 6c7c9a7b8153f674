//! Requests of every kind, for fuzzing.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

/// A request, with the word OURS for the server's own host.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub method: String,
    pub path: String,
    hosts: Vec<String>,
    origin: Option<String>,
    site: Option<String>,
    kind: Option<String>,
    body: Vec<u8>,
}

const OURS: &str = "OURS";

/// Printable characters, those that mean something in addresses more often.
pub(crate) fn words(most: usize) -> impl Strategy<Value = String> {
    vec(
        prop_oneof![0x20..0x7F_u8, select(b"./%\\:;=?&#{}[]\"".to_vec())],
        0..most,
    )
    .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn one_of(known: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop_oneof![4 => select(known).prop_map(str::to_owned), 1 => words(most)]
}

fn host() -> impl Strategy<Value = String> {
    one_of(
        &[
            OURS,
            OURS,
            OURS,
            OURS,
            "localhost",
            "example.org",
            "0.0.0.0",
            "OURS.example.org",
            "OURS:80",
            "",
        ],
        20,
    )
}

/// Any request, most of them wrong in something.
pub(crate) fn question() -> impl Strategy<Value = Question> {
    (
        one_of(
            &[
                "POST", "POST", "POST", "GET", "HEAD", "OPTIONS", "PUT", "TRACE", "CONNECT",
            ],
            6,
        ),
        one_of(
            &[
                "/run",
                "/compile",
                "/format",
                "/execute",
                "/evaluate.json",
                "/meta/crates",
                "/",
                "/healthz",
                "/tea.html",
                "/../Cargo.toml",
                "/?token=x",
                "*",
            ],
            30,
        ),
        vec(host(), 0..3),
        proptest::option::of(one_of(
            &[
                "http://OURS",
                "https://OURS",
                "null",
                "http://example.org",
                "",
            ],
            20,
        )),
        proptest::option::of(one_of(&["same-origin", "cross-site", "none"], 10)),
        proptest::option::weighted(
            0.8,
            one_of(
                &[
                    "application/json",
                    "Application/JSON; charset=utf-8",
                    "text/plain",
                    "",
                ],
                20,
            ),
        ),
        body(),
    )
        .prop_map(|(method, path, hosts, origin, site, kind, body)| Question {
            method,
            path,
            hosts,
            origin,
            site,
            kind,
            body,
        })
}

/// JSON of the kind that is expected, and less and less so.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        Just(json!("fn main() {}")),
        Just(json!("debug")),
        Just(json!("2024")),
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<i64>().prop_map(|value| json!(value)),
        any::<String>().prop_map(|value| json!(value)),
    ];
    let key = select(
        &[
            "code",
            "edition",
            "mode",
            "tests",
            "stdin",
            "version",
            "optimize",
            "channel",
            "crateType",
            "backtrace",
        ][..],
    );
    let object = vec((key, value), 0..8).prop_map(|pairs| {
        let map: serde_json::Map<_, _> = pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        serde_json::to_vec(&map).unwrap()
    });
    prop_oneof![
        4 => object.clone(),
        2 => (object, any::<usize>()).prop_map(|(mut bytes, cut)| { bytes.truncate(cut % (bytes.len() + 1)); bytes }),
        1 => vec(any::<u8>(), 0..200),
    ]
}

impl Question {
    /// As it is sent to the server whose host is this.
    pub(crate) fn bytes(&self, ours: &str) -> Vec<u8> {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nConnection: close\r\n",
            self.method, self.path
        );
        let mut header =
            |name: &str, value: &str| head += &format!("{name}: {}\r\n", value.replace(OURS, ours));
        for host in &self.hosts {
            header("Host", host);
        }
        for (name, value) in [
            ("Origin", &self.origin),
            ("Sec-Fetch-Site", &self.site),
            ("Content-Type", &self.kind),
        ] {
            if let Some(value) = value {
                header(name, value);
            }
        }
        header("Content-Length", &self.body.len().to_string());
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }

    /// The rules, said once more: one host, which is ours; a page of ours, or none; JSON.
    pub(crate) fn is_from_us(&self) -> bool {
        let kind = self
            .kind
            .as_deref()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        self.hosts.iter().map(|host| host.trim()).eq([OURS])
            && self
                .origin
                .as_deref()
                .is_none_or(|origin| origin.trim() == "http://OURS")
            && self
                .site
                .as_deref()
                .is_none_or(|site| site.trim() == "same-origin")
            && (kind == "application/json"
                || kind.starts_with("application/json;")
                || kind.starts_with("application/json "))
    }
}
