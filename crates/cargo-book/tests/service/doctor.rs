//! `cargo book doctor`.

use crate::server::command;

/// Its exit code, and what it prints.
fn doctor(arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = command(&["doctor"])
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), said)
}

/// The line about this, and the next one.
#[track_caller]
fn about<'a>(said: &'a str, what: &str) -> (&'a str, &'a str) {
    let mut lines = said.lines();
    let found = lines.find(|line| line.contains(&format!("  {what}: ")));
    let found = found.unwrap_or_else(|| panic!("nothing about {what} in {said}"));
    (found, lines.next().unwrap_or_default())
}

#[test]
fn where_run_works_a_program_was_run_and_missing_tools_are_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    // No tool is on this path; the compiler is named, and finds its linker by the sandbox's own path.
    let rustc = std::process::Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .unwrap();
    let rustc = format!(
        "{}/bin/rustc",
        String::from_utf8_lossy(&rustc.stdout).trim()
    );
    let path = folder.path().to_str().unwrap();
    let (code, said) = doctor(&[], &[("PATH", path), ("RUSTC", &rustc)]);
    assert_eq!(code, Some(0), "{said}");
    assert!(about(&said, "Run").0.starts_with("ok"), "{said}");
    assert!(about(&said, "Rust").0.contains("rustc 1."), "{said}");
    assert!(about(&said, "sandbox").0.contains("tier "), "{said}");
    let (limits, _) = about(&said, "limits");
    assert!(limits.contains("exactly"), "{said}");
    for tool in ["Python", "Chromium", "ChromeDriver", "mdbook"] {
        let (line, remedy) = about(&said, tool);
        assert!(line.starts_with("lacking"), "{said}");
        assert!(remedy.trim().starts_with('→'), "{said}");
    }
    assert!(said.contains("  axe: "), "{said}");
    assert!(said.contains("  prepared crates: "), "{said}");
    assert!(said.ends_with("Run works.\n"), "{said}");
}

#[test]
fn without_a_compiler_run_cannot_work() {
    let (code, said) = doctor(&[], &[("RUSTC", "/no/such/rustc")]);
    assert_eq!(code, Some(1), "{said}");
    let (line, remedy) = about(&said, "Rust");
    assert!(line.starts_with("BROKEN"), "{said}");
    assert!(remedy.contains("https://rustup.rs"), "{said}");
}

#[test]
fn without_a_sandbox_run_is_off_until_that_is_asked_for() {
    let (code, said) = doctor(&["--tier", "C"], &[]);
    assert_eq!(code, Some(1), "{said}");
    let (line, remedy) = about(&said, "sandbox");
    assert!(
        line.starts_with("BROKEN") && line.contains("tier C"),
        "{said}"
    );
    assert!(remedy.contains("--unsandboxed"), "{said}");
    let (code, said) = doctor(&["--tier", "C", "--unsandboxed"], &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(about(&said, "sandbox").0.starts_with("lacking"), "{said}");
}
