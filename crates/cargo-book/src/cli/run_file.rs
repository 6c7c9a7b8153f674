//! `cargo book run FILE`: one program, as the page would run it.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::arguments::RunArguments;
use super::crates::Shelf;
use runner::{
    ClientId, End, Event, Mode, Prebuilt, Program, RunRequest, Service, Settings, Source,
};

/// Runs the file and mirrors its exit code.
pub(crate) fn run(shelf: Shelf, arguments: &RunArguments) -> anyhow::Result<ExitCode> {
    let request = RunRequest {
        program: program(arguments)?,
        stdin: String::new(),
        test_events: false,
        threads: false,
        client: ClientId::default(),
        limits: None,
    };
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    runtime.block_on(async {
        let sandbox = sandbox::Sandbox::probe_with(arguments.sandbox.probing()).await;
        let sandbox = Arc::new(sandbox);
        if !sandbox.allows_runs() {
            bail!(
                "programs are not run here: {}. --unsandboxed runs them all the same",
                sandbox.why()
            );
        }
        let settings = Settings::default();
        let service = Service::open(&shelf.folder, shelf.supply, sandbox, settings)?;
        tokio::select! {
            code = follow(service, request) => code,
            _ = tokio::signal::ctrl_c() => Ok(ExitCode::from(130)),
        }
    })
}

/// The file as it is asked for; its name tells the language.
fn program(arguments: &RunArguments) -> anyhow::Result<Program> {
    let code = std::fs::read_to_string(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let edition = arguments.edition.parse().map_err(anyhow::Error::msg)?;
    let mode = if arguments.release {
        Mode::Release
    } else {
        Mode::Debug
    };
    let source = Source {
        code,
        edition,
        mode,
        tests: arguments.test,
        backtrace: false,
    };
    let is_python = arguments.file.extension().is_some_and(|it| it == "py");
    if is_python && arguments.test {
        bail!("a Python program has no tests that could be run: leave out --test");
    }
    Ok(match is_python {
        true => Program::Python(source.code),
        false => Program::Rust(source),
    })
}

async fn follow(service: Arc<Service>, request: RunRequest) -> anyhow::Result<ExitCode> {
    let prebuilt = Arc::clone(service.compiler().prebuilt());
    if let Program::Rust(source) = &request.program
        && prebuilt.is_used_by(source)
        && source.mode == Mode::Debug
    {
        tokio::spawn(prepare(prebuilt));
    }
    let mut events = service.start(request)?;
    while let Some(numbered) = events.next().await {
        match numbered.event {
            Event::Preparing { message } => eprintln!("preparing: {message}"),
            Event::Diagnostic(diagnostic) => eprint!("{}", diagnostic.rendered),
            Event::Stdout { text, .. } => print(std::io::stdout(), &text)?,
            Event::Stderr { text, .. } => print(std::io::stderr(), &text)?,
            Event::Exit(end) => return Ok(exit_code(&end)),
            Event::Error { message } => bail!(message),
            Event::Queued { .. }
            | Event::Compiling
            | Event::Running { .. }
            | Event::Test { .. }
            | Event::Threads(_)
            | Event::Thread(_) => {}
        }
    }
    bail!("the run ended without its last event")
}

/// Whether it succeeds is told by the run that waits for it.
async fn prepare(prebuilt: Arc<Prebuilt>) {
    if let Err(error) = prebuilt.prepare_crates().await {
        tracing::debug!("the crates could not be prepared: {error:#}");
    }
}

fn print(mut to: impl Write, text: &str) -> anyhow::Result<()> {
    to.write_all(text.as_bytes())?;
    Ok(to.flush()?)
}

/// As a shell would: the code, or 128 and the signal; 124 when a limit struck.
fn exit_code(end: &End) -> ExitCode {
    if !end.message.is_empty() {
        eprintln!("{}", end.message);
    }
    if end.stopped.is_some() {
        return ExitCode::from(124);
    }
    let code = match (end.code, end.signal) {
        // Of tests: the exit code is that of a test which ended them all.
        (Some(0), _) if !end.success => 1,
        (Some(code), _) => code,
        (None, Some(signal)) => 128 + signal,
        (None, None) => 1,
    };
    ExitCode::from(u8::try_from(code & 0xFF).unwrap_or(1))
}
