//! The shape of the command line.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use sandbox::{Probing, Tier};

use crate::serve::Token;
use runner::{Limit, Wish};
use service::{GroupLimit, ListenAt, PublicName};

/// Builds, serves and runs the book. Without a command: `serve`.
#[derive(Debug, Parser)]
#[command(
    name = "cargo book",
    bin_name = "cargo book",
    version,
    args_conflicts_with_subcommands = true
)]
pub(crate) struct CommandLine {
    /// The folder that holds book.toml [default: the nearest at or above the current folder]
    #[arg(long, value_name = "FOLDER", global = true)]
    pub dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArguments,
}

impl CommandLine {
    /// The command that was asked for; `serve` if none was.
    pub(crate) fn command(&self) -> Command {
        self.command.clone().unwrap_or_else(|| {
            Command::Serve(Box::new(ServeFolder {
                folder: None,
                serve: self.serve.clone(),
            }))
        })
    }

    /// The folder that was named, with `--dir` or behind the command as mdBook has it.
    pub(crate) fn folder(&self) -> anyhow::Result<Option<&Path>> {
        let behind = match &self.command {
            Some(Command::Serve(arguments)) => arguments.folder.as_deref(),
            Some(Command::Build(arguments)) => arguments.folder.as_deref(),
            _ => None,
        };
        match (self.dir.as_deref(), behind) {
            (Some(one), Some(other)) => anyhow::bail!(
                "two folders are named, {} and {}: leave one of them out",
                one.display(),
                other.display()
            ),
            (one, other) => Ok(one.or(other)),
        }
    }
}

/// What `cargo book` can do.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the book, serve it with Run working offline, and reload the page when a source changes
    Serve(Box<ServeFolder>),
    /// Write the static site into the folder that book.toml names
    Build(BuildArguments),
    /// Run one program as the page would: same compiler, same sandbox, same limits
    Run(RunArguments),
    /// Run the listings, refresh their recorded outputs, and show what changed
    Record(RecordArguments),
    /// Say what is there and what is missing, with the remedy; fails only if Run cannot work
    Doctor(SandboxArguments),
    /// Compile and build all that a server needs beside a compiler into one folder, for `serve --prepared`
    Prepare(PrepareArguments),
    /// Bring the translation of the book in step with its English, and say what there is to do
    Translate(TranslateArguments),
    /// Speak mdBook's preprocessor protocol on stdin and stdout (book.toml calls this)
    Preprocess(PreprocessArguments),
    /// Build a book into a folder: `serve` calls this
    #[command(hide = true)]
    BuildApart(BuildApartArguments),
}

/// Which translation.
#[derive(Args, Clone, Debug)]
pub(crate) struct TranslateArguments {
    /// The code of the language: its translation stands in po/LANGUAGE.po
    #[arg(value_name = "LANGUAGE", default_value = "ru")]
    pub language: String,
}

/// How to serve, and which book.
#[derive(Args, Clone, Debug)]
pub(crate) struct ServeFolder {
    /// The folder that holds book.toml, as with --dir
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub serve: ServeArguments,
}

/// How to serve. The short options are those of `mdbook serve`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ServeArguments {
    /// The port to listen on; 0 takes a free one
    #[arg(short, long, value_name = "PORT", default_value_t = 3000)]
    pub port: u16,
    /// The address to listen on; beyond this machine it needs --token and a sandbox
    #[arg(
        short = 'n',
        long,
        alias = "hostname",
        value_name = "ADDRESS",
        default_value = "localhost"
    )]
    pub host: ListenAt,
    /// The name by which a reverse proxy makes the book known, such as https://book.example.org; needs --token
    #[arg(long, value_name = "NAME")]
    pub public_name: Vec<PublicName>,
    /// What must be brought to run a program: a token of 16 or more letters and digits, file:PATH, or auto for a new one
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<Token>,
    /// The file of the groups of readers, each with its tokens and limits; read again when it changes
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    pub tokens: Option<PathBuf>,
    /// Let EVERYBODY who comes run programs, without a token: for open events, in tier A of the sandbox alone, within stricter limits
    #[arg(long, conflicts_with_all = ["token", "tokens"])]
    pub public: bool,
    /// A limit of everybody's, such as places=16 or reader-per-minute=20; may be given several times
    #[arg(long, value_name = "NAME=VALUE", requires = "public")]
    pub public_limit: Vec<GroupLimit>,
    /// How long running programs are waited for on SIGTERM [default: 30 where others come, else 0]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=3600))]
    pub drain: Option<u64>,
    /// What /metrics asks for, as with --token; without it, it answers this machine alone, and behind a proxy nobody
    #[arg(long, value_name = "TOKEN")]
    pub metrics_token: Option<Token>,
    /// Append a line of JSON for each run to this file (- is standard output): who, when, how it ended, never the program
    #[arg(long, value_name = "FILE")]
    pub audit: Option<PathBuf>,
    /// Serve what `cargo book prepare` has written into this folder: at once, without cargo, writing nothing there
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["book", "dir"])]
    pub prepared: Option<PathBuf>,
    /// Another mdBook to serve instead, unchanged: its stock Run buttons are answered here
    #[arg(long, value_name = "FOLDER")]
    pub book: Option<PathBuf>,
    /// A crate for the other book's programs, beside tokio, rayon and futures: rand, rand@0.8, 'serde@1[derive]', or a
    /// line of Cargo.toml; may be given several times
    #[arg(long, value_name = "CRATE", requires = "book")]
    pub with: Vec<Wish>,
    /// Draw what the other book's programs log, in lines such as `12 ms | lane | what happens`
    #[arg(long, requires = "book")]
    pub timelines: bool,
    /// Open the book in the browser once it is served
    #[arg(short, long)]
    pub open: bool,
    #[command(flatten)]
    pub sandbox: SandboxArguments,
    /// Another limit than the default, such as run-time=10 or compile-memory=1536M; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub limit: Vec<Limit>,
    /// End when standard input ends: for tests, which so leave no server behind
    #[arg(long, hide = true)]
    pub while_stdin: bool,
}

