//! The command line: what `cargo book` understands, and what each command leads to.

mod arguments;
mod crates;
mod examine;
mod prepare;
mod record_outputs;
mod root;
mod run_file;
mod site;
mod translate;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Command, CommandLine, ServeArguments};
use clap::{CommandFactory, FromArgMatches as _};

use crate::home::home;
use crate::serve::{self, Options, Reach, Served, Subject};

/// Reads the command line, does what it says, and turns a failure into a plain sentence and an exit code.
pub fn main() -> ExitCode {
    let command_line = read_command_line();
    start_log();
    match carry_out(command_line) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The arguments; cargo itself, which starts an installed `cargo-book` for `cargo book`, adds the word `book` to them.
fn read_command_line() -> CommandLine {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == "book") {
        arguments.remove(1);
    }
    let mut command = <CommandLine as CommandFactory>::command();
    if let Ok(home) = home() {
        let kept = format!(
            "What other books' programs need is kept in {}, and nowhere else: remove that folder after \
             `cargo uninstall cargo-book`.",
            home.display()
        );
        let serve = |serve: clap::Command| serve.after_help(kept.clone());
        command = command
            .mut_subcommand("serve", serve)
            .after_help(kept.clone());
    }
    let read = command.try_get_matches_from(arguments);
    let read = read.and_then(|matches| CommandLine::from_arg_matches(&matches));
    read.unwrap_or_else(|error| error.exit())
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
    let folder = command_line.folder()?;
    let root = || root::find(folder);
    match command_line.command() {
        Command::Serve(arguments) => {
            let served = served(&arguments.serve, root)?;
            serve::serve(&served, &options(arguments.serve))
        }
        Command::Build(arguments) => site::build(&root()?, &arguments),
        Command::BuildApart(arguments) => site::build_apart(&arguments),
        Command::Run(arguments) => {
            run_file::run(crates::here(folder, &arguments.with)?, &arguments)
        }
        Command::Record(arguments) => record_outputs::run(&root()?, &arguments),
        Command::Doctor(arguments) => examine::run(&crates::here(folder, &[])?, &arguments),
        Command::Prepare(arguments) => prepare::run(&root()?, &arguments),
        Command::Translate(arguments) => translate::run(&root()?, &arguments),
        Command::Preprocess(arguments) => site::preprocess(&arguments),
    }
}

/// What the arguments name: a folder that was prepared, another book, or ours.
fn served(
    arguments: &ServeArguments,
    root: impl Fn() -> anyhow::Result<PathBuf>,
) -> anyhow::Result<Served> {
    if let Some(folder) = &arguments.prepared {
        return Ok(Served::Prepared(folder.clone()));
    }
    let Some(book) = &arguments.book else {
        return Ok(Served::Book(Subject::own(root()?)));
    };
    let book = root::of_book(book, "--book")?;
    let supply = crates::for_wishes(Some(&book), &arguments.with)?;
    let other = Subject::other(book, supply, &home()?, arguments.timelines);
    Ok(Served::Book(other))
}

fn options(arguments: ServeArguments) -> Options {
    Options {
        port: arguments.port,
        reach: Reach {
            at: arguments.host,
            public_names: arguments.public_name,
            token: arguments.token,
            tokens: arguments.tokens,
            public: arguments.public.then_some(arguments.public_limit),
        },
        open: arguments.open,
        probing: arguments.sandbox.probing(),
        limits: arguments.limit,
        while_stdin: arguments.while_stdin,
        drain: arguments.drain.map(Duration::from_secs),
        metrics_token: arguments.metrics_token,
        audit: arguments.audit,
    }
}
