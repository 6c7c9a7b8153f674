//! Who gets no answer, or none of use.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::Answer;
use crate::server::shared;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const HELLO: &str = r#"{"code":"fn main() { println!(\"ran\") }"}"#;

#[track_caller]
fn post(headers: &[(&str, &str)], body: &str) -> Answer {
    let answer = shared().client.ask("POST", "/run", headers, body);
    if answer.status != 200 {
        assert!(!answer.refusal().is_empty());
    }
    answer
}

#[test]
fn our_own_page_may_run_programs() {
    let origin = format!("http://{}", shared().client.host());
    let answer = post(
        &[JSON, ("Origin", &origin), ("Sec-Fetch-Site", "same-origin")],
        HELLO,
    );
    assert!(answer.body.contains("ran\\n"), "{}", answer.body);
}

#[test]
fn another_origin_is_refused() {
    let server = shared();
    let port = server.client.port;
    for origin in [
        "http://example.org".to_owned(),
        "null".to_owned(),
        format!("http://localhost:{}", port ^ 1),
        format!("https://localhost:{port}"),
        format!("http://localhost.example.org:{port}"),
        format!("http://127.0.0.1:{port}"),
        "http://localhost".to_owned(),
        String::new(),
    ] {
        let answer = post(&[JSON, ("Origin", &origin)], HELLO);
        assert_eq!(answer.status, 403, "{origin}: {}", answer.body);
    }
}

#[test]
fn another_site_is_refused_by_fetch_metadata() {
    for site in ["cross-site", "same-site", "none"] {
        let answer = post(&[JSON, ("Sec-Fetch-Site", site)], HELLO);
        assert_eq!(answer.status, 403, "{site}");
    }
}

#[test]
fn only_json_is_taken() {
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "",
    ] {
        assert_eq!(post(&[("Content-Type", kind)], HELLO).status, 415, "{kind}");
    }
    assert_eq!(post(&[], HELLO).status, 415);
    let with_charset = ("Content-Type", "application/json; charset=utf-8");
    assert_eq!(post(&[with_charset], HELLO).status, 200);
}

#[test]
fn the_same_guard_stands_before_all_that_run_programs() {
    let client = &shared().client;
    for path in [
        "/run",
        "/compile",
        "/format",
        "/evaluate.json",
        "/execute",
        "/meta/crates",
    ] {
        let foreign = [JSON, ("Origin", "http://example.org")];
        assert_eq!(
            client.ask("POST", path, &foreign, HELLO).status,
            403,
            "{path}"
        );
        assert_eq!(client.ask("POST", path, &[], HELLO).status, 415, "{path}");
    }
    let foreign = [("Sec-Fetch-Site", "cross-site")];
    assert_eq!(client.ask("GET", "/book/events", &foreign, "").status, 403);
}

#[test]
fn a_preflight_gets_no_permission() {
    let headers = [
        ("Origin", "http://example.org"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type"),
    ];
    let answer = shared().client.ask("OPTIONS", "/run", &headers, "");
    assert_ne!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "");
    assert_eq!(answer.header("access-control-allow-methods"), "");
}

#[test]
fn a_host_that_is_not_ours_gets_nothing() {
    let client = &shared().client;
    let port = client.port;
    for host in [
        "example.org".to_owned(),
        format!("example.org:{port}"),
        format!("0.0.0.0:{port}"),
        format!("127.0.0.1.nip.io:{port}"),
        "localhost".to_owned(),
        format!("localhost:{}", port ^ 1),
        format!("localhost.:{port}"),
        format!("user@localhost:{port}"),
        String::new(),
    ] {
        for path in ["/", "/healthz", "/book/events"] {
            let answer = client.ask("GET", path, &[("Host", &host)], "");
            assert_eq!(answer.status, 421, "GET {path} of {host}");
        }
        let answer = client.ask("POST", "/run", &[("Host", &host), JSON], HELLO);
        assert_eq!(answer.status, 421, "{host}");
    }
}

#[test]
fn two_hosts_or_another_authority_get_nothing() {
    let client = &shared().client;
    let host = client.host();
    let two =
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: example.org\r\nConnection: close\r\n\r\n");
    assert!([400, 421].contains(&client.raw(two.as_bytes()).status));
    let other =
        format!("GET http://example.org/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    assert_eq!(client.raw(other.as_bytes()).status, 421);
    let ours =
        format!("GET http://{host}/healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    assert_eq!(client.raw(ours.as_bytes()).status, 200);
    let none = b"GET / HTTP/1.0\r\n\r\n";
    assert_eq!(client.raw(none).status, 421);
}

#[test]
fn a_program_that_is_too_large_is_refused() {
    let most = 64 * 1024;
    let program = |length: usize| {
        let code = "fn main() {}";
        json!({ "code": format!("{code}{}", " ".repeat(length - code.len())) }).to_string()
    };
    assert_eq!(post(&[JSON], &program(most)).status, 200);
    assert_eq!(post(&[JSON], &program(most + 1)).status, 413);
    assert_eq!(post(&[JSON], &program(2 * 1024 * 1024)).status, 413);
}

#[test]
fn what_is_no_question_is_refused() {
    let deep = format!("{{\"code\":{}", "[".repeat(20_000));
    for body in [
        "",
        "{",
        "[]",
        "{}",
        "{\"code\":1}",
        "{\"code\":\"\",\"edition\":\"1999\"}",
        &deep,
    ] {
        assert_eq!(post(&[JSON], body).status, 400, "{:.40}", body);
    }
    assert_eq!(post(&[JSON], HELLO).status, 200, "it still answers");
}

/// Side by side, so that the tests do not wait for the server's patience more than once.
#[test]
fn what_does_not_come_is_not_waited_for() {
    std::thread::scope(|scope| {
        scope.spawn(a_body_that_does_not_come_is_refused);
        for sent in ["", "GET / HTTP/1.1\r\nHost: "] {
            scope.spawn(move || a_connection_that_sends_only_this_is_closed(sent));
        }
    });
}

fn a_body_that_does_not_come_is_refused() {
    let client = &shared().client;
    let mut stream = client.connect();
    let head = format!(
        "POST /run HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
        client.host()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let started = Instant::now();
    let answer = Answer::read(stream);
    assert_eq!(answer.status, 408, "{}", answer.body);
    assert!(started.elapsed() < Duration::from_secs(20));
}

fn a_connection_that_sends_only_this_is_closed(sent: &str) {
    let mut stream = shared().client.connect();
    stream.write_all(sent.as_bytes()).unwrap();
    let started = Instant::now();
    let mut rest = Vec::new();
    // Closed or reset, as the system likes.
    let _ = stream.read_to_end(&mut rest);
    assert!(started.elapsed() < Duration::from_secs(20), "{sent:?}");
    assert!(!rest.starts_with(b"HTTP/1.1 200"), "{sent:?}");
}

#[test]
fn pages_are_framed_by_no_other_host_nor_mistaken() {
    let answer = shared().client.get("/");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(
        policy.contains("connect-src 'self' https://play.rust-lang.org;"),
        "{policy}"
    );
}
