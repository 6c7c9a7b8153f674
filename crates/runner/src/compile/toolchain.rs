//! The compiler that is installed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The real compiler: not rustup's proxy, which decides anew on every start which compiler is meant.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// The compiler.
    pub rustc: PathBuf,
    /// The cargo that belongs to it.
    pub cargo: PathBuf,
    /// The folder of the toolchain.
    pub sysroot: PathBuf,
    /// The machine's target, such as `x86_64-unknown-linux-gnu`.
    pub host: String,
    /// Such as `1.95.0`.
    pub release: String,
    /// The date of the compiler's commit, such as `2026-04-14`.
    pub date: String,
    /// The compiler's commit.
    pub hash: String,
    /// All that `rustc -vV` says: the identity of the compiler.
    pub identity: String,
}

impl Toolchain {
    /// Finds the compiler that cargo would use in this folder.
    pub fn find(folder: &Path) -> anyhow::Result<Self> {
        let named = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
        let sysroot =
            PathBuf::from(ask(Path::new(&named), &["--print", "sysroot"], folder)?.trim());
        let program = |name: &str| {
            let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            sysroot.join("bin").join(file)
        };
        let rustc = Some(program("rustc"))
            .filter(|path| path.is_file())
            .unwrap_or_else(|| PathBuf::from(named));
        let cargo = std::env::var_os("CARGO").map(PathBuf::from);
        let cargo = cargo.unwrap_or_else(|| {
            Some(program("cargo"))
                .filter(|path| path.is_file())
                .unwrap_or_else(|| PathBuf::from("cargo"))
        });
        let identity = ask(&rustc, &["-vV"], folder)?;
        let field = |name: &str| {
            let line = identity.lines().find_map(|line| line.strip_prefix(name));
            line.map(|value| value.trim_start_matches(':').trim().to_owned())
        };
        let (Some(host), Some(release)) = (field("host"), field("release")) else {
            bail!("`{} -vV` names no host or release", rustc.display());
        };
        Ok(Toolchain {
            host,
            release,
            date: field("commit-date").unwrap_or_default(),
            hash: field("commit-hash").unwrap_or_default(),
            rustc,
            cargo,
            sysroot,
            identity,
        })
    }

    /// The folder with the standard library's files.
    pub fn library_folder(&self) -> PathBuf {
        let rustlib = self.sysroot.join("lib").join("rustlib");
        rustlib.join(&self.host).join("lib")
    }
}

fn ask(program: &Path, arguments: &[&str], folder: &Path) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .with_context(|| {
            format!(
                "cannot start {}: install Rust from https://rustup.rs",
                program.display()
            )
        })?;
    if !output.status.success() {
        bail!(
            "`{} {}` failed: {}",
            program.display(),
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} did not answer in UTF-8", program.display()))
}
