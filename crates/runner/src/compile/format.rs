//! rustfmt, where it is installed beside the compiler.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Context;
use sandbox::{Event, Job, Limits, Role};

use super::attempt::Rustc;
use super::invocation;
use super::request::Edition;
use super::work::JobFolder;

/// What came of formatting a program.
#[derive(Debug, Eq, PartialEq)]
pub enum Formatted {
    /// The program in the usual form.
    Code(String),
    /// Why it could not be formatted, in one sentence.
    Not(String),
    /// There is no rustfmt here.
    Absent,
}

impl Rustc {
    fn rustfmt(&self) -> Option<PathBuf> {
        let file = format!("rustfmt{}", std::env::consts::EXE_SUFFIX);
        let path = self.toolchain.sysroot.join("bin").join(file);
        path.is_file().then_some(path)
    }

    /// Has rustfmt put a program into the usual form, confined as the compiler is: a program may name files.
    pub(super) async fn format(
        &self,
        code: &str,
        edition: Edition,
        limits: &Limits,
    ) -> anyhow::Result<Formatted> {
        let Some(program) = self.rustfmt() else {
            return Ok(Formatted::Absent);
        };
        let folder = JobFolder::create(&self.work, "format-")?;
        let job = Job {
            ordered: false,
            threads: false,
            role: Role::Compiler,
            program,
            args: arguments(edition),
            env: invocation::environment(folder.path()),
            readable: vec![self.toolchain.sysroot.clone()],
            work_dir: folder.path().to_owned(),
            stdin: code.as_bytes().to_vec(),
            limits: limits.clone(),
        };
        let mut running = self.sandbox.spawn(job).context("cannot start rustfmt")?;
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        while let Some(event) = running.next().await {
            match event {
                Event::Stdout(bytes) => stdout.extend(bytes),
                Event::Stderr(bytes) => stderr.extend(bytes),
                Event::Threads(_) => {}
                Event::Exit(exit) if exit.code == Some(0) => {
                    let code = String::from_utf8(stdout).context("rustfmt wrote no UTF-8")?;
                    return Ok(Formatted::Code(code));
                }
                Event::Exit(_) => {
                    return Ok(Formatted::Not(why(&String::from_utf8_lossy(&stderr))));
                }
            }
        }
        anyhow::bail!("rustfmt vanished")
    }
}

/// The first error with its line; rustfmt names what it reads on standard input `<stdin>`.
fn why(said: &str) -> String {
    let error = said.lines().find_map(|line| line.strip_prefix("error: "));
    let place = said.split("<stdin>:").nth(1);
    let line = place.and_then(|place| place.split(':').next());
    match (error, line) {
        (Some(error), Some(line)) => format!("Not formatted, line {line}: {error}."),
        _ => "Not formatted: rustfmt cannot read this.".to_owned(),
    }
}

fn arguments(edition: Edition) -> Vec<OsString> {
    let arguments = [
        "--edition",
        edition.year(),
        "--config",
        "newline_style=Unix",
    ];
    arguments.map(Into::into).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_told_with_its_line() {
        let said = "error: expected `;`, found `}`\n --> <stdin>:2:9\n  |\nerror: other\n";
        assert_eq!(why(said), "Not formatted, line 2: expected `;`, found `}`.");
        assert_eq!(why("?"), "Not formatted: rustfmt cannot read this.");
    }
}
