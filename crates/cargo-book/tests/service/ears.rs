//! What a page hears of builds.

use std::io::{BufRead, BufReader, Write};

use crate::server::Server;

/// The events that a page hears.
pub(crate) struct Ears(BufReader<std::net::TcpStream>);

impl Ears {
    pub(crate) fn open(server: &Server) -> Self {
        let mut stream = server.client.connect();
        let request = server.client.request("GET", "/book/events", &[], "");
        stream.write_all(&request).unwrap();
        Ears(BufReader::new(stream))
    }

    /// The name of the next event, and its data.
    #[track_caller]
    pub(crate) fn next(&mut self) -> (String, String) {
        let (mut name, mut data) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("events go on") > 0);
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            } else if let Some(more) = line.strip_prefix("data: ") {
                data += more;
            } else if line == "\n" && !name.is_empty() {
                return (name, data);
            }
        }
    }
}
