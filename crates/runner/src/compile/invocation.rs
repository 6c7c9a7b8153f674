//! The arguments of rustc for a reader's program.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::crates::{Crates, PRELUDE};
use super::request::{Mode, Source};
use super::toolchain::Toolchain;

/// What the compiler is to produce.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Linking {
    /// A program that takes the crates (and the standard library) from dynamic libraries: quick to link.
    Dynamic,
    /// A program that holds all its code.
    Static,
    /// Only the diagnostics.
    CheckOnly,
}

/// The name under which the compiler sees the source, and shows it in its messages.
pub const SOURCE_FILE: &str = "main.rs";
/// The program's file.
pub const PROGRAM_FILE: &str = if cfg!(windows) { "main.exe" } else { "main" };

/// Everything after `rustc`, to be started in a folder that holds `main.rs`.
pub fn arguments(
    toolchain: &Toolchain,
    crates: Option<&Crates>,
    source: &Source,
    linking: Linking,
) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec![
        SOURCE_FILE.into(),
        "--crate-name=main".into(),
        format!("--edition={}", source.edition.year()).into(),
        "--error-format=json".into(),
        "-Ccodegen-units=1".into(),
    ];
    if source.tests {
        arguments.push("--test".into());
    } else {
        arguments.push("--crate-type=bin".into());
    }
    if source.mode == Mode::Release {
        arguments.push("-Copt-level=3".into());
    }
    if source.backtrace {
        arguments.push("-Cdebuginfo=line-tables-only".into());
    }
    if let Some(crates) = crates {
        arguments.extend(externs(&crates.externs, &crates.folder));
    }
    match linking {
        Linking::CheckOnly => arguments.push("--emit=metadata".into()),
        Linking::Static => arguments.push(format!("-o{PROGRAM_FILE}").into()),
        Linking::Dynamic => {
            arguments.push(format!("-o{PROGRAM_FILE}").into());
            arguments.extend(dynamic_libraries(toolchain, crates));
        }
    }
    arguments
}

/// The standard library and the crates, both to be found again when the program starts.
fn dynamic_libraries(toolchain: &Toolchain, crates: Option<&Crates>) -> Vec<OsString> {
    let mut arguments = vec![
        "-Cprefer-dynamic".into(),
        run_path(&toolchain.library_folder()),
    ];
    if let Some((crates, prelude)) =
        crates.and_then(|crates| Some((crates, crates.prelude.as_ref()?)))
    {
        arguments.push("--extern".into());
        arguments.push(named_file(PRELUDE, prelude));
        arguments.push(run_path(&crates.folder));
    }
    arguments
}

/// The text to compile: for a program that takes the crates from the dynamic library, a line names that library.
pub fn source_for(source: &Source, crates: Option<&Crates>, linking: Linking) -> String {
    let has_prelude = crates.is_some_and(|crates| crates.prelude.is_some());
    if linking == Linking::Dynamic && has_prelude {
        return format!("{}\nextern crate {PRELUDE} as _;\n", source.code);
    }
    source.code.clone()
}

/// `--extern` for each crate, and where their own dependencies are.
pub(crate) fn externs(crates: &[(String, PathBuf)], folder: &Path) -> Vec<OsString> {
    let mut arguments = Vec::new();
    for (name, file) in crates {
        arguments.push("--extern".into());
        arguments.push(named_file(name, file));
    }
    let mut dependencies = OsString::from("-Ldependency=");
    dependencies.push(folder);
    arguments.push(dependencies);
    arguments
}

fn named_file(name: &str, file: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push("=");
    argument.push(file);
    argument
}

/// Where the program looks for its dynamic libraries. It is part of the program: no environment variable is needed,
/// so none is seen by the program, or missed by a child that is started without an environment.
fn run_path(folder: &Path) -> OsString {
    let mut argument = OsString::from("-Clink-arg=-Wl,-rpath,");
    argument.push(folder);
    argument
}

/// What cargo tells the compiler of a package, for programs that ask with `env!`. There is no package here: it is the
/// Rust Playground's, so that a program prints the same here and there. `CARGO_CRATE_NAME` is left out: by that rustc
/// knows cargo, and would advise to use it.
const PACKAGE: [(&str, &str); 14] = [
    ("CARGO_PKG_NAME", "playground"),
    ("CARGO_PKG_VERSION", "0.0.1"),
    ("CARGO_PKG_VERSION_MAJOR", "0"),
    ("CARGO_PKG_VERSION_MINOR", "0"),
    ("CARGO_PKG_VERSION_PATCH", "1"),
    ("CARGO_PKG_VERSION_PRE", ""),
    ("CARGO_PKG_AUTHORS", "The Rust Playground"),
    ("CARGO_PKG_DESCRIPTION", ""),
    ("CARGO_PKG_HOMEPAGE", ""),
    ("CARGO_PKG_REPOSITORY", ""),
    ("CARGO_PKG_LICENSE", ""),
    ("CARGO_PKG_RUST_VERSION", ""),
    ("CARGO_BIN_NAME", "main"),
    // The folder in which the program starts.
    ("CARGO_MANIFEST_DIR", "."),
];

/// The whole environment of the compiler: where it finds the linker, and where it may put temporary files.
pub(crate) fn environment(work_folder: &Path) -> Vec<(OsString, OsString)> {
    let mut environment = vec![("PATH".into(), search_path())];
    for name in ["TMPDIR", "TMP", "TEMP"] {
        environment.push((name.into(), work_folder.into()));
    }
    environment.extend(PACKAGE.map(|(name, value)| (name.into(), value.into())));
    environment
}

/// The program does not know in which folder it was compiled: nothing is there any more, and a backtrace names
/// `./main.rs`.
pub(crate) fn without_folder(work_folder: &Path) -> OsString {
    let mut argument = OsString::from("--remap-path-prefix=");
    argument.push(work_folder);
    argument.push("=.");
    argument
}

/// Where programs are found. On Unix always the same; elsewhere the linker needs the server's own.
pub fn search_path() -> OsString {
    if cfg!(unix) {
        return "/usr/local/bin:/usr/bin:/bin".into();
    }
    std::env::var_os("PATH").unwrap_or_default()
}
