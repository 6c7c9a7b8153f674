//! Python programs that attack the machine, in tier A and in tier B: the walls are those of every program.

#![cfg(target_os = "linux")]

use serde_json::{Value, json};

use crate::python::is_without_python;
use crate::server::{Server, exit, repository, text, wait_until};
use crate::tiers::servers;

/// What the program did in each tier in which there is a Python that its user may read.
#[track_caller]
fn everywhere(code: &str, judge: impl Fn(&Server, &[Value])) {
    if is_without_python() {
        return;
    }
    let servers = servers();
    let has_python = |server: &&Server| server.client.get("/healthz").json()["python"].is_string();
    let able: Vec<&Server> = servers.into_iter().filter(has_python).collect();
    assert!(!able.is_empty(), "no tier can run the Python that is here");
    for server in able {
        let events = server.run_with(json!({ "code": code, "language": "python" }));
        judge(server, &events);
    }
}

/// The program prints how many of its attempts succeeded, and which.
#[track_caller]
fn nothing_succeeds(attempts: &str) {
    let code = format!(
        "import ctypes, os, signal, socket, subprocess, sys\ndone = []\n\
         def attempt(name, action):\n    try:\n        action()\n        done.append(name)\n    except BaseException:\n        pass\n\
         {attempts}\nprint(done)\n"
    );
    everywhere(&code, |server, events| {
        assert_eq!(
            text(events, "stdout"),
            "[]\n",
            "{}: {events:#?}",
            server.said
        );
    });
}

#[test]
fn files_of_the_machine_are_out_of_reach() {
    let own = repository().join("Cargo.toml").display().to_string();
    let home = std::env::var("HOME").unwrap();
    nothing_succeeds(&format!(
        "for path in ['/etc/shadow', '/etc/machine-id', '/proc/1/environ', {own:?}]:\n    \
             attempt(path, lambda: open(path).read())\n\
         for path in ['/etc/x', '/usr/lib/x', {home:?} + '/x', sys.executable, os.__file__, os.path.dirname(os.__file__) + '/x.py']:\n    \
             attempt(path, lambda: open(path, 'a'))\n\
         attempt('home', lambda: [name for name in os.listdir({home:?}) if not sys.prefix.startswith({home:?} + '/' + name)][0])\n\
         attempt('core', lambda: open('/proc/sys/kernel/core_pattern', 'w'))"
    ));
}

#[test]
fn the_network_of_the_machine_is_out_of_reach() {
    // Something that listens on the machine, whose loopback is not the program's.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    nothing_succeeds(&format!(
        "attempt('own loopback of the machine', lambda: socket.create_connection(('127.0.0.1', {port}), 2))\n\
         attempt('outside', lambda: socket.create_connection(('192.0.2.1', 80), 2))\n\
         attempt('raw', lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))\n\
         attempt('udp', lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9)))"
    ));
}

#[test]
fn the_kernel_and_other_processes_are_out_of_reach() {
    nothing_succeeds(
        "libc = ctypes.CDLL(None, use_errno=True)\n\
         def call(*numbers):\n    if libc.syscall(*numbers) < 0:\n        raise OSError\n\
         attempt('unshare', lambda: call(272, 0x10000000))\n\
         attempt('ptrace', lambda: call(101, 16, os.getppid(), 0, 0))\n\
         attempt('io_uring', lambda: call(425, 1, 0))\n\
         attempt('keyctl', lambda: call(250, 0, 0, 0))\n\
         attempt('parent', lambda: os.kill(os.getppid(), signal.SIGKILL))\n\
         attempt('root', lambda: os.setuid(0))",
    );
}

#[test]
fn a_fork_bomb_is_stopped_and_leaves_nothing() {
    let code = "import os, time\nprint('bomb', flush=True)\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        time.sleep(0.01)\n";
    everywhere(code, |server, events| {
        let end = exit(events);
        assert!(
            end["stopped"] == "processes" || end["stopped"] == "time" || end["stopped"] == "memory",
            "{end}"
        );
        let is_idle = || descendants_named(server, "python") == 0;
        wait_until(
            "the bomb is gone",
            std::time::Duration::from_secs(10),
            is_idle,
        );
    });
}

#[test]
fn memory_files_and_output_have_their_limits() {
    let grow = "held = []\nwhile True:\n    held.append(bytearray(16 << 20))\n";
    everywhere(grow, |_, events| {
        let end = exit(events);
        let is_refused = text(events, "stderr").contains("MemoryError");
        assert!(end["stopped"] == "memory" || is_refused, "{events:#?}");
    });
    let fill =
        "with open('x', 'wb') as file:\n    while True:\n        file.write(bytes(1 << 20))\n";
    everywhere(fill, |_, events| {
        let end = exit(events);
        let said = text(events, "stderr");
        let is_refused = said.contains("No space left") || said.contains("File too large");
        assert!(end["stopped"] == "files" || is_refused, "{events:#?}");
    });
    let flood = "while True:\n    print('x' * 1000)\n";
    everywhere(flood, |_, events| {
        assert_eq!(exit(events)["stopped"], "output")
    });
}

/// Processes of this name below a server.
fn descendants_named(server: &Server, name: &str) -> usize {
    let stat = |process: &str| {
        let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let (head, rest) = text.rsplit_once(')')?;
        let parent: u32 = rest.split_whitespace().nth(1)?.parse().ok()?;
        Some((head.split_once('(')?.1.to_owned(), parent))
    };
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let processes = processes.filter_map(|entry| {
        let id = entry.file_name().into_string().ok()?;
        id.parse::<u32>()
            .ok()
            .and_then(|number| Some((number, stat(&id)?)))
    });
    let all: std::collections::HashMap<u32, (String, u32)> = processes.collect();
    let below = |id: &u32| {
        let mut at = *id;
        while let Some((_, parent)) = all.get(&at) {
            if *parent == server.id() {
                return true;
            }
            at = *parent;
        }
        false
    };
    let named = all.iter().filter(|(_, (own, _))| own.contains(name));
    named.filter(|(id, _)| below(id)).count()
}
