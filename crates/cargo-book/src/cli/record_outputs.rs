//! `cargo book record`: the recorded outputs, refreshed.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use super::arguments::RecordArguments;
use crate::record::{Options, record};

/// Records what was asked for; fails if something is in error, or out of date with `--check`.
pub(crate) fn run(root: &Path, arguments: &RecordArguments) -> anyhow::Result<ExitCode> {
    let options = Options {
        names: arguments.names.clone(),
        check: arguments.check,
        again: arguments.again,
    };
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let is_in_order = runtime.block_on(record(root, &options))?;
    Ok(if is_in_order {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