/// How programs are to be confined.
#[derive(Args, Clone, Debug)]
pub(crate) struct SandboxArguments {
    /// Allow Run where this machine offers no sandbox: a program can then do all that you can. The server's pages need a token then, which is printed at the start
    #[arg(long)]
    pub unsandboxed: bool,
    /// Use this tier of the sandbox or none: for tests
    #[arg(long, hide = true, value_enum, ignore_case = true)]
    pub tier: Option<TierLetter>,
}

/// A tier by the letter that readers see.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TierLetter {
    /// Namespaces.
    A,
    /// Landlock.
    B,
    /// None.
    C,
}

impl SandboxArguments {
    /// How the sandbox is to be looked for.
    pub(crate) fn probing(&self) -> Probing {
        Probing {
            allow_unsandboxed: self.unsandboxed,
            only: self.tier.map(|letter| match letter {
                TierLetter::A => Tier::Namespaces,
                TierLetter::B => Tier::Landlock,
                TierLetter::C => Tier::Unsandboxed,
            }),
            ..Probing::default()
        }
    }
}

/// How to build.
#[derive(Args, Clone, Debug)]
pub(crate) struct BuildArguments {
    /// The folder that holds book.toml, as with --dir
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// The folder to write to [default: as book.toml says]
    #[arg(short, long, alias = "dest-dir", value_name = "FOLDER")]
    pub dest: Option<PathBuf>,
}

/// Where to put what is prepared.
#[derive(Args, Clone, Debug)]
pub(crate) struct PrepareArguments {
    /// The folder to make; it must not be there yet
    #[arg(value_name = "FOLDER")]
    pub out: PathBuf,
}

/// What to run, and how.
#[derive(Args, Clone, Debug)]
pub(crate) struct RunArguments {
    /// The program: one Rust file
    pub file: PathBuf,
    /// Compile with optimisations
    #[arg(long)]
    pub release: bool,
    /// Run the file's `#[test]` functions instead of its main
    #[arg(long)]
    pub test: bool,
    /// The edition of the language
    #[arg(long, value_name = "YEAR", default_value = "2024")]
    pub edition: String,
    /// A crate for the program, beside tokio, rayon and futures, as with `serve --with`
    #[arg(long, value_name = "CRATE")]
    pub with: Vec<Wish>,
    #[command(flatten)]
    pub sandbox: SandboxArguments,
}

/// What to record.
#[derive(Args, Clone, Debug)]
pub(crate) struct RecordArguments {
    /// Listings by name, or pages by path (`async/tasks`) [default: all]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Change nothing; fail if something would change
    #[arg(long)]
    pub check: bool,
    /// Replace also what matches, by the least late of several runs: for records that a busy machine made
    #[arg(long, conflicts_with = "check", requires = "names")]
    pub again: bool,
}

/// What a book is built from, and where to.
#[derive(Args, Clone, Debug)]
pub(crate) struct BuildApartArguments {
    /// The folder that holds its book.toml
    pub folder: PathBuf,
    /// The folder to write to
    pub dest: PathBuf,
    /// It is this book: its preprocessors are ours
    #[arg(long)]
    pub own: bool,
}

/// Which preprocessor, and what mdBook asks of it.
#[derive(Args, Clone, Debug)]
pub(crate) struct PreprocessArguments {
    /// The preprocessor, as book.toml names it
    #[arg(value_name = "NAME")]
    pub name: String,
    /// mdBook's question and its renderer: `supports html`
    #[arg(value_name = "QUESTION")]
    pub question: Vec<String>,
}
