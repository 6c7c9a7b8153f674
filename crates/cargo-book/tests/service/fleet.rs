//! A server among others: whether readers are to be sent to it, how it ends, and what its operator sees.

#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};

use serde_json::json;

use crate::server::{Server, serve_smallest, smallest_book, wait_until};

const NAMED: [&str; 2] = ["--public-name", "http://book.example.org"];
const HOST: (&str, &str) = ("Host", "book.example.org");
const TOKEN: &str = "the-token-of-the-class";
const BEARER: (&str, &str) = ("Authorization", "Bearer the-token-of-the-class");

fn start(name: &str, arguments: &[&str]) -> Server {
    let mut command = serve_smallest(&smallest_book(name));
    command.args(arguments);
    Server::await_start(command)
}

fn tell(server: &Server, signal: &str) {
    let told = std::process::Command::new("kill")
        .args([signal, &server.id().to_string()])
        .status();
    assert!(told.unwrap().success());
}

#[test]
fn a_server_that_is_told_to_end_lets_programs_end_and_no_new_ones_begin() {
    let server = start("fleet-drain", &[&NAMED[..], &["--token", TOKEN]].concat());
    let client = &server.client;
    let sleeper = "fn main() { println!(\"here\"); std::thread::sleep(std::time::Duration::from_secs(4)); println!(\"there\"); }";
    let mut running = client.stream_with(&json!({ "code": sleeper }), &[BEARER]);
    running.until("stdout");
    tell(&server, "-TERM");
    wait_until("it is not ready", Duration::from_secs(2), || {
        client.get("/readyz").status == 503
    });
    assert_eq!(client.get("/healthz").status, 200, "it is alive");
    assert_eq!(client.get("/").status, 200, "pages are read meanwhile");
    let json = ("Content-Type", "application/json");
    let refused = client.ask(
        "POST",
        "/run",
        &[json, BEARER],
        r#"{"code":"fn main() {}"}"#,
    );
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    assert_eq!(running.until("stdout")["text"], "there\n");
    assert_eq!(running.until("exit")["success"], true);
    let pid = server.id();
    wait_until("it has ended", Duration::from_secs(10), || {
        std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| stat.contains(") Z "))
    });
}

#[test]
fn who_says_it_twice_does_not_wait() {
    let server = start("fleet-twice", &["--drain", "60"]);
    let parked = json!({ "code": "fn main() { println!(\"here\"); std::thread::park() }" });
    let mut running = server.client.stream(&parked);
    running.until("stdout");
    let began = Instant::now();
    tell(&server, "-TERM");
    wait_until("it closes", Duration::from_secs(5), || {
        server.client.get("/healthz").json()["closing"] == true
    });
    assert!(server.end().success());
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "it waited for the run"
    );
}

#[test]
fn measurements_are_told_to_this_machine_and_behind_a_proxy_to_nobody() {
    let alone = start("fleet-measures", &["--limit", "at-once=1"]);
    crate::server::exit(&alone.run("fn main() {}"));
    alone.run("fn main() { nothing }");
    let answer = alone.client.get("/metrics");
    assert!(
        answer
            .header("content-type")
            .starts_with("application/openmetrics-text")
    );
    for line in [
        "book_runs_total{group=\"owner\",end=\"success\"} 1",
        "book_runs_total{group=\"owner\",end=\"not compiled\"} 1",
        "book_queue_at_once 1",
        "book_queue_inside 0",
        "book_stage_seconds_count{stage=\"run\"} 1",
        "book_stage_seconds_count{stage=\"compile\"} 2",
    ] {
        assert!(
            answer.body.contains(line),
            "{line} is not in {}",
            answer.body
        );
    }
    let tier = alone.client.get("/healthz").json()["sandbox"]["tier"].clone();
    let about = format!("book_sandbox_info{{tier={tier}");
    assert!(answer.body.contains(&about), "{}", answer.body);
    let forwarded = [("X-Forwarded-For", "192.0.2.1")];
    assert_eq!(
        alone.client.ask("GET", "/metrics", &forwarded, "").status,
        403
    );

    let arguments = [&NAMED[..], &["--token", TOKEN]].concat();
    let proxied = start("fleet-measures-proxied", &arguments);
    assert_eq!(proxied.client.get("/metrics").status, 403);
    let own = ["--metrics-token", "the-token-of-prometheus"];
    let asked = start("fleet-measures-token", &[&arguments[..], &own].concat());
    for (headers, status) in [
        (&[HOST][..], 403),
        (&[HOST, BEARER], 403),
        (
            &[HOST, ("Authorization", "Bearer the-token-of-prometheus")],
            200,
        ),
    ] {
        assert_eq!(
            asked.client.ask("GET", "/metrics", headers, "").status,
            status,
            "{headers:?}"
        );
    }
}

fn run_as(server: &Server, token: &str, code: &str) -> crate::client::Answer {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("Content-Type", "application/json"),
        ("Authorization", bearer.as_str()),
    ];
    server.client.ask(
        "POST",
        "/run",
        &headers,
        &json!({ "code": code }).to_string(),
    )
}

