//! What cargo knows about the workspace, and builds for us.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail};
use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

use super::request::Mode;
use super::toolchain::Toolchain;

/// The part of `cargo metadata` that is used here.
#[derive(Deserialize)]
pub struct Metadata {
    packages: Vec<Package>,
    resolve: Option<Resolve>,
    /// Where cargo builds.
    pub target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

/// Something that cargo built, or found built.
#[derive(Debug, Deserialize)]
pub struct Artifact {
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
pub struct ArtifactTarget {
    /// Its name.
    pub name: String,
    /// Its root source file.
    pub src_path: PathBuf,
}

/// The packages and programs of one `cargo build`.
#[derive(Default)]
pub struct Selection {
    packages: Vec<String>,
    programs: Vec<String>,
}

impl Metadata {
    /// Asks cargo; reads nothing from the network.
    pub async fn read(toolchain: &Toolchain, root: &Path) -> anyhow::Result<Self> {
        let mut command = cargo(toolchain, root);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.args(["metadata", "--format-version", "1", "--offline"]);
        command.args(["--filter-platform", &toolchain.host]);
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

    /// The package of this name and all that it depends on.
    pub fn graph_of(&self, name: &str) -> HashSet<String> {
        let nodes: HashMap<&str, &Node> = self
            .resolve
            .iter()
            .flat_map(|resolve| &resolve.nodes)
            .map(|node| (node.id.as_str(), node))
            .collect();
        let start = self.packages.iter().filter(|package| package.name == name);
        let mut to_visit: Vec<&str> = start.map(|package| package.id.as_str()).collect();
        let mut graph = HashSet::new();
        while let Some(id) = to_visit.pop() {
            if graph.insert(id.to_owned())
                && let Some(node) = nodes.get(id)
            {
                to_visit.extend(node.dependencies.iter().map(String::as_str));
            }
        }
        graph
    }

    /// The version of a package of the graph.
    pub fn version_of(&self, name: &str, graph: &HashSet<String>) -> Option<String> {
        let mut packages = self.packages.iter();
        let package = packages.find(|package| package.name == name && graph.contains(&package.id));
        package.map(|package| package.version.clone())
    }

    /// The crates that readers' programs use. In debug mode this crate's library is selected with them, so that cargo
    /// decides on the same features for the crates that both use, and builds each once.
    pub fn crates(mode: Mode) -> Selection {
        let ours = (mode == Mode::Debug).then_some("playground");
        let packages = ours.into_iter().chain(["prelude"]);
        Selection {
            packages: packages.map(str::to_owned).collect(),
            programs: Vec::new(),
        }
    }

    /// The crates and every program of the listings.
    pub fn listings(&self, root: &Path) -> Selection {
        let mut selection = Self::crates(Mode::Debug);
        let folder = root.join("listings");
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

/// What a `cargo build` came to.
pub struct Built {
    /// Whether everything was built.
    pub complete: bool,
    /// What was built, all the same.
    pub artifacts: Vec<Artifact>,
    /// What cargo wrote for a person to read.
    pub report: String,
}

/// Builds a selection, telling each line that cargo says on its way. What can be built is built even if some of it fails.
pub async fn build(
    toolchain: &Toolchain,
    root: &Path,
    selection: &Selection,
    mode: Mode,
    mut tell: impl FnMut(&str),
) -> anyhow::Result<Built> {
    let mut command = cargo(toolchain, root);
    command.args(["build", "--keep-going", "--lib"]);
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
    let (mut child, _lifeline) = start(command)?;
    let (Some(mut stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        bail!("cargo was started without its pipes");
    };
    let listen = async {
        let mut report = String::new();
        let mut lines = BufReader::new(stderr).lines();
        while let Some(line) = lines.next_line().await? {
            if line.trim_start().starts_with("Compiling ") || line.contains("Blocking ") {
                tell(line.trim());
            }
            report.push_str(&line);
            report.push('\n');
        }
        std::io::Result::Ok(report)
    };
    let mut messages = Vec::new();
    let (report, read, status) =
        tokio::join!(listen, stdout.read_to_end(&mut messages), child.wait());
    read.context("cannot read what cargo said")?;
    Ok(Built {
        complete: status.context("cannot wait for cargo")?.success(),
        artifacts: artifacts(&messages),
        report: report.context("cannot read what cargo said")?,
    })
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
fn cargo(toolchain: &Toolchain, root: &Path) -> Command {
    // With the lifeline its compilers end too, which nobody else would end.
    let mut command = Command::from(sandbox::tethered(&toolchain.cargo));
    command.current_dir(root);
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
