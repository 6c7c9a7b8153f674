//! The book's own server, and a plain one that can only give out files.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::process::Process;

/// The first start compiles what Run needs, with both cores busy elsewhere.
const START: Duration = Duration::from_secs(600);

/// `cargo book serve` on a free port.
pub struct BookServer {
    process: Process,
    /// `http://localhost:PORT/`.
    pub address: String,
}

impl BookServer {
    /// Starts the program on the book in `repository`, and waits until it says where it serves.
    ///
    /// # Errors
    /// If the server ends or says nothing.
    pub fn start(program: &Path, repository: &Path) -> Result<Self> {
        Self::start_with(program, repository, &[])
    }

    /// Likewise, with more arguments.
    ///
    /// # Errors
    /// If the server ends or says nothing.
    pub fn start_with(program: &Path, repository: &Path, arguments: &[&str]) -> Result<Self> {
        Self::start_at(0, program, repository, arguments)
    }

    /// Likewise, on a port that an earlier server has had; 0 takes a free one.
    ///
    /// # Errors
    /// If the server ends or says nothing.
    pub fn start_at(
        port: u16,
        program: &Path,
        repository: &Path,
        arguments: &[&str],
    ) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .arg("serve")
            .args(["--port", &port.to_string()])
            // With both cores busy a compiler may need longer than a reader would wait.
            .args(["--limit", "compile-time=60"])
            .args(arguments)
            // What another book's programs need is not to be left in the user's own folder.
            .env("XDG_CACHE_HOME", repository.join("target/tmp/cache"))
            .current_dir(repository);
        let (process, address) = Process::start(&mut command, START, address_in)?;
        let server = Self { process, address };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// Waits until everything is compiled that Run needs: a first start takes minutes.
    fn wait_until_ready(&self) -> Result<()> {
        let deadline = Instant::now() + START;
        while !self.health()?.contains("\"ready\":true") {
            ensure!(
                Instant::now() < deadline,
                "the server is not ready; it said:\n{}",
                self.said()
            );
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(())
    }

    /// What the server says about itself.
    fn health(&self) -> Result<String> {
        let host = self
            .address
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let mut stream = TcpStream::connect(host)?;
        let request = format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// Where it listens.
    ///
    /// # Errors
    /// If its address has no port.
    pub fn port(&self) -> Result<u16> {
        let address = self.address.trim_end_matches('/');
        let port = address.rsplit(':').next().context("a port")?;
        Ok(port.parse()?)
    }

    /// The server's process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// What the server has printed.
    #[must_use]
    pub fn said(&self) -> String {
        self.process.said()
    }
}

/// The first address of this machine in a line, with a slash at its end.
fn address_in(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    let rest = &line[start..];
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '\u{1b}')
        .unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', '/']);
    let port = address.rsplit(':').next()?;
    port.parse::<u16>().ok().map(|_| format!("{address}/"))
}

/// Gives out the files of a folder under a sub-path, as a host of static pages does; dropping it closes it.
pub struct StaticServer {
    /// `http://127.0.0.1:PORT/some/where/`.
    pub address: String,
    socket: std::net::SocketAddr,
    closed: Arc<AtomicBool>,
}

/// Not at the root, so that every address in the pages has to be relative.
const SUB_PATH: &str = "/some/where/";

impl StaticServer {
    /// Serves a folder on a free port.
    ///
    /// # Errors
    /// If no port can be opened.
    pub fn start(folder: &Path) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let socket = listener.local_addr()?;
        let closed = Arc::new(AtomicBool::new(false));
        let (folder, is_closed) = (folder.to_path_buf(), Arc::clone(&closed));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if is_closed.load(Ordering::SeqCst) {
                    return;
                }
                let folder = folder.clone();
                std::thread::spawn(move || answer(stream, &folder));
            }
        });
        Ok(Self {
            address: format!("http://{socket}{SUB_PATH}"),
            socket,
            closed,
        })
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        let _wakes_the_listener = TcpStream::connect(self.socket);
    }
}

/// Answers one request and closes the connection.
fn answer(mut stream: TcpStream, folder: &Path) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
    let request = String::from_utf8_lossy(&request);
    let mut words = request.split_whitespace();
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let (status, kind, body) = match file(target, folder) {
        _ if method != "GET" => (
            "405 Method Not Allowed",
            "text/html",
            b"<h1>405</h1>".to_vec(),
        ),
        Some(file) => (
            "200 OK",
            media_type(&file),
            std::fs::read(&file).unwrap_or_default(),
        ),
        None => ("404 Not Found", "text/html", b"<h1>404</h1>".to_vec()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _reader_left = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

fn file(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix(SUB_PATH)?;
    let relative = Path::new(if path.is_empty() { "index.html" } else { path });
    let is_inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    (is_inside && file.is_file()).then_some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js" | "mjs") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let line = "The book is served at http://localhost:34567. Stop with Ctrl-C.";
        assert_eq!(address_in(line).as_deref(), Some("http://localhost:34567/"));
        assert_eq!(
            address_in("http://localhost:34567/\u{1b}[0m").as_deref(),
            Some("http://localhost:34567/")
        );
        assert_eq!(address_in("see http://example.org/"), None);
    }
}
