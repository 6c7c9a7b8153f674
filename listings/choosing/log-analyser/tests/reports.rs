//! What is true of these programs beyond their recorded text.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(program: &str, arguments: &[&str]) -> Output {
    let mut program = Command::new(program);
    let output = program.args(arguments).env_remove("LOG_START").output();
    output.expect("the program starts")
}

/// What it prints beside its log.
fn report(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = printed.lines().filter(|line| !line.contains(" | "));
    lines.map(str::to_owned).collect()
}

#[test]
fn all_count_the_same() {
    let serial = report(&run(env!("CARGO_BIN_EXE_logs_serial"), &[]));
    assert_eq!(serial.len(), 6, "{serial:?}");
    for program in [
        env!("CARGO_BIN_EXE_logs_locked"),
        env!("CARGO_BIN_EXE_logs_rayon"),
    ] {
        assert_eq!(report(&run(program, &[])), serial, "{program}");
    }
}

/// What the page says of a file of your own.
#[test]
fn a_file_is_read() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("access.log");
    let text = b"10.0.0.7 - - [x] \"GET /b HTTP/1.1\" 200 1\n\
        10.0.0.7 - - [x] \"GET /\xff HTTP/1.1\" 200 1\n\
        10.0.0.7 - - [x] \"GET /a HTTP/1.1\" 200 1\nno request\n";
    fs::write(&file, text).expect("the file can be written");
    let file = file.to_string_lossy();
    let output = run(env!("CARGO_BIN_EXE_logs_rayon"), &[&file]);
    let expected = [
        "     1 /a",
        "     1 /b",
        "     1 /\u{fffd}",
        "3 paths, 1 broken lines",
    ];
    assert_eq!(report(&output), expected);
}

#[test]
fn a_missing_file_is_an_error() {
    let output = run(env!("CARGO_BIN_EXE_logs_rayon"), &["no/such/file.log"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("NotFound"));
}
