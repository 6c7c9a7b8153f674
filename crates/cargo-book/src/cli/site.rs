//! `cargo book build` and `cargo book preprocess`.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{BuildApartArguments, BuildArguments, PreprocessArguments};
use book::preprocess;

/// Writes the static site and says where it is.
pub(crate) fn build(root: &Path, arguments: &BuildArguments) -> anyhow::Result<ExitCode> {
    let out = match &arguments.dest {
        Some(folder) => std::path::absolute(folder)?,
        None => book::destination(root)?,
    };
    eprintln!("Building the book in {}", root.display());
    let built = book::build(root, &out)?;
    let (pages, ms) = (built.pages, built.took.as_millis());
    println!(
        "{pages} pages in {ms} ms: {}",
        built.site.join("index.html").display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Builds a book for the server that started this; the number of its pages is the answer, or why there are none.
pub(crate) fn build_apart(arguments: &BuildApartArguments) -> anyhow::Result<ExitCode> {
    let built = match arguments.own {
        true => book::build(&arguments.folder, &arguments.dest),
        false => book::build_other(&arguments.folder, &arguments.dest),
    };
    match built {
        Ok(built) => {
            println!("{}", built.pages);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            println!("{error:#}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Speaks mdBook's protocol: `supports <renderer>`, or the book on stdin and back on stdout.
pub(crate) fn preprocess(arguments: &PreprocessArguments) -> anyhow::Result<ExitCode> {
    let PreprocessArguments { name, question } = arguments;
    match question
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => {
            preprocess::named(name)?;
            if io::stdin().is_terminal() {
                anyhow::bail!(
                    "mdBook calls this command, with the book on stdin: run `mdbook build` or `cargo book build`"
                );
            }
            preprocess::preprocess(name, io::stdin().lock(), io::stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        ["supports", renderer] => match preprocess::supports(name, renderer)? {
            true => Ok(ExitCode::SUCCESS),
            false => Ok(ExitCode::FAILURE),
        },
        other => anyhow::bail!(
            "mdBook asks `supports <renderer>`, not `{}`",
            other.join(" ")
        ),
    }
}
