//! Sockets.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::time::Duration;

pub fn run(name: &str, args: &[&str]) -> bool {
    match name {
        "connect" => args.iter().for_each(|address| connect(address)),
        "loopback" => loopback(),
        "unix" => println!(
            "{:?}",
            std::os::unix::net::UnixStream::connect(args[0]).map_err(|error| error.kind())
        ),
        _ => return false,
    }
    true
}

fn connect(address: &str) {
    let address: SocketAddr = address.parse().expect("an address");
    let tcp = TcpStream::connect_timeout(&address, Duration::from_millis(500)).map(drop);
    println!("tcp {address}: {:?}", tcp.map_err(|error| error.kind()));
    let udp = UdpSocket::bind("0.0.0.0:0").and_then(|socket| socket.send_to(b"x", address));
    println!("udp {address}: {:?}", udp.map_err(|error| error.kind()));
}

/// A server and its client in one program.
fn loopback() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    let server =
        std::thread::spawn(move || listener.accept().expect("a client").0.write_all(b"echo"));
    let mut text = String::new();
    TcpStream::connect(address)
        .expect("the server")
        .read_to_string(&mut text)
        .expect("its answer");
    server.join().expect("the server").expect("its answer");
    let (one, other) = (UdpSocket::bind("127.0.0.1:0"), UdpSocket::bind("[::1]:0"));
    let one = one.expect("a port");
    one.send_to(b"x", one.local_addr().expect("its address"))
        .expect("a datagram sent");
    one.recv(&mut [0; 4]).expect("a datagram received");
    println!(
        "{text} {} {:?}",
        other.is_ok(),
        ("localhost", 80)
            .to_socket_addrs()
            .map(|found| found.count() > 0)
    );
}
