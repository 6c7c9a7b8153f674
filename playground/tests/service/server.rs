//! Starts servers, which end with the tests.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::client::{Answer, Client};

/// The time for compiling the crates and the listings on a slow, busy machine.
const PREPARATION: Duration = Duration::from_secs(600);

/// A running `cargo book serve`.
pub struct Server {
    child: Child,
    /// Kept open: a server that prints to a closed pipe fails.
    _stdout: BufReader<ChildStdout>,
    pub client: Client,
    pub said: String,
}

/// The repository.
pub fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap().to_owned()
}

/// The program to test, where it is not the one that was built with the tests.
pub static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// `cargo book` with these arguments.
pub fn command(arguments: &[&str]) -> Command {
    let built = || PathBuf::from(env!("CARGO_BIN_EXE_playground"));
    let mut command = Command::new(PROGRAM.get_or_init(built));
    command.args(arguments).current_dir(repository());
    command
}

/// The server of this repository's book, ready to run programs; all tests share it.
#[track_caller]
pub fn shared() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| {
        let server = Server::start(&repository());
        server.wait_until_ready();
        server
    })
}

impl Server {
    /// Serves the book in this folder on a free port.
    #[track_caller]
    pub fn start(folder: &Path) -> Self {
        let mut child = command(&["serve", "--port", "0", "--dir"])
            .arg(folder)
            .arg("--while-stdin")
            // Closed by the system when these tests end, however they end: the shared server is never dropped.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("Ctrl-C ends it.") {
            let read = stdout.read_line(&mut said).unwrap();
            assert!(read > 0, "the server ended: {said}");
        }
        let start = said
            .find("http://localhost:")
            .expect("it tells its address");
        let port: String = said[start + "http://localhost:".len()..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let client = Client {
            port: port.parse().unwrap(),
        };
        Server {
            child,
            _stdout: stdout,
            client,
            said,
        }
    }

    #[track_caller]
    fn wait_until_ready(&self) {
        let started = Instant::now();
        loop {
            let health = self.client.get("/healthz").json();
            if health["ready"] == true {
                return;
            }
            let state = health["preparing"].as_str().unwrap_or_default();
            assert!(!state.starts_with("failed"), "{state}");
            assert!(started.elapsed() < PREPARATION, "not ready yet: {health}");
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks the server to end, and waits.
    #[cfg(unix)]
    pub fn end(mut self) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap()
    }

    pub fn run(&self, code: &str) -> Vec<serde_json::Value> {
        self.run_with(serde_json::json!({ "code": code }))
    }

    #[track_caller]
    pub fn run_with(&self, question: serde_json::Value) -> Vec<serde_json::Value> {
        let answer = self.client.post_json("/run", &question);
        events(&answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The events of an answer; their numbers are checked.
#[track_caller]
pub fn events(answer: &Answer) -> Vec<serde_json::Value> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    let lines = answer.body.lines();
    let events: Vec<serde_json::Value> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for (number, event) in events.iter().enumerate() {
        assert_eq!(event["seq"], number, "{event}");
    }
    events
}

/// The text of all events of this kind.
pub fn text(events: &[serde_json::Value], kind: &str) -> String {
    let events = events.iter().filter(|event| event["event"] == kind);
    events.filter_map(|event| event["text"].as_str()).collect()
}

/// The last event, which must be the end of the program.
#[track_caller]
pub fn exit(events: &[serde_json::Value]) -> &serde_json::Value {
    let last = events.last().expect("there are events");
    assert_eq!(last["event"], "exit", "{events:#?}");
    last
}

/// The first event of this kind.
#[track_caller]
pub fn first<'a>(events: &'a [serde_json::Value], kind: &str) -> &'a serde_json::Value {
    let found = events.iter().find(|event| event["event"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {events:#?}"))
}
