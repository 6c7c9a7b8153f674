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
pub(crate) struct Server {
    child: Child,
    /// Kept open: a server that prints to a closed pipe fails.
    _stdout: BufReader<ChildStdout>,
    pub client: Client,
    pub said: String,
}

/// The repository.
pub(crate) fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap().to_owned()
}

/// The program to test, where it is not the one that was built with the tests.
pub(crate) static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// The program behind `cargo book`.
pub(crate) fn program() -> &'static Path {
    let built = || PathBuf::from(env!("CARGO_BIN_EXE_cargo-book"));
    PROGRAM.get_or_init(built)
}

/// `cargo book` with these arguments.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(repository());
    command
}

/// The server of this repository's book, ready to run programs; all tests share it.
#[track_caller]
pub(crate) fn shared() -> &'static Server {
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
    pub(crate) fn start(folder: &Path) -> Self {
        Server::start_with(folder, &[], &[])
    }

    /// Likewise, with more arguments and variables.
    #[track_caller]
    pub(crate) fn start_with(
        folder: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = command(&["serve", "--port", "0", "--dir"]);
        command
            .arg(folder)
            .arg("--while-stdin")
            .args(arguments)
            .envs(variables.iter().copied());
        Server::await_start(command)
    }

    /// Starts what becomes a server, and waits until it answers.
    #[track_caller]
    pub(crate) fn await_start(mut command: Command) -> Self {
        let mut child = command
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
        let client = client_in(&said).unwrap_or_else(|| panic!("no address in {said}"));
        Server {
            child,
            _stdout: stdout,
            client,
            said,
        }
    }

    #[track_caller]
    pub(crate) fn wait_until_ready(&self) {
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

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks the server to end, and waits.
    #[cfg(unix)]
    pub(crate) fn end(mut self) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap()
    }

    pub(crate) fn run(&self, code: &str) -> Vec<serde_json::Value> {
        self.run_with(serde_json::json!({ "code": code }))
    }

    #[track_caller]
    pub(crate) fn run_with(&self, question: serde_json::Value) -> Vec<serde_json::Value> {
        let answer = self.client.post_json("/run", &question);
        events(&answer)
    }
}

/// The first address that a server tells of itself.
fn client_in(said: &str) -> Option<Client> {
    let mut addresses = said.split("http://").skip(1).map(|rest| {
        let end = rest.find(['/', '\n']).unwrap_or(rest.len());
        rest[..end].rsplit_once(':')
    });
    let (name, port) = addresses.find_map(|address| address)?;
    Some(Client {
        name: name.to_owned(),
        port: port.parse().ok()?,
    })
}

/// A book of one page in the folder for the tests' files, with nothing cached.
pub(crate) fn smallest_book(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("book.toml"), "[book]\ntitle = \"Small\"\n").unwrap();
    std::fs::write(folder.join("src/SUMMARY.md"), "- [Tea](tea.md)\n").unwrap();
    std::fs::write(folder.join("src/tea.md"), "# Tea\n").unwrap();
    // Otherwise cargo finds the repository above, and compiles its crates once more for each of these.
    std::fs::write(folder.join("Cargo.toml"), "[workspace]\n").unwrap();
    folder
}

/// `cargo book serve` of such a book, with all that it writes below its folder. It has no crates to compile: only
/// programs that name none can be run.
pub(crate) fn serve_smallest(folder: &Path) -> Command {
    let temporary = folder.join("temporary");
    let _ = std::fs::create_dir(&temporary);
    let mut command = command(&["serve", "--port", "0", "--while-stdin", "--dir"]);
    command.arg(folder);
    command.env("CARGO_TARGET_DIR", folder.join("target"));
    command.env("TMPDIR", temporary);
    quietly(&mut command, folder);
    command
}

/// Has what it says on stderr written to a file: that there are no crates is no news.
pub(crate) fn quietly(command: &mut Command, folder: &Path) {
    let file = std::fs::File::create(folder.join("stderr.txt")).unwrap();
    command.stderr(file);
}

/// Every file below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files_below(&path),
            path => vec![path],
        })
        .collect()
}

/// Waits until something is so.
#[track_caller]
pub(crate) fn wait_until(what: &str, within: Duration, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < within, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(10));
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
pub(crate) fn events(answer: &Answer) -> Vec<serde_json::Value> {
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
pub(crate) fn text(events: &[serde_json::Value], kind: &str) -> String {
    let events = events.iter().filter(|event| event["event"] == kind);
    events.filter_map(|event| event["text"].as_str()).collect()
}

/// The last event, which must be the end of the program.
#[track_caller]
pub(crate) fn exit(events: &[serde_json::Value]) -> &serde_json::Value {
    let last = events.last().expect("there are events");
    assert_eq!(last["event"], "exit", "{events:#?}");
    last
}

/// The first event of this kind.
#[track_caller]
pub(crate) fn first<'a>(events: &'a [serde_json::Value], kind: &str) -> &'a serde_json::Value {
    let found = events.iter().find(|event| event["event"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {events:#?}"))
}
