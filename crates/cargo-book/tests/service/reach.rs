//! Serving others: the address, the token, the proxy, and whose turn it is.

#![cfg(target_os = "linux")]

use serde_json::json;

use crate::client::Answer;
use crate::server::{Server, command, events, serve_smallest, smallest_book, text};

const JSON: (&str, &str) = ("Content-Type", "application/json");
const HELLO: &str = r#"{"code":"fn main() { println!(\"ran\") }"}"#;
const TOKEN: &str = "the-token-of-the-class";

fn start(name: &str, arguments: &[&str]) -> Server {
    let mut command = serve_smallest(&smallest_book(name));
    command.args(arguments);
    Server::await_start(command)
}

/// The token in the address that the server printed.
fn printed_token(server: &Server) -> &str {
    let (_, rest) = server
        .said
        .split_once("?token=")
        .expect("it prints a token");
    rest.split_whitespace().next().unwrap()
}

#[track_caller]
fn assert_ran(answer: &Answer) {
    assert_eq!(text(&events(answer), "stdout"), "ran\n", "{}", answer.body);
}

#[test]
fn others_are_not_served_without_a_token_and_a_sandbox() {
    let refused = |arguments: &[&str]| {
        let output = command(&["serve", "--port", "0"])
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(!said.contains("panicked"), "{said}");
        said
    };
    for reach in [
        ["--host", "0.0.0.0"],
        ["--host", "::"],
        ["--host", "192.168.0.1"],
        ["--public-name", "book.example.org"],
    ] {
        let said = refused(&reach);
        assert!(said.contains("--token auto"), "{said}");
        let bare = ["--token", TOKEN, "--tier", "C", "--unsandboxed"];
        let said = refused(&[&reach[..], &bare].concat());
        assert!(said.contains("without a sandbox"), "{said}");
    }
    for (option, value, word) in [
        ("--host", "example.org", "address"),
        ("--token", "short", "16"),
        ("--token", "file:/no/such/file", "/no/such/file"),
        ("--public-name", "ftp://book", "public name"),
    ] {
        let said = refused(&[option, value]);
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn on_another_address_a_program_is_run_for_who_brings_the_token() {
    let server = start("reach-address", &["--host", "127.0.0.2", "--token", "auto"]);
    let client = &server.client;
    assert_eq!(client.name, "127.0.0.2");
    assert_eq!(client.get("/").status, 200);
    assert_eq!(client.get("/healthz").status, 200);
    for path in ["/run", "/compile", "/format", "/evaluate.json", "/execute"] {
        let answer = client.ask("POST", path, &[JSON], HELLO);
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.refusal().contains("token"), "{}", answer.body);
    }
    let token = printed_token(&server);
    assert_eq!(client.get("/?token=another-token-altogether").status, 403);
    let taken = client.get(&format!("/?token={token}"));
    assert_eq!((taken.status, taken.header("location")), (303, "/"));
    let cookie = taken.header("set-cookie");
    for part in [token, "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let cookie = cookie.split(';').next().unwrap();
    assert_ran(&client.ask("POST", "/run", &[JSON, ("Cookie", cookie)], HELLO));
    let bearer = format!("Bearer {token}");
    assert_ran(&client.ask("POST", "/run", &[JSON, ("Authorization", &bearer)], HELLO));
    let wrong = format!("{cookie}0");
    for (name, value) in [
        ("Cookie", wrong.as_str()),
        ("Authorization", "Bearer 0"),
        ("Authorization", token),
    ] {
        let answer = client.ask("POST", "/run", &[JSON, (name, value)], HELLO);
        assert_eq!(answer.status, 403, "{name}: {value}");
    }
    let localhost = format!("localhost:{}", client.port);
    assert_eq!(
        client.ask("GET", "/", &[("Host", &localhost)], "").status,
        421
    );
}

#[test]
fn behind_a_proxy_the_public_name_is_the_servers_own() {
    let name = [
        "--public-name",
        "https://book.example.org",
        "--token",
        TOKEN,
    ];
    let server = start("reach-proxy", &name);
    assert!(
        server.said.contains("https://book.example.org/"),
        "{}",
        server.said
    );
    assert!(!server.said.contains(TOKEN), "{}", server.said);
    let client = &server.client;
    let host = ("Host", "book.example.org");
    let cookie = client.ask("GET", &format!("/?token={TOKEN}"), &[host], "");
    let cookie = cookie.header("set-cookie").to_owned();
    assert!(cookie.contains("; Secure"), "{cookie}");
    let cookie = ("Cookie", cookie.split(';').next().unwrap());
    let from = |origin| {
        client.ask(
            "POST",
            "/run",
            &[JSON, host, cookie, ("Origin", origin)],
            HELLO,
        )
    };
    assert_ran(&from("https://book.example.org"));
    for origin in [
        "http://book.example.org",
        "https://example.org",
        "null",
        "http://localhost",
    ] {
        assert_eq!(from(origin).status, 403, "{origin}");
    }
    let other = ("Host", "book.example.org.example.com");
    assert_eq!(client.ask("GET", "/", &[other], "").status, 421);
}

#[test]
fn a_token_may_be_in_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{TOKEN}\n")).unwrap();
    let server = start(
        "reach-file",
        &["--token", &format!("file:{}", file.path().display())],
    );
    assert!(!server.said.contains(TOKEN), "{}", server.said);
    let bearer = format!("Bearer {TOKEN}");
    let headers = [JSON, ("Authorization", bearer.as_str())];
    assert_ran(&server.client.ask("POST", "/run", &headers, HELLO));
    assert_eq!(
        server.client.ask("POST", "/run", &[JSON], HELLO).status,
        403
    );
}

#[test]
fn without_a_sandbox_run_is_off_or_asks_for_a_token() {
    let off = start("reach-off", &["--tier", "C"]);
    assert!(off.said.contains("Run is off"), "{}", off.said);
    assert!(!off.said.contains("?token="), "{}", off.said);
    let answer = off.client.ask("POST", "/run", &[JSON], HELLO);
    assert_eq!(answer.status, 403);
    assert!(
        answer.refusal().contains("--unsandboxed"),
        "{}",
        answer.body
    );
    assert_eq!(off.client.get("/healthz").json()["sandbox"]["runs"], false);

    let on = start("reach-on", &["--tier", "C", "--unsandboxed"]);
    assert!(on.said.contains("NOT protected"), "{}", on.said);
    assert_eq!(on.client.ask("POST", "/run", &[JSON], HELLO).status, 403);
    let bearer = format!("Bearer {}", printed_token(&on));
    let headers = [JSON, ("Authorization", bearer.as_str())];
    assert_ran(&on.client.ask("POST", "/run", &headers, HELLO));
    let health = on.client.get("/healthz").json();
    assert_eq!(health["sandbox"]["tier"], "C");
}

#[test]
fn readers_take_turns() {
    let name = [
        "--public-name",
        "book.example.org",
        "--token",
        TOKEN,
        "--limit",
        "at-once=1",
    ];
    let server = start("reach-turns", &name);
    let bearer = format!("Bearer {TOKEN}");
    let ask = |code: &str, reader: &str| {
        let headers = [
            ("Authorization", bearer.as_str()),
            ("X-Forwarded-For", reader),
        ];
        server
            .client
            .stream_with(&json!({ "code": code }), &headers)
    };
    let long = "fn main() { println!(\"here\"); std::thread::park() }";
    let mut running = ask(long, "192.0.2.1");
    running.until("stdout");
    let mut greedy = Vec::new();
    for position in 1..=5 {
        let mut streaming = ask(long, "192.0.2.1");
        assert_eq!(streaming.next()["position"], position);
        greedy.push(streaming);
    }
    // What the client itself says of its address, before the proxy's own word, makes no difference.
    let mut pretender = ask(long, "192.0.2.9, 192.0.2.1");
    assert_eq!(pretender.next()["position"], 6);
    let mut modest = ask("fn main() { println!(\"ran\") }", "192.0.2.2");
    assert_eq!(modest.next()["position"], 1);
    assert_eq!(greedy[0].next()["position"], 2);
    drop(running);
    assert_eq!(modest.until("stdout")["text"], "ran\n");
}
