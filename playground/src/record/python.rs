//! The Python that runs the counterparts.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Python that has all that the counterparts use.
const OLDEST: (u32, u32) = (3, 11);

/// Why no Python counterpart can be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindPythonError {
    /// There is none.
    #[error("python3 is not installed; the Python counterparts need 3.11 or newer")]
    Absent,
    /// It is too old, or does not say how old it is.
    #[error("{path} is Python {version}; the Python counterparts need 3.11 or newer")]
    Unfit {
        /// The program.
        path: String,
        /// What it says about itself.
        version: String,
    },
}

/// Finds python3, version 3.11 or newer.
pub fn find() -> Result<PathBuf, FindPythonError> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = if cfg!(windows) {
        ["python3.exe", "python.exe"]
    } else {
        ["python3", "python"]
    };
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|program| program.is_file());
    let program = found.ok_or(FindPythonError::Absent)?;
    let version = ask_version(&program);
    if parse_version(&version).is_some_and(|version| version >= OLDEST) {
        return Ok(program);
    }
    Err(FindPythonError::Unfit {
        path: program.display().to_string(),
        version,
    })
}

fn ask_version(program: &Path) -> String {
    let ask = "import sys; print('%d.%d' % sys.version_info[:2])";
    match Command::new(program).args(["-I", "-c", ask]).output() {
        Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        Err(error) => format!("unknown ({error})"),
    }
}

fn parse_version(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(parse_version("3.9") < Some(OLDEST));
        assert!(parse_version("3.14") > Some(OLDEST));
        assert_eq!(parse_version("unknown"), None);
    }
}
