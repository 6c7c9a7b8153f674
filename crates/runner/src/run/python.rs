//! The Python of this machine: the counterparts of the listings are run by it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Python that has all that the counterparts use.
const OLDEST: (u32, u32) = (3, 11);

/// The system's own places: programs may read there what they need anyway.
const OF_THE_SYSTEM: [&str; 3] = ["/", "/usr", "/usr/local"];

/// The file of a program in its work folder.
pub(crate) const PYTHON_FILE: &str = "main.py";

/// What a program is started with: the reader's settings and packages are not there, nothing is held back of what it
/// prints, and nothing is written beside it.
pub(crate) const PYTHON_ARGUMENTS: [&str; 4] = ["-I", "-S", "-u", "-B"];

/// A Python that is new enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Python {
    /// The interpreter.
    pub program: PathBuf,
    /// Its version, as in `3.12.3`.
    pub version: String,
    /// Where it is installed, if that is not where the system has its own programs.
    pub prefix: Option<PathBuf>,
}

/// Why no Python program can be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindPythonError {
    /// There is none.
    #[error("python3 is not installed; Python programs need 3.11 or newer")]
    Absent,
    /// It is too old, or does not say how old it is.
    #[error("{path} is Python {version}; Python programs need 3.11 or newer")]
    Unfit {
        /// The program.
        path: String,
        /// What it says about itself.
        version: String,
    },
    /// It does not start where programs are run.
    #[error("{path} cannot be run in the sandbox: {why}")]
    Confined {
        /// The program.
        path: String,
        /// What came of it.
        why: String,
    },
}

impl Python {
    /// Finds python3, version 3.11 or newer: the interpreter itself, where PATH has a script that looks for it each time.
    pub fn find() -> Result<Python, FindPythonError> {
        let mut found = Python::all();
        let first = found.next().ok_or(FindPythonError::Absent)?;
        first.or_else(|why| found.find_map(Result::ok).ok_or(why))
    }

    /// Every python3 on the path, in its order; of each that does not fit, why.
    pub(crate) fn all() -> impl Iterator<Item = Result<Python, FindPythonError>> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let names = if cfg!(windows) {
            ["python3.exe", "python.exe"]
        } else {
            ["python3", "python"]
        };
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let programs = folders
            .into_iter()
            .flat_map(move |folder| names.into_iter().map(move |name| folder.join(name)));
        programs
            .filter(|program| program.is_file())
            .map(|program| introduce(&program))
    }
}

/// What a Python says of itself.
fn introduce(program: &Path) -> Result<Python, FindPythonError> {
    let ask = "import sys; print(*sys.version_info[:3], sep='.'); print(sys.executable); print(sys.base_prefix)";
    let unfit = |version: &str| FindPythonError::Unfit {
        path: program.display().to_string(),
        version: version.to_owned(),
    };
    let output = Command::new(program).args(["-I", "-c", ask]).output();
    let output = output.map_err(|error| unfit(&format!("unknown ({error})")))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut lines = said.lines().map(str::trim);
    let version = lines.next().unwrap_or_default();
    if parse_version(version).is_none_or(|version| version < OLDEST) {
        return Err(unfit(version));
    }
    let mut path = || {
        lines
            .next()
            .filter(|line| !line.is_empty())
            .map(PathBuf::from)
    };
    let interpreter = path().filter(|file| file.is_file());
    let prefix = path().filter(|folder| folder.is_dir());
    Ok(Python {
        program: interpreter.unwrap_or_else(|| program.to_owned()),
        version: version.to_owned(),
        prefix: prefix.filter(|folder| !OF_THE_SYSTEM.iter().any(|own| folder == Path::new(own))),
    })
}

fn parse_version(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(parse_version("3.9.1") < Some(OLDEST));
        assert!(parse_version("3.14.0") > Some(OLDEST));
        assert_eq!(parse_version("unknown"), None);
    }
}
