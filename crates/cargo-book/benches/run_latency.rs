//! From the request to the end of the output, beside what a bare rustc and cargo need for the same.
//!
//! `cargo bench --package cargo-book --bench run_latency --profile dev` (without `--profile dev` everything is first
//! built anew with optimisations; what is measured is the same: the server as `cargo book` starts it). Everything is
//! measured in turns, so that a busy machine slows all of it; compare the ratios, not the milliseconds. Beside each median
//! stands the lower quartile, in which there is less of what else the machine did; `ROUNDS=60` before it measures more
//! often, `CARGO_BOOK=PROGRAM` measures a server that is built already.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]
#![allow(dead_code, reason = "the tests' client and server can do more")]

#[path = "../tests/service/client.rs"]
mod client;
#[path = "../tests/service/server.rs"]
mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use runner::{
    Crates, Edition, Linking, Mode, PROGRAM_FILE, Prebuilt, SOURCE_FILE, Source, Supply, Toolchain,
    arguments, source_for,
};
use server::{PROGRAM, Server, exit, first, repository};

const ROUNDS: usize = 15;

/// The parts of the sorted times at which the figures stand: the median, the lower quartile.
const PARTS: [usize; 2] = [2, 4];

/// Ten lines that do nothing long; the number makes each edit a new one.
fn program(number: usize) -> String {
    format!(
        r#"use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {{
    let task = tokio::spawn(async {{
        tokio::time::sleep(Duration::from_millis(1)).await;
        {number}
    }});
    println!("{{}}", task.await.expect("the task does not panic"));
}}
"#
    )
}

fn main() {
    sandbox::launcher_main();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    let target = repository().join(target);
    let given = std::env::var_os("CARGO_BOOK").map(PathBuf::from);
    let measured = given.unwrap_or_else(|| build(&target));
    PROGRAM.set(measured).unwrap();

    let server = server::shared();
    let bare = Bare::prepare();
    let cargo = CargoProject::prepare();
    let (listing, listing_program) = quickest_listing(&target);
    let rounds = std::env::var("ROUNDS").ok();
    let rounds = rounds
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    println!("{rounds} rounds; the listing is {}", listing.display());
    println!("the median, and the lower quartile:");
    let listing = std::fs::read_to_string(listing).unwrap();

    let mut table = Table::default();
    let unique = std::process::id() as usize * 1000;
    for round in 0..rounds {
        let code = program(unique + round);
        table.add("unmodified listing, over HTTP", || ask(server, &listing));
        table.add("the same program, bare", || start(&listing_program));
        table.add("edited program, over HTTP", || ask(server, &code));
        table.add("the same edit again, over HTTP", || ask(server, &code));
        // Another edit, which the page has sent when typing stopped.
        let thought_about = program(unique + 500 + round);
        let question = serde_json::json!({ "code": thought_about });
        assert_eq!(server.client.post_json("/compile", &question).status, 204);
        table.add("an edit that was compiled ahead, over HTTP", || {
            ask(server, &thought_about);
        });
        table.add("bare rustc with the same flags, and the run", || {
            bare.compile_and_run(&code, Linking::Dynamic);
        });
        table.add("bare rustc, linked statically, and the run", || {
            bare.compile_and_run(&code, Linking::Static);
        });
        table.add("cargo run after the same edit", || cargo.run(&code));
        let wrong = code.replace("task.await", "tusk.await");
        table.add("an error of the compiler, over HTTP", || {
            let events = server.run(&wrong);
            assert_eq!(first(&events, "diagnostic")["code"], "E0425");
        });
        let unclosed = code.trim_end().trim_end_matches('}');
        table.add("an unclosed brace, over HTTP", || {
            assert_eq!(exit(&server.run(unclosed))["success"], false);
        });
    }
    table.print();
    // The quickest listing still waits for its own timers: the bar is for a program that does nothing long.
    table.bar("the same edit again, over HTTP", 50.0);
    table.bar("an edit that was compiled ahead, over HTTP", 60.0);
    table.bar("an error of the compiler, over HTTP", 120.0);
    table.bar("an unclosed brace, over HTTP", 120.0);
    let bare = "the same program, bare";
    table.added("unmodified listing, over HTTP", bare, 15.0);
    let edited = "edited program, over HTTP";
    table.ratio(edited, "bare rustc with the same flags, and the run", 1.10);
    table.ratio(edited, "cargo run after the same edit", 0.8);
}

/// The server as it is now.
fn build(target: &Path) -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "cargo-book"])
        .current_dir(repository())
        .status();
    assert!(built.unwrap().success());
    target.join("debug/cargo-book")
}

fn ask(server: &Server, code: &str) {
    let events = server.run(code);
    assert_eq!(exit(&events)["success"], true, "{events:#?}");
}

