//! A client that can also misbehave.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than any run may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asks a server by this name, on this port.
#[derive(Clone)]
pub(crate) struct Client {
    pub name: String,
    pub port: u16,
}

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// An answer that is still coming.
pub(crate) struct Streaming {
    reader: BufReader<TcpStream>,
}

impl Client {
    pub(crate) fn host(&self) -> String {
        format!("{}:{}", self.name, self.port)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let address = self.name.replace("localhost", "127.0.0.1");
        let stream = TcpStream::connect((address, self.port)).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes and reads the answer.
    #[track_caller]
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).expect("the server reads");
        Answer::read(stream)
    }

    #[track_caller]
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        self.raw(&self.request(method, path, headers, body))
    }

    /// A request as bytes; `Host` is ours unless the headers name another.
    pub(crate) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Vec<u8> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            request += &format!("Host: {}\r\n", self.host());
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if method == "POST" {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        (request + "\r\n" + body).into_bytes()
    }

    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    #[track_caller]
    pub(crate) fn post_json(&self, path: &str, question: &serde_json::Value) -> Answer {
        let json = [("Content-Type", "application/json")];
        self.ask("POST", path, &json, &question.to_string())
    }

    /// Begins a run; its events are read one by one.
    #[track_caller]
    pub(crate) fn stream(&self, question: &serde_json::Value) -> Streaming {
        self.stream_with(question, &[])
    }

    /// Likewise, with more headers.
    #[track_caller]
    pub(crate) fn stream_with(
        &self,
        question: &serde_json::Value,
        headers: &[(&str, &str)],
    ) -> Streaming {
        let json = [("Content-Type", "application/json")];
        let mut stream = self.connect();
        let headers = [&json[..], headers].concat();
        let request = self.request("POST", "/run", &headers, &question.to_string());
        stream.write_all(&request).expect("the server reads");
        let mut reader = BufReader::new(stream);
        let (status, _) = read_head(&mut reader);
        assert_eq!(status, 200);
        Streaming { reader }
    }
}

impl Streaming {
    /// The next event that comes on a line of its own.
    #[track_caller]
    pub(crate) fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            let read = self
                .reader
                .read_line(&mut line)
                .expect("the answer goes on");
            assert!(read > 0, "the answer ended");
            // Between the lines are the lengths of the chunks.
            if line.starts_with('{') {
                return serde_json::from_str(&line).unwrap();
            }
        }
    }

    /// Reads on until an event of this kind.
    #[track_caller]
    pub(crate) fn until(&mut self, kind: &str) -> serde_json::Value {
        loop {
            let event = self.next();
            if event["event"] == kind {
                return event;
            }
            assert_ne!(
                event["event"], "exit",
                "the end came before {kind}: {event}"
            );
        }
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn read(stream: TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
        let (status, headers) = read_head(&mut reader);
        let mut body = Vec::new();
        reader.read_to_end(&mut body).expect("the answer ends");
        let mut answer = Answer {
            status,
            headers,
            body: String::new(),
        };
        if answer.header("transfer-encoding") == "chunked" {
            body = without_chunks(&body);
        }
        answer.body = String::from_utf8_lossy(&body).into_owned();
        answer
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The sentence of a refusal.
    #[track_caller]
    pub(crate) fn refusal(&self) -> String {
        self.json()["error"]
            .as_str()
            .expect("a refusal says why")
            .to_owned()
    }
}

#[track_caller]
fn read_head(reader: &mut impl BufRead) -> (u16, Vec<(String, String)>) {
    let mut line = String::new();
    reader.read_line(&mut line).expect("the server answers");
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.unwrap_or_else(|| panic!("no status in {line:?}"));
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("the head ends");
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            return (status, headers);
        };
        headers.push((name.to_owned(), value.to_owned()));
    }
}

fn without_chunks(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&bytes[..end]).unwrap_or("0");
        let length = usize::from_str_radix(length, 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        whole.extend_from_slice(&bytes[end + 2..end + 2 + length]);
        bytes = &bytes[end + 2 + length + 2..];
    }
    whole
}
