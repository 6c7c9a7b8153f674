//! The preprocessors of another book: programs, which may be missing, or may have been made for mdBook 0.4.

mod remedy;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, bail};
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use serde_json::{Value as Json, json};
use toml::Value;

/// Preprocessors that mdBook has built in.
const BUILT_IN: [&str; 2] = ["links", "index"];

/// The version that a preprocessor for mdBook 0.4 is told.
const OLD_VERSION: &str = "0.4.52";

/// A program that changes the text of a book.
#[derive(Clone, Debug)]
pub(super) struct Program {
    name: String,
    program: PathBuf,
    arguments: Vec<String>,
    root: PathBuf,
}

/// What takes the place of mdBook's own way to call preprocessors.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// Programs of this machine.
    pub programs: Vec<Program>,
    /// Whether there are boxes of mdbook-admonish, which we have here; the program speaks to mdBook 0.4 alone.
    pub has_boxes: bool,
}

impl Outside {
    /// The book's preprocessors. One that is not on this machine is taken out of the table, and told.
    pub(super) fn of(
        root: &Path,
        preprocessors: &mut BTreeMap<String, Value>,
        notes: &mut Vec<String>,
    ) -> Self {
        let mut outside = Outside::default();
        preprocessors.retain(|name, table| {
            if BUILT_IN.contains(&name.as_str()) || !is_for_html(table) {
                return true;
            }
            let usual = format!("mdbook-{name}");
            let command = table.get("command").and_then(Value::as_str);
            let command = command.unwrap_or(&usual);
            if name == "admonish" && command.starts_with("mdbook-admonish") {
                outside.has_boxes = true;
                return true;
            }
            match Program::new(name, command, root) {
                Some(program) => outside.programs.push(program),
                None => {
                    notes.push(remedy::missing(name, command, root));
                    return false;
                }
            }
            true
        });
        forget_others(preprocessors);
        outside
    }
}

/// Takes out of the order of preprocessors those that are not there: mdBook would warn of each.
fn forget_others(preprocessors: &mut BTreeMap<String, Value>) {
    let names: Vec<String> = preprocessors.keys().cloned().collect();
    let is_there = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        BUILT_IN.contains(&name) || names.iter().any(|other| other == name)
    };
    for table in preprocessors.values_mut() {
        for order in ["before", "after"] {
            if let Some(others) = table.get_mut(order).and_then(Value::as_array_mut) {
                others.retain(is_there);
            }
        }
    }
}

fn is_for_html(table: &Value) -> bool {
    let renderers = table.get("renderers").and_then(Value::as_array);
    renderers.is_none_or(|renderers| renderers.iter().any(|name| name.as_str() == Some("html")))
}

impl Program {
    /// None if it is not on this machine.
    fn new(name: &str, command: &str, root: &Path) -> Option<Self> {
        let mut words = shlex::Shlex::new(command);
        let program = PathBuf::from(words.next()?);
        let program = if program.components().count() == 1 {
            on_path(&program)?
        } else {
            Some(root.join(program)).filter(|program| program.is_file())?
        };
        Some(Program {
            name: name.to_owned(),
            program,
            arguments: words.collect(),
            root: root.to_owned(),
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.root);
        command
    }

    /// Gives it the book, and returns what it gives back.
    fn ask(&self, question: &Json) -> Result<(ExitStatus, Vec<u8>)> {
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start the preprocessor {}", self.name))?;
        let stdin = child.stdin.take();
        let question = serde_json::to_vec(question)?;
        // One that answers without reading all is no failure.
        let writing = std::thread::spawn(move || {
            stdin.is_some_and(|mut stdin| stdin.write_all(&question).is_ok())
        });
        let output = child.wait_with_output();
        let output =
            output.with_context(|| format!("cannot wait for the preprocessor {}", self.name))?;
        tracing::debug!("{} read the whole book: {:?}", self.name, writing.join());
        Ok((output.status, output.stdout))
    }
}

impl Preprocessor for Program {
    fn name(&self) -> &str {
        &self.name
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        let mut context = serde_json::to_value(context)?;
        let mut book = serde_json::to_value(book)?;
        let (status, answer) = self.ask(&json!([context, book]))?;
        if status.success()
            && let Ok(answer) = serde_json::from_slice(&answer)
        {
            return Ok(answer);
        }
        // One that was made for mdBook 0.4 knows the parts of a book by another name.
        eprintln!(
            "note: the preprocessor {} failed ({status}): it is asked once more, as mdBook 0.4 does",
            self.name
        );
        rename(&mut book, "items", "sections");
        context["mdbook_version"] = OLD_VERSION.into();
        let (status, answer) = self.ask(&json!([context, book]))?;
        if status.success()
            && let Ok(mut answer) = serde_json::from_slice::<Json>(&answer)
        {
            rename(&mut answer, "sections", "items");
            return serde_json::from_value(answer)
                .with_context(|| format!("the preprocessor {} gives back no book", self.name));
        }
        bail!(
            "the preprocessor {} failed ({status}), also when it was asked as mdBook 0.4 does; what it said is in \
             the terminal",
            self.name
        )
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        let mut child = self
            .command()
            .args(["supports", renderer])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start the preprocessor {}", self.name))?;
        let said = child.stderr.take().map(pass_on).unwrap_or_default();
        let status = child
            .wait()
            .with_context(|| format!("cannot wait for the preprocessor {}", self.name))?;
        if !status.success() {
            eprintln!(
                "note: the preprocessor {} is left out, since {}",
                self.name,
                remedy::why_left_out(&said, status, renderer)
            );
        }
        Ok(status.success())
    }
}

/// What a program says on its standard error; it is passed on as it comes, since one that cargo starts may take minutes.
fn pass_on(from: impl Read) -> String {
    let mut from = BufReader::new(from);
    let mut said = Vec::new();
    let mut start = 0;
    while from.read_until(b'\n', &mut said).is_ok_and(|read| read > 0) {
        eprint!("{}", String::from_utf8_lossy(&said[start..]));
        start = said.len();
    }
    String::from_utf8_lossy(&said).into_owned()
}

fn rename(book: &mut Json, old: &str, new: &str) {
    if let Some(book) = book.as_object_mut()
        && let Some(parts) = book.remove(old)
    {
        book.insert(new.to_owned(), parts);
    }
}

/// The program of this name on the path.
fn on_path(name: &Path) -> Option<PathBuf> {
    let mut file = name.as_os_str().to_owned();
    if !name
        .to_string_lossy()
        .ends_with(std::env::consts::EXE_SUFFIX)
    {
        file.push(std::env::consts::EXE_SUFFIX);
    }
    let folders = std::env::var_os("PATH")?;
    let mut files = std::env::split_paths(&folders).map(|folder| folder.join(&file));
    files.find(|file| file.is_file())
}
