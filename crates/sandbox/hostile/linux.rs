//! What the program does, by name.

mod charged;
mod files;
mod hidden;
mod host;
mod kernel;
mod memory;
mod neighbours;
mod network;
mod others_files;
mod processes;

use std::process::exit;
use std::time::{Duration, Instant};

pub fn main() {
    sandbox::launcher_main();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let Some((name, args)) = args.split_first() else {
        return;
    };
    match *name {
        "host" => host::host(args),
        "echo" => echo(),
        "exit" => exit(number(args)),
        "abort" => std::process::abort(),
        "panic" => panic!("on purpose"),
        "segv" => kernel::bad_pointer(),
        "overflow" => println!("{}", overflow(1)),
        "sleep" => std::thread::sleep(Duration::from_secs(60)),
        "spin" => spin(number(args)),
        "work" => work(args),
        "flood" => flood(),
        "heartbeat" => heartbeat(),
        "alternate" => alternate(number(args)),
        "shell" => shell(args),
        _ => {
            let known = processes::run(name, args)
                || memory::run(name, args)
                || files::run(name, args)
                || network::run(name, args)
                || kernel::run(name, args)
                || hidden::run(name, args)
                || others_files::run(name, args)
                || neighbours::run(name, args)
                || charged::run(name, args);
            assert!(known, "hostile does not know {name}");
        }
    }
}

/// The first argument as a number.
fn number(args: &[&str]) -> i32 {
    args.first()
        .and_then(|arg| arg.parse().ok())
        .expect("a number")
}

fn echo() {
    print!(
        "{}",
        std::io::read_to_string(std::io::stdin()).expect("standard input")
    );
    for (name, value) in std::env::vars() {
        eprintln!("{name}={value}");
    }
}

fn spin(threads: i32) {
    let end = Instant::now() + Duration::from_secs(60);
    let spinners = (0..threads).map(|_| std::thread::spawn(move || while Instant::now() < end {}));
    for spinner in spinners.collect::<Vec<_>>() {
        spinner.join().expect("a spinner that ends");
    }
}

/// So many threads that compute so much each.
fn work(args: &[&str]) {
    let [threads, rounds] = args else {
        panic!("work THREADS ROUNDS")
    };
    let rounds: u64 = rounds.parse().expect("a number");
    let compute = move || (0..rounds).fold(0_u64, |sum, round| std::hint::black_box(sum ^ round));
    let workers = (0..number(&[threads])).map(|_| std::thread::spawn(compute));
    for worker in workers.collect::<Vec<_>>() {
        worker.join().expect("a worker that ends");
    }
}

fn flood() {
    let end = Instant::now() + Duration::from_secs(60);
    while Instant::now() < end {
        println!("{}", "x".repeat(1000));
    }
}

fn heartbeat() {
    for beat in 0..600 {
        println!("beat {beat}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Writes to both streams in turns, the lines being numbered; one in ten is larger than a pipe.
fn alternate(lines: i32) {
    for line in 0..lines {
        let padding = if line % 10 == 9 {
            "-".repeat(1000)
        } else {
            String::new()
        };
        if line % 2 == 0 {
            println!("{line} {padding}");
        } else {
            eprintln!("{line} {padding}");
        }
    }
}

fn shell(args: &[&str]) {
    let status = std::process::Command::new("/bin/sh")
        .arg("-c")
        .args(args)
        .status();
    exit(status.expect("a shell").code().unwrap_or(1));
}

fn overflow(depth: u64) -> u64 {
    let room = std::hint::black_box([depth; 64]);
    if depth == u64::MAX {
        0
    } else {
        overflow(depth + 1) + room[1]
    }
}
