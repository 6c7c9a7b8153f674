//! What is true of these programs beyond their recorded text.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The moment of the first line that holds `needle`, in ms.
fn moment(story: &str, needle: &str) -> u64 {
    let line = story.lines().find(|line| line.contains(needle));
    let line = line.unwrap_or_else(|| panic!("no line holds {needle:?}:\n{story}"));
    let ms = line.split(" ms").next().unwrap_or_default();
    ms.trim().parse().expect("a line begins with its moment")
}

#[test]
fn one_who_does_not_read_holds_up_all() {
    let story = run(env!("CARGO_BIN_EXE_chat_shared"));
    let awake = moment(&story, "cem | wait: is in") + 600;
    assert!(moment(&story, "ann | wait: heard ann") > awake, "{story}");
    assert!(
        moment(&story, "bo | wait: heard bo: hello") > awake,
        "{story}"
    );
}

#[test]
fn one_who_does_not_read_holds_up_himself() {
    let story = run(env!("CARGO_BIN_EXE_chat_broadcast"));
    assert!(
        moment(&story, "ann | wait: heard bo: good night") < moment(&story, "cem | wait: heard"),
        "{story}"
    );
    assert!(
        story.contains("cem | wait: heard * you missed 2 lines"),
        "{story}"
    );
}

/// A server at an address of its own, which is ended with the test.
struct Server(Child);

impl Server {
    fn start() -> (Server, SocketAddr) {
        let free = TcpListener::bind("127.0.0.1:0").expect("the loopback has a free port");
        let address = free.local_addr().expect("it has an address");
        drop(free);
        let program = env!("CARGO_BIN_EXE_chat_server");
        let server = Command::new(program).arg(address.to_string()).spawn();
        (Server(server.expect("the program starts")), address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn come_in(name: &str, server: SocketAddr) -> BufReader<TcpStream> {
    let started = Instant::now();
    let line = loop {
        match TcpStream::connect(server) {
            Ok(line) => break line,
            Err(_) if started.elapsed() < Duration::from_secs(10) => {
                sleep(Duration::from_millis(20));
            }
            Err(error) => panic!("nobody listens: {error}"),
        }
    };
    line.set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a time");
    let mut line = BufReader::new(line);
    say(&mut line, name);
    line
}

/// Comes without a name, and returns when the server has noticed that nobody is there any more.
fn look_in_and_leave(server: SocketAddr) {
    let mut door = TcpStream::connect(server).expect("the server listens");
    door.shutdown(Shutdown::Write)
        .expect("the connection is open");
    std::io::copy(&mut door, &mut std::io::sink()).expect("the server closes the connection");
}

fn say(line: &mut BufReader<TcpStream>, text: &str) {
    let sent = line.get_mut().write_all(format!("{text}\n").as_bytes());
    sent.expect("the server listens");
}

fn hear(line: &mut BufReader<TcpStream>) -> String {
    let mut heard = String::new();
    line.read_line(&mut heard).expect("the server speaks");
    heard.trim_end().to_owned()
}

/// What the page says of two terminals.
#[test]
fn at_an_address_it_waits_for_guests() {
    let (_server, address) = Server::start();
    let mut ann = come_in("ann", address);
    assert_eq!(hear(&mut ann), "* ann comes in");
    let mut bo = come_in("чай", address);
    assert_eq!(hear(&mut ann), "* чай comes in");
    assert_eq!(hear(&mut bo), "* чай comes in");
    look_in_and_leave(address);
    say(&mut bo, "hello");
    assert_eq!(hear(&mut ann), "чай: hello");
    let left = bo.get_ref().shutdown(Shutdown::Both);
    left.expect("the connection is open");
    assert_eq!(hear(&mut ann), "* чай leaves");
}
