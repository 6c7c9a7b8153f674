//! Programs that attack the compiler, in tier A and in tier B.

#![cfg(target_os = "linux")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::server::{
    Server, exit, files_below, program, repository, smallest_book, text, wait_until,
};
use crate::tiers::{CRAMPED, IN_THE_ENVIRONMENT, breathless, command_in_tier, servers};

/// Runs the program in each tier, which must not compile it; what is said of it is judged.
#[track_caller]
fn does_not_compile(code: &str, judge: impl Fn(&Value, &str)) {
    does_not_compile_on(servers(), code, judge);
}

#[track_caller]
fn does_not_compile_on(servers: Vec<&Server>, code: &str, judge: impl Fn(&Value, &str)) {
    let all: Vec<Vec<Value>> = std::thread::scope(|scope| {
        let runs = servers
            .into_iter()
            .map(|server| scope.spawn(|| server.run(code)));
        let runs: Vec<_> = runs.collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    for events in all {
        let end = exit(&events);
        assert_eq!(end["detail"], "did not compile", "{code}: {events:#?}");
        let diagnostics = events.iter().filter(|event| event["event"] == "diagnostic");
        let said: String = diagnostics
            .filter_map(|diagnostic| diagnostic["rendered"].as_str())
            .collect();
        let explained = !said.is_empty() || end["message"] != "";
        assert!(explained, "nobody says why {code} was not compiled");
        judge(end, &said);
    }
}

/// A file in the reader's home, with a secret.
fn secret_at_home() -> tempfile::NamedTempFile {
    let home = std::env::var("HOME").unwrap();
    let file = tempfile::NamedTempFile::new_in(home).unwrap();
    std::fs::write(file.path(), "the-secret-at-home\n").unwrap();
    std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    file
}

/// Files that nobody may read from a program's text.
fn secrets(at_home: &Path) -> [PathBuf; 4] {
    [
        "/etc/shadow".into(),
        at_home.to_owned(),
        repository().join("Cargo.toml"),
        "/proc/1/environ".into(),
    ]
}

#[track_caller]
fn tells_no_secret(said: &str) {
    for secret in ["the-secret", "root:", "[workspace]"] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn files_are_not_taken_into_the_program() {
    let at_home = secret_at_home();
    let files = secrets(at_home.path()).map(|file| file.display().to_string());
    let refused = |items: String, times: usize| {
        does_not_compile(&format!("{items}fn main() {{}}\n"), |_, said| {
            let refusals = said.matches("couldn't read").count();
            assert_eq!(refusals, times, "{items}: {said}");
            tells_no_secret(said);
        });
    };
    for file in &files {
        refused(format!("include!(\"{file}\");\n"), 1);
        refused(format!("#[path = \"{file}\"] mod x;\n"), 1);
    }
    let taken = |(n, file): (usize, &String)| {
        format!(
            "pub static S{n}: &str = include_str!(\"{file}\");\npub static B{n}: &[u8] = include_bytes!(\"{file}\");\n"
        )
    };
    refused(
        files.iter().enumerate().map(taken).collect(),
        2 * files.len(),
    );
}

#[test]
fn files_are_not_taken_in_by_the_assembler_or_the_linker() {
    let at_home = secret_at_home();
    for file in secrets(at_home.path()) {
        let file = file.display();
        let assembled = format!(
            "std::arch::global_asm!(\".globl secret\", \"secret: .incbin \\\"{file}\\\"\"); fn main() {{}}"
        );
        does_not_compile(&assembled, |_, said| {
            assert!(said.contains("Could not find incbin file"), "{said}");
            tells_no_secret(said);
        });
        let linked = format!(
            "#[link(name = \"{file}\", kind = \"static\", modifiers = \"+verbatim,-bundle\")] unsafe extern \"C\" {{ fn x(); }}\n\
             fn main() {{ unsafe {{ x() }} }}"
        );
        does_not_compile(&linked, |_, said| tells_no_secret(said));
    }
}

#[test]
fn the_servers_environment_is_not_the_compilers() {
    let code = r#"fn main() {
        println!("{:?} {:?}", option_env!("SERVER_SECRET"), option_env!("HOME"));
        println!("{}", String::from_utf8_lossy(include_bytes!("/proc/self/environ")));
    }"#;
    for server in servers() {
        let events = server.run(code);
        let printed = text(&events, "stdout");
        assert!(printed.starts_with("None None\n"), "{events:#?}");
        assert!(!printed.contains(IN_THE_ENVIRONMENT), "{printed}");
    }
}

#[test]
fn an_endless_file_is_stopped() {
    let code =
        r#"static X: &[u8] = include_bytes!("/dev/zero"); fn main() { println!("{}", X.len()) }"#;
    does_not_compile_on(breathless(), code, |end, _| {
        assert!(
            end["stopped"] == "memory" || end["stopped"] == "time",
            "{end}"
        );
    });
}

#[test]
fn a_doubling_macro_runs_out_of_memory_and_that_is_said() {
    let code = "macro_rules! twice { ($($t:tt)*) => { twice! { $($t)* $($t)* } } }\ntwice! { a b c d }\nfn main() {}";
    let cramped = CRAMPED.get(["compile-time=25", "compile-memory=256M"]);
    does_not_compile_on(cramped, code, |end, _| {
        assert_eq!(end["stopped"], "memory", "{end}");
        let message = end["message"].as_str().unwrap();
        assert!(message.contains("out of memory"), "{message}");
        assert!(message.contains("256 MiB"), "{message}");
    });
}

#[test]
fn a_compilation_without_end_is_stopped_after_its_time() {
    let endless = [
        "#![recursion_limit = \"100000000\"]\nmacro_rules! more { ($e:expr) => { more!($e + 1) } }\nfn main() { more!(1); }",
        "#![allow(long_running_const_eval)]\nconst fn spin() -> u8 { loop {} }\nconst X: u8 = spin();\nfn main() { println!(\"{X}\") }",
    ];
    std::thread::scope(|scope| {
        for code in endless {
            scope.spawn(move || is_stopped_after_its_time(code));
        }
    });
}

fn is_stopped_after_its_time(code: &str) {
    does_not_compile_on(breathless(), code, |end, _| {
        // The macro may be the machine's end of memory before that of its time.
        assert!(
            end["stopped"] == "time" || end["stopped"] == "memory",
            "{end}"
        );
        assert!(
            end["message"]
                .as_str()
                .unwrap()
                .starts_with("The compiler was stopped"),
            "{end}"
        );
    });
}

#[test]
fn what_is_too_large_is_not_compiled() {
    for (code, stopped) in [
        (
            "static X: [u8; 3_000_000_000] = [0; 3_000_000_000]; fn main() { println!(\"{}\", X[7]) }",
            "memory",
        ),
        (
            "static X: [u8; 200 << 20] = [1; 200 << 20]; fn main() { println!(\"{}\", X[7]) }",
            "",
        ),
    ] {
        does_not_compile(code, |end, _| {
            assert!(stopped.is_empty() || end["stopped"] == stopped, "{end}");
        });
    }
}

#[test]
fn polymorphic_recursion_is_an_error() {
    let code = "fn f<T: std::fmt::Debug>(n: u32, t: T) { if n > 0 { f(n - 1, (t,)) } else { println!(\"{t:?}\") } }\nfn main() { f(3, 1) }";
    does_not_compile(code, |_, said| {
        assert!(said.contains("reached the recursion limit"), "{said}");
    });
}

#[test]
fn text_that_shows_itself_backwards_is_denied() {
    let code = "fn main() { let who = \"\u{202e}\"; println!(\"{who}\"); /* \u{202e} */ }";
    does_not_compile(code, |_, said| {
        assert!(
            said.contains("codepoint changing visible direction"),
            "{said}"
        );
        assert!(!said.contains('\u{202e}'), "it is shown as it is: {said}");
    });
}

#[test]
fn of_more_errors_than_can_be_told_the_first_are() {
    let code = format!("fn main() {{\n{}}}", "    let _: () = 1;\n".repeat(600));
    does_not_compile(&code, |end, said| {
        // On a busy machine its time may be over first.
        let stopped = end["stopped"].as_str();
        assert!(matches!(stopped, Some("output" | "time")), "{end}");
        assert!(said.contains("main.rs:2:17"), "{said:.200}");
    });
}

#[test]
fn the_compiler_leaves_nothing_behind() {
    let folder = smallest_book("compiler-leaves-nothing");
    let temporary = folder.join("temporary");
    std::fs::create_dir(&temporary).unwrap();
    let mut command = command_in_tier("A", &folder);
    command
        .args(["--limit", "compile-time=2"])
        .env("TMPDIR", &temporary);
    let server = Server::await_start(command);
    let endless = "#![allow(long_running_const_eval)]\nconst X: u8 = loop {};\nfn main() { println!(\"{X}\") }";
    for code in ["fn main() {}", "fn main() { nothing }", endless] {
        let _ = exit(&server.run(code));
    }
    let mut left = server
        .client
        .stream(&json!({ "code": endless.replace("u8", "u16") }));
    left.until("compiling");
    drop(left);
    wait_until(
        "the compiler's folders are gone",
        Duration::from_secs(5),
        || files_below(&temporary).is_empty(),
    );
    for kept in files_below(&folder.join("target/cargo-book-cache/programs")) {
        let name = kept.file_name().unwrap();
        assert!(name == "main" || name == "record.json", "{kept:?}");
    }
}

#[test]
fn what_was_compiled_without_walls_is_not_run_behind_them() {
    let folder = smallest_book("without-walls");
    let file = folder.join("program.rs");
    std::fs::write(
        &file,
        "fn main() { print!(\"{}\", include_str!(\"/etc/shadow\").len()) }",
    )
    .unwrap();
    let run = |tier: &[&str]| {
        let mut command = Command::new(program());
        command
            .args(["run", "--dir"])
            .arg(&folder)
            .args(tier)
            .arg(&file);
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        command.output().unwrap().status.code()
    };
    if run(&["--tier", "C", "--unsandboxed"]) == Some(0) {
        assert_eq!(run(&[]), Some(1), "the sandbox shows what it should hide");
    }
}