#[test]
fn groups_have_tokens_limits_and_lines_and_change_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (tokens, audit) = (
        folder.path().join("tokens.toml"),
        folder.path().join("audit.jsonl"),
    );
    let group = |name: &str, token: &str, limits: &str| {
        format!("[[group]]\nname = \"{name}\"\ntokens = [\"{token}\"]\nlimits = [{limits}]\n")
    };
    let (a, b) = ("the-token-of-group-a", "the-token-of-group-b");
    let first = group("a", a, "\"per-minute=2\"") + &group("b", b, "\"run-time=1\"");
    std::fs::write(&tokens, &first).unwrap();
    let (tokens_path, audit_path) = (tokens.display().to_string(), audit.display().to_string());
    let arguments = ["--tokens", &tokens_path, "--audit", &audit_path];
    let server = start("fleet-groups", &[&NAMED[..], &arguments].concat());

    let secret = "fn main() { println!(\"ran\") }";
    assert_eq!(run_as(&server, a, secret).status, 200);
    assert_eq!(run_as(&server, a, secret).status, 200);
    let third = run_as(&server, a, secret);
    assert_eq!(third.status, 429, "{}", third.body);
    assert!((1..=60).contains(&third.header("retry-after").parse::<u32>().unwrap()));
    let stopped = run_as(&server, b, "fn main() { std::thread::park() }");
    let end = crate::server::events(&stopped).pop().unwrap();
    assert_eq!(end["stopped"], "time", "{end}");
    assert!(
        end["message"].as_str().unwrap().contains("1 second"),
        "{end}"
    );

    // A file that is wrong changes nothing; one that is right does, and what stays as it was has still used what it had.
    std::fs::write(&tokens, "[[group]]\nname = 1\n").unwrap();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(run_as(&server, b, "fn main() {}").status, 200);
    std::fs::write(&tokens, group("a", a, "\"per-minute=2\"")).unwrap();
    wait_until("b's token is void", Duration::from_secs(5), || {
        run_as(&server, b, "fn main() {}").status == 403
    });
    assert_eq!(run_as(&server, a, secret).status, 429);

    assert!(server.end().success());
    let written = std::fs::read_to_string(&audit).unwrap();
    let lines: Vec<serde_json::Value> = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |group: &str, end: &str| {
        lines
            .iter()
            .filter(|line| line["group"] == group && line["end"] == end)
            .count()
    };
    assert_eq!((of("a", "success"), of("b", "time")), (2, 1), "{written}");
    assert_eq!(lines[0]["bytes"], secret.len());
    for word in ["println", "ran\\n", a, b] {
        assert!(!written.contains(word), "{word} is in {written}");
    }
}

#[test]
fn a_file_of_tokens_that_is_wrong_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens.toml");
    std::fs::write(&tokens, "\n[[group]]\nname = \"a\"\ntokens = [\"short\"]\n").unwrap();
    let arguments = ["serve", "--port", "0", "--tokens", tokens.to_str().unwrap()];
    let output = crate::server::command(&arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(
        said.contains("tokens.toml:4: a token has 16 or more"),
        "{said}"
    );
}

#[test]
fn in_public_mode_everybody_runs_a_little_and_it_is_said_loudly() {
    let limit = ["--public", "--public-limit", "reader-per-minute=1"];
    let output = crate::server::command(&["serve", "--port", "0"])
        .args(NAMED)
        .args(["--public", "--tier", "B"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("tier A"),
        "{said}"
    );
    if !sandbox_is_a() {
        println!("skipped: no tier A here");
        return;
    }
    let server = start("fleet-public", &[&NAMED[..], &limit].concat());
    assert!(server.said.contains("EVERYBODY"), "{}", server.said);
    assert_eq!(server.client.get("/healthz").json()["access"], "public");
    let run = |reader: &str| {
        let headers = [
            ("Content-Type", "application/json"),
            ("X-Forwarded-For", reader),
        ];
        server
            .client
            .ask("POST", "/run", &headers, r#"{"code":"fn main() {}"}"#)
            .status
    };
    assert_eq!(
        [run("192.0.2.1"), run("192.0.2.1"), run("192.0.2.2")],
        [200, 429, 200]
    );
}

fn sandbox_is_a() -> bool {
    let server = start("fleet-tier", &[]);
    server.client.get("/healthz").json()["sandbox"]["tier"] == "A"
}

#[test]
fn servers_of_one_book_tell_pages_the_same_number() {
    let number = |name: &str| {
        let server = start(name, &[]);
        let mut stream = server.client.connect();
        let request = server.client.request("GET", "/book/events", &[], "");
        std::io::Write::write_all(&mut stream, &request).unwrap();
        let lines = std::io::BufRead::lines(std::io::BufReader::new(stream));
        let data = lines
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("data: ")?.to_owned()));
        data.unwrap()
    };
    assert_eq!(number("fleet-number-one"), number("fleet-number-two"));
}
