//! `cargo book doctor`, as it is printed.

use std::process::ExitCode;

use anyhow::Context;

use super::arguments::SandboxArguments;
use super::crates::Shelf;
use crate::doctor::{Finding, State, examine};

/// Prints what was found; fails if Run cannot work.
pub(crate) fn run(shelf: &Shelf, arguments: &SandboxArguments) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let findings = runtime.block_on(examine(
        &shelf.folder,
        &shelf.supply,
        shelf.own.as_deref(),
        arguments.probing(),
    ));
    for finding in &findings {
        print!("{}", lines(finding));
    }
    let broken = findings
        .iter()
        .any(|finding| finding.state == State::Broken);
    println!("{}", verdict(broken));
    Ok(if broken {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn lines(finding: &Finding) -> String {
    let mark = match finding.state {
        State::Fine => "ok     ",
        State::Lacking => "lacking",
        State::Broken => "BROKEN ",
    };
    let mut lines = format!("{mark}  {}: {}\n", finding.what, finding.says);
    if !finding.remedy.is_empty() {
        lines += &format!("         → {}\n", finding.remedy);
    }
    lines
}

fn verdict(broken: bool) -> &'static str {
    if broken {
        "Run does not work here until what is BROKEN is mended; the pages can be read."
    } else {
        "Run works."
    }
}
