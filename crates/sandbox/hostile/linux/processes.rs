//! Too many processes, and processes that will not go.

use super::number;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{ForkResult, Pid, fork, setsid};
use std::process::{Command, exit};
use std::thread::sleep;
use std::time::{Duration, Instant};

const LONG: Duration = Duration::from_secs(30);

pub fn run(name: &str, args: &[&str]) -> bool {
    match name {
        "fork-bomb" => fork_bomb(),
        "greedy-bomb" => greedy_bomb(),
        "thread-bomb" => thread_bomb(),
        "zombies" => zombies(number(args)),
        "zombies-and-sleep" => {
            zombies(number(args));
            sleep(LONG);
        }
        "daemon" => daemon(),
        "hopper" => hopper(),
        "signal" => raise(number(args)),
        "orphan-signal" => orphan_raises(number(args)),
        "kill" => kills(),
        "again" => again(args),
        _ => return false,
    }
    true
}

fn forked() -> nix::Result<ForkResult> {
    // SAFETY: this program has started no thread.
    unsafe { fork() }
}

/// Every process starts others as long as it can; without a limit, it stops at 2 to the 10th.
fn fork_bomb() {
    let end = Instant::now() + LONG;
    let mut generation = 0;
    while Instant::now() < end {
        match forked() {
            Ok(ForkResult::Child) => generation += 1,
            Ok(ForkResult::Parent { .. }) => generation += 1,
            Err(_) => sleep(Duration::from_millis(1)),
        }
        if generation >= 10 {
            sleep(LONG);
        }
    }
}

/// Every process starts others all the time, until the end of this one's time.
fn greedy_bomb() {
    let end = Instant::now() + LONG;
    while Instant::now() < end {
        let _ = forked();
    }
}

fn thread_bomb() {
    for count in 0..1000 {
        if let Err(error) = std::thread::Builder::new().spawn(|| sleep(LONG)) {
            println!("{count} threads, then {error}");
            return;
        }
    }
    println!("1000 threads");
}

/// Children that end and are not waited for.
fn zombies(count: i32) {
    let mut refused = 0;
    for _ in 0..count {
        match forked() {
            Ok(ForkResult::Child) => exit(0),
            Ok(ForkResult::Parent { .. }) => {}
            Err(_) => refused += 1,
        }
    }
    println!("refused {refused}");
}

/// Ends itself by any signal; those for real time have no name.
fn raise(signal: i32) {
    // SAFETY: this program has one thread and no handlers.
    unsafe { libc::kill(libc::getpid(), signal) };
    sleep(LONG);
}

/// A grandchild that nobody waits for ends by a signal, while this program goes on.
fn orphan_raises(signal: i32) {
    if let Ok(ForkResult::Child) = forked() {
        if let Ok(ForkResult::Child) = forked() {
            raise(signal);
        }
        exit(0);
    }
    sleep(Duration::from_millis(300));
}

/// Leaves a process behind that has no parent, no session and no open pipe of its parent's.
fn daemon() {
    if let Ok(ForkResult::Child) = forked() {
        let _ = setsid();
        if let Ok(ForkResult::Child) = forked() {
            let _ = setsid();
            for fd in 0..3 {
                let _ = nix::unistd::close(fd);
            }
            sleep(LONG);
        }
        exit(0);
    }
    sleep(Duration::from_millis(100));
    println!("left a daemon");
}

/// A process that is never where one looks: it goes on in a child, again and again.
fn hopper() {
    println!("hopping");
    let end = Instant::now() + LONG;
    while Instant::now() < end {
        if let Ok(ForkResult::Parent { .. }) = forked() {
            exit(0);
        }
    }
}

/// Signals to others: process 1, the parent, everybody.
fn kills() {
    let parent = nix::unistd::getppid();
    for (name, pid) in [("init", Pid::from_raw(1)), ("parent", parent)] {
        println!("{name}: {:?}", kill(pid, Signal::SIGKILL).is_ok());
    }
    sleep(Duration::from_millis(50));
    // Only where there is nobody else to be hit.
    if std::process::id() == 2 {
        println!(
            "everybody: {:?}",
            kill(Pid::from_raw(-1), Signal::SIGKILL).is_ok()
        );
    }
    sleep(Duration::from_millis(50));
    println!("alive");
}

/// Runs its own file as a child.
fn again(args: &[&str]) {
    let own = std::env::current_exe().expect("its own path");
    let status = Command::new(&own).args(args).status().expect("a child");
    println!("child: {status}");
    let mut command = Command::new(&own);
    // SAFETY: nothing is done; but then the standard library forks by itself, with the help of a pair of sockets.
    unsafe { std::os::unix::process::CommandExt::pre_exec(&mut command, || Ok(())) };
    let mut child = command.arg("sleep").spawn().expect("a child");
    child.kill().expect("its own child");
    println!("killed: {}", child.wait().expect("the child's end"));
}
