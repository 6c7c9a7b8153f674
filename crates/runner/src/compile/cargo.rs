//! What cargo knows about the workspace, and builds for us.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, bail};
use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, Command};

use super::request::Mode;
use super::supply::Supply;
use super::toolchain::Toolchain;

/// The part of `cargo metadata` that is used here: the packages of the workspace.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    packages: Vec<Package>,
    /// Where its Cargo.toml and Cargo.lock are.
    pub workspace_root: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Something that cargo built, or found built.
#[derive(Debug, Deserialize)]
pub(super) struct Artifact {
    /// The package, in cargo's spelling.
    pub package_id: String,
    /// The library or program.
    pub target: ArtifactTarget,
    /// All files of it.
    pub filenames: Vec<PathBuf>,
    /// The program, if it is one.
    pub executable: Option<PathBuf>,
}

/// What was built.
#[derive(Debug, Deserialize)]
pub(super) struct ArtifactTarget {
    /// Its name.
    pub name: String,
    /// Such as `lib`, `proc-macro` or `custom-build`.
    pub kind: Vec<String>,
    /// Its root source file.
    pub src_path: PathBuf,
}

/// The packages and programs of one `cargo build`.
#[derive(Default)]
pub(crate) struct Selection {
    packages: Vec<String>,
    programs: Vec<String>,
    /// Whether only what is on this machine is used.
    offline: bool,
}

impl Metadata {
    /// Asks cargo about the workspace alone: about the rest it would answer only once every package of the lockfile had
    /// been downloaded, those of the tests and of other systems too.
    pub(crate) async fn read(toolchain: &Toolchain, supply: &Supply) -> anyhow::Result<Self> {
        let mut command = cargo(toolchain, supply);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.args(["metadata", "--format-version", "1", "--no-deps"]);
        let (child, _lifeline) = start(command)?;
        let output = child.wait_with_output().await;
        let output = output.context("cannot wait for cargo")?;
        if !output.status.success() {
            bail!(
                "`cargo metadata` failed: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        serde_json::from_slice(&output.stdout).context("cannot read what `cargo metadata` said")
    }

    /// The crates and every program of the listings.
    pub(crate) fn listings(&self, supply: &Supply) -> Selection {
        let mut selection = Selection::crates(supply, Mode::Debug);
        let folder = supply.folder.join("listings");
        for package in &self.packages {
            if package.manifest_path.starts_with(&folder) {
                let programs = package
                    .targets
                    .iter()
                    .filter(|target| target.kind.iter().any(|kind| kind == "bin"));
                selection
                    .programs
                    .extend(programs.map(|target| target.name.clone()));
                selection.packages.push(package.name.clone());
            }
        }
        selection
    }
}

impl Selection {
    /// The crates that readers' programs use.
    pub(crate) fn crates(supply: &Supply, mode: Mode) -> Self {
        Selection {
            packages: supply.packages(mode).map(str::to_owned).collect(),
            ..Selection::default()
        }
    }

    /// The same, of what is on this machine.
    pub(crate) fn offline(mut self) -> Self {
        self.offline = true;
        self
    }
}

/// What a `cargo build` came to.
pub(crate) struct Built {
    /// Whether everything was built.
    pub complete: bool,
    /// What was built, all the same.
    pub artifacts: Vec<Artifact>,
    /// What cargo wrote for a person to read.
    pub report: String,
}

fn build_command(
    toolchain: &Toolchain,
    supply: &Supply,
    selection: &Selection,
    mode: Mode,
) -> Command {
    let mut command = cargo(toolchain, supply);
    command.args(["build", "--keep-going", "--lib"]);
    if selection.offline {
        command.arg("--offline");
    }
    command.arg("--message-format=json-render-diagnostics");
    for package in &selection.packages {
        command.args(["--package", package]);
    }
    for program in &selection.programs {
        command.args(["--bin", program]);
    }
    if mode == Mode::Release {
        command.arg("--release");
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Builds a selection; `on_progress` hears each line that cargo says on its way. What can be built is built even if some of it fails.
pub(crate) async fn build(
    toolchain: &Toolchain,
    supply: &Supply,
    selection: &Selection,
    mode: Mode,
    on_progress: impl FnMut(&str),
) -> anyhow::Result<Built> {
    let (mut child, _lifeline) = start(build_command(toolchain, supply, selection, mode))?;
    let (Some(mut stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        bail!("cargo was started without its pipes");
    };
    let mut messages = Vec::new();
    let (report, read, status) = tokio::join!(
        listen(stderr, on_progress),
        stdout.read_to_end(&mut messages),
        child.wait()
    );
    read.context("cannot read what cargo said")?;
    let complete = status.context("cannot wait for cargo")?.success();
    let report = report.context("cannot read what cargo said")?;
    if !complete && let Some(why) = lacks_network(&report) {
        bail!(
            "crates are neither on this machine nor to be downloaded: connect it to a network and start again; \
             from then on no network is needed. Cargo says: {why}"
        );
    }
    Ok(Built {
        complete,
        artifacts: artifacts(&messages),
        report,
    })
}

/// What cargo wrote for a person to read; each line about its progress is passed on as it comes.
async fn listen(stderr: ChildStderr, mut on_progress: impl FnMut(&str)) -> std::io::Result<String> {
    let mut report = String::new();
    let mut lines = BufReader::new(stderr).lines();
    while let Some(line) = lines.next_line().await? {
        if is_progress(&line) {
            on_progress(line.trim());
        }
        report.push_str(&line);
        report.push('\n');
    }
    Ok(report)
}

/// What cargo says, on one line, where it failed for want of a network.
fn lacks_network(report: &str) -> Option<String> {
    let error = &report[report.find("error: ")?..];
    let is_so = error.contains("failed to download") || error.contains("--offline");
    let lines = error.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    is_so.then(|| lines.join(" ").replace(" Caused by: ", ": "))
}

/// Whether this tells what cargo is doing, or waiting for.
fn is_progress(line: &str) -> bool {
    const VERBS: [&str; 5] = [
        "Updating ",
        "Downloading ",
        "Downloaded ",
        "Compiling ",
        "Blocking ",
    ];
    let line = line.trim_start();
    VERBS.iter().any(|verb| line.starts_with(verb)) || line.contains("network error")
}

fn artifacts(messages: &[u8]) -> Vec<Artifact> {
    // Every message is one line; only artifacts have all of an artifact's fields.
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect()
}

/// A cargo that goes on until it has ended or the lifeline is dropped.
fn start(mut command: Command) -> anyhow::Result<(Child, Option<ChildStdin>)> {
    let mut child = command.spawn().context("cannot start cargo")?;
    let lifeline = child.stdin.take();
    Ok((child, lifeline))
}

/// A cargo that is not confused by the variables that an outer cargo sets for the program it runs.
fn cargo(toolchain: &Toolchain, supply: &Supply) -> Command {
    // With the lifeline its compilers end too, which nobody else would end.
    let mut command = Command::from(sandbox::tethered(&toolchain.cargo));
    // What it says is read here, and goes to pages.
    command.current_dir(&supply.folder);
    command.env("CARGO_TERM_COLOR", "never");
    if let Some(target) = &supply.target {
        command.env("CARGO_TARGET_DIR", target);
    }
    if cfg!(not(target_os = "linux")) {
        command.kill_on_drop(true);
    }
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_BIN_")
            || [
                "CARGO_MANIFEST_DIR",
                "CARGO_MANIFEST_PATH",
                "CARGO_CRATE_NAME",
            ]
            .contains(&text.as_ref())
        {
            command.env_remove(&name);
        }
    }
    command
}