fn start(program: &Path) {
    // As in the sandbox: cargo tells this benchmark where its own libraries are.
    let output = Command::new(program)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// The tokio listing whose program ends soonest: what is left is what the service adds.
fn quickest_listing(target: &Path) -> (PathBuf, PathBuf) {
    let pattern = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let parts = pattern(repository().join("listings"));
    let pages = parts.flat_map(|part| pattern(part.path()));
    let sources = pages.flat_map(|page| pattern(page.path().join("src/bin")));
    let programs = sources.map(|source| source.path()).filter_map(|source| {
        let code = std::fs::read_to_string(&source).ok()?;
        let program = target.join("debug").join(source.file_stem()?);
        let is_one = source.extension()? == "rs" && code.contains("tokio") && program.is_file();
        is_one.then_some((source, program))
    });
    let timed = programs.filter_map(|(source, program)| {
        let started = Instant::now();
        let output = Command::new(&program).stdin(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| (started.elapsed(), source, program))
    });
    let (_, source, program) = timed.min().expect("there is a listing with tokio");
    (source, program)
}

/// rustc, started directly with what the service has prepared.
struct Bare {
    toolchain: Toolchain,
    crates: Arc<Crates>,
    folder: tempfile::TempDir,
}

impl Bare {
    fn prepare() -> Self {
        let toolchain = Toolchain::find(&repository()).unwrap();
        let supply = Supply::of_workspace(&repository());
        let prebuilt = Prebuilt::new(toolchain.clone(), supply).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(prebuilt.prepare_crates()).unwrap();
        Bare {
            toolchain,
            crates: prebuilt.crates_if_ready().unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn compile_and_run(&self, code: &str, linking: Linking) {
        let source = Source {
            code: code.to_owned(),
            edition: Edition::E2024,
            mode: Mode::Debug,
            tests: false,
            backtrace: false,
        };
        let crates = Some(&*self.crates);
        let text = source_for(&source, crates, linking);
        std::fs::write(self.folder.path().join(SOURCE_FILE), text).unwrap();
        let compiled = Command::new(&self.toolchain.rustc)
            .args(arguments(&self.toolchain, crates, &source, linking))
            .current_dir(&self.folder)
            .output();
        assert!(compiled.unwrap().status.success());
        start(&self.folder.path().join(PROGRAM_FILE));
    }
}

/// The project that a reader would make: the same crates, in the versions of the book.
struct CargoProject {
    folder: tempfile::TempDir,
}

impl CargoProject {
    fn prepare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let manifest = "[package]\nname = \"edited\"\nedition = \"2024\"\n\n[dependencies]\n\
            futures = \"0.3\"\nrayon = \"1\"\ntokio = { version = \"1\", features = [\"full\"] }\n";
        std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        std::fs::create_dir(folder.path().join("src")).unwrap();
        std::fs::copy(
            repository().join("Cargo.lock"),
            folder.path().join("Cargo.lock"),
        )
        .unwrap();
        let project = CargoProject { folder };
        project.run(&program(0));
        project
    }

    fn run(&self, code: &str) {
        std::fs::write(self.folder.path().join("src/main.rs"), code).unwrap();
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline"])
            .env("CARGO_TARGET_DIR", self.folder.path().join("target"))
            .current_dir(&self.folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

/// Times by name, in the order of their first measurement.
#[derive(Default)]
struct Table(Vec<(&'static str, Vec<Duration>)>);

impl Table {
    fn add(&mut self, name: &'static str, measured: impl FnOnce()) {
        let started = Instant::now();
        measured();
        let took = started.elapsed();
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some((_, times)) => times.push(took),
            None => self.0.push((name, vec![took])),
        }
    }

    /// The median and the lower quartile, in milliseconds.
    fn figures(&self, name: &str) -> [f64; 2] {
        let (_, times) = self.0.iter().find(|(other, _)| *other == name).unwrap();
        let mut times = times.clone();
        times.sort();
        PARTS.map(|part| times[times.len() / part].as_secs_f64() * 1000.0)
    }

    fn print(&self) {
        for (name, _) in &self.0 {
            let [median, quartile] = self.figures(name);
            println!("{median:8.1} {quartile:8.1} ms  {name}");
        }
    }

    fn bar(&self, name: &str, most: f64) {
        let figures = self.figures(name);
        say(figures, "ms", name, most);
    }

    fn added(&self, name: &str, to: &str, most: f64) {
        let (one, other) = (self.figures(name), self.figures(to));
        let added = [one[0] - other[0], one[1] - other[1]];
        say(added, "ms", &format!("{name} - {to}"), most);
    }

    fn ratio(&self, name: &str, to: &str, most: f64) {
        let (one, other) = (self.figures(name), self.figures(to));
        let ratio = [one[0] / other[0], one[1] / other[1]];
        say(ratio, "× ", &format!("{name} / {to}"), most);
    }
}

fn say(figures: [f64; 2], unit: &str, what: &str, most: f64) {
    let [median, quartile] = figures;
    let verdict = match figures.map(|figure| figure <= most) {
        [true, _] => "",
        [false, true] => "  MISSED by the median",
        [false, false] => "  MISSED",
    };
    println!("{median:8.2} {quartile:8.2} {unit}  {what}: the bar is {most}{verdict}");
}
