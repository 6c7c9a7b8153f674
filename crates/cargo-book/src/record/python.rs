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

/// Finds python3, version 3.11 or newer: the interpreter itself, where PATH has a script that looks for it each time.
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
    let (version, interpreter) = introduce(&program);
    if parse_version(&version).is_some_and(|version| version >= OLDEST) {
        return Ok(interpreter.filter(|file| file.is_file()).unwrap_or(program));
    }
    Err(FindPythonError::Unfit {
        path: program.display().to_string(),
        version,
    })
}

/// The version of a Python, and the file that it runs from.
fn introduce(program: &Path) -> (String, Option<PathBuf>) {
    let ask = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)";
    match Command::new(program).args(["-I", "-c", ask]).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            let (version, interpreter) = said.split_once('\n').unwrap_or((&said, ""));
            let interpreter = interpreter.trim();
            let interpreter = (!interpreter.is_empty()).then(|| PathBuf::from(interpreter));
            (version.trim().to_owned(), interpreter)
        }
        Err(error) => (format!("unknown ({error})"), None),
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
