//! Files that are not its own, and too many of its own.

use std::fs::{self, File, OpenOptions};
use std::io::Write;

pub fn run(name: &str, args: &[&str]) -> bool {
    match name {
        "read" => args.iter().for_each(|path| read(path)),
        "write" => args.iter().for_each(|path| write(path)),
        "list" => args.iter().for_each(|path| list(path)),
        "fill" => args.iter().for_each(|path| fill(path)),
        "inodes" => args.iter().for_each(|path| inodes(path)),
        "large" => large(),
        "descriptors" => descriptors(),
        "link" => link(),
        "own-binary" => own_binary(),
        "results" => results(),
        _ => return false,
    }
    true
}

fn read(path: &str) {
    match fs::read(path) {
        Ok(bytes) => println!("{path}: {} bytes", bytes.len()),
        Err(error) => println!("{path}: {:?}", error.kind()),
    }
}

fn write(path: &str) {
    match OpenOptions::new().append(true).open(path) {
        Ok(_) => println!("{path}: opened for writing"),
        Err(error) => println!("{path}: {:?}", error.kind()),
    }
}

fn list(path: &str) {
    match fs::read_dir(path) {
        Ok(entries) => {
            let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
            names.sort();
            println!("{path}: {names:?}");
        }
        Err(error) => println!("{path}: {:?}", error.kind()),
    }
}

/// Many files of one megabyte, at most 300.
fn fill(folder: &str) {
    let written = (0..300)
        .take_while(|n| fs::write(format!("{folder}/fill-{n}"), vec![1; 1024 * 1024]).is_ok())
        .count();
    println!("{folder}: {written} MiB");
}

/// Many empty files, at most 5,000.
fn inodes(folder: &str) {
    let made = (0..5000)
        .take_while(|n| File::create(format!("{folder}/inode-{n}")).is_ok())
        .count();
    println!("{folder}: {made} files");
}

/// One file of at most 300 megabytes.
fn large() {
    let mut file = File::create("large").expect("a file");
    for _ in 0..300 {
        file.write_all(&[1; 1024 * 1024]).expect("room in the file");
    }
}

fn link() {
    for target in [
        "/etc/shadow",
        "/proc/1/root/etc/shadow",
        "../../../../../../etc/shadow",
    ] {
        let _ = fs::remove_file("link");
        std::os::unix::fs::symlink(target, "link").expect("a link");
        read("link");
    }
}

fn own_binary() {
    let own = std::env::current_exe().expect("its own path");
    println!(
        "write: {:?}",
        OpenOptions::new()
            .write(true)
            .open(&own)
            .map_err(|error| error.kind())
    );
    println!(
        "remove: {:?}",
        fs::remove_file(&own).map_err(|error| error.kind())
    );
    println!(
        "replace: {:?}",
        fs::write("new", "x")
            .and_then(|()| fs::rename("new", &own))
            .map_err(|error| error.kind())
    );
}

/// What a compiler leaves: new files, changed files, things that are no files.
fn results() {
    println!(
        "in: {:?}",
        fs::read_to_string("input").map_err(|error| error.kind())
    );
    fs::write("output", "made").expect("output");
    fs::write("input", "changed").expect("input");
    fs::create_dir_all("folder/inner").expect("a folder");
    fs::write("folder/inner/output", "deep").expect("a deep file");
    std::os::unix::fs::symlink("/etc/passwd", "link").expect("a link");
    nix::unistd::mkfifo("fifo", nix::sys::stat::Mode::S_IRWXU).expect("a fifo");
    std::os::unix::fs::symlink("/etc/passwd", "folder/link").expect("a link");
}

/// Ten processes, each with as many open files as it may have.
fn descriptors() {
    for _ in 0..10 {
        // SAFETY: this program has started no thread.
        if let Ok(nix::unistd::ForkResult::Child) = unsafe { nix::unistd::fork() } {
            let open: Vec<_> = (0..1000)
                .map_while(|_| File::open("/dev/null").ok())
                .collect();
            std::thread::sleep(std::time::Duration::from_secs(10));
            std::process::exit(i32::from(open.is_empty()));
        }
    }
    std::thread::sleep(std::time::Duration::from_secs(10));
}
