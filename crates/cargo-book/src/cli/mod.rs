//! The command line: what `cargo book` understands, and what each command leads to.

mod arguments;
mod examine;
mod prepare;
mod record_outputs;
mod root;
mod run_file;
mod site;

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Command, CommandLine, ServeArguments};
use clap::Parser;

use crate::serve::{self, Options, Reach};

/// Reads the command line, does what it says, and turns a failure into a plain sentence and an exit code.
pub fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    start_log();
    match carry_out(command_line) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Warnings and errors of the service go to stderr; `RUST_LOG` asks for more.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}

fn carry_out(command_line: CommandLine) -> anyhow::Result<ExitCode> {
    let command = command_line.command();
    if let Command::Serve(arguments) = &command
        && let Some(folder) = arguments.serve.prepared.clone()
    {
        return serve::serve(&folder, &options(arguments.serve.clone())?);
    }
    let root = root::find(command_line.folder()?)?;
    match command {
        Command::Serve(arguments) => serve::serve(&root, &options(arguments.serve)?),
        Command::Build(arguments) => site::build(&root, &arguments),
        Command::Run(arguments) => run_file::run(&root, &arguments),
        Command::Record(arguments) => record_outputs::run(&root, &arguments),
        Command::Doctor(arguments) => examine::run(&root, &arguments),
        Command::Prepare(arguments) => prepare::run(&root, &arguments),
        Command::Preprocess(arguments) => site::preprocess(&arguments),
    }
}

fn options(arguments: ServeArguments) -> anyhow::Result<Options> {
    Ok(Options {
        port: arguments.port,
        reach: Reach {
            at: arguments.host,
            public_names: arguments.public_name,
            token: arguments.token,
            tokens: arguments.tokens,
            public: arguments.public.then_some(arguments.public_limit),
        },
        book: arguments
            .book
            .map(|folder| root::of_book(&folder, "--book"))
            .transpose()?,
        is_prepared: arguments.prepared.is_some(),
        open: arguments.open,
        probing: arguments.sandbox.probing(),
        limits: arguments.limit,
        while_stdin: arguments.while_stdin,
        drain: arguments.drain.map(Duration::from_secs),
        metrics_token: arguments.metrics_token,
        audit: arguments.audit,
    })
}
