//! A small server: runs one program in a sandbox and prints what happens.

use sandbox::{Event, Job, Limits, Probing, Role, Sandbox, Tier};
use std::io::Write;
use std::path::PathBuf;

/// `host TIER WORK_DIR PROGRAM ARGS…`; the folders in `READABLE` may be read.
pub fn host(args: &[&str]) {
    let [tier, work_dir, program, args @ ..] = args else {
        panic!("host TIER WORK_DIR PROGRAM ARGS…")
    };
    let tier = match *tier {
        "A" => Tier::Namespaces,
        _ => Tier::Landlock,
    };
    let job = job(work_dir, program, args);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(run(tier, job));
}

fn job(work_dir: &str, program: &str, args: &[&str]) -> Job {
    let readable = std::env::var("READABLE").unwrap_or_default();
    Job {
        ordered: true,
        threads: false,
        role: Role::Program,
        program: program.into(),
        args: args.iter().map(Into::into).collect(),
        env: vec![("PATH".into(), "/usr/bin:/bin".into())],
        readable: readable
            .split(':')
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
            .collect(),
        work_dir: work_dir.into(),
        stdin: Vec::new(),
        limits: Limits {
            memory: 64 << 20,
            tasks: 64,
            ..Limits::RUN
        },
    }
}

async fn run(tier: Tier, job: Job) {
    let probing = Probing {
        only: Some(tier),
        launch_ahead: true,
        ..Probing::default()
    };
    let sandbox = Sandbox::probe_with(probing).await;
    assert_eq!(sandbox.tier(), tier, "{}", sandbox.why());
    let watched = sandbox.why_only_watched().unwrap_or("nothing");
    eprintln!("host: only watched because of {watched}");
    let mut running = sandbox.spawn(job).expect("a program that starts");
    let (mut stdout, mut stderr) = (std::io::stdout(), std::io::stderr());
    while let Some(event) = running.next().await {
        match event {
            Event::Stdout(bytes) => stdout.write_all(&bytes).expect("standard output"),
            Event::Stderr(bytes) => stderr.write_all(&bytes).expect("standard error"),
            Event::Threads(_) => {}
            Event::Exit(exit) => eprintln!("host: {exit:?}"),
        }
    }
}
