//! Runs the hostile program in each tier, as each kind of user.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part, and all of it is tests"
)]

mod machine;

pub use machine::seconds;
use machine::{description, processes};
use sandbox::{Event, Exit, Job, Limits, Probing, Role, Running, Sandbox, Tier};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// An ordinary user, who need not exist.
pub const ORDINARY: u32 = 54_321;

/// Limits small enough that reaching them does no harm to a machine that others use.
pub const LIMITS: Limits = Limits {
    wall: Duration::from_secs(5),
    cpu: Duration::from_secs(10),
    memory: 64 << 20,
    tasks: 64,
    file_size: 2 << 20,
    files: 64,
    output: 64 << 10,
    nice: 5,
};

/// Who starts the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// Whoever runs the tests.
    Same,
    /// An ordinary user, where root runs the tests.
    Ordinary,
}

/// A tier and a user, and what is needed to run programs so.
pub struct Setting {
    pub tier: Tier,
    pub user: User,
    pub folder: tempfile::TempDir,
    launcher: PathBuf,
    sandbox: Sandbox,
}

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub exit: Exit,
    pub took: Duration,
}

/// Every setting that this machine offers; the others are named and skipped.
pub async fn settings() -> Vec<Setting> {
    let mut all = tier_a().await;
    all.extend(of_tier(Tier::Landlock).await);
    all
}

/// The settings of tier A.
pub async fn tier_a() -> Vec<Setting> {
    of_tier(Tier::Namespaces).await
}

pub async fn of_tier(tier: Tier) -> Vec<Setting> {
    let mut all = Vec::new();
    let users: &[User] = if nix::unistd::geteuid().is_root() {
        &[User::Same, User::Ordinary]
    } else {
        &[User::Same]
    };
    for user in users {
        all.extend(Setting::new(tier, *user).await);
    }
    all
}

impl Setting {
    async fn new(tier: Tier, user: User) -> Option<Setting> {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        // By another process: a file that this one wrote cannot be executed while any thread here forks.
        let hostile = folder.path().join("hostile");
        assert!(
            Command::new("cp")
                .arg(env!("CARGO_BIN_EXE_hostile"))
                .arg(hostile)
                .status()
                .unwrap()
                .success()
        );
        let launcher = launcher(folder.path(), user);
        let probing = Probing {
            only: Some(tier),
            // An ordinary user has seldom one; and so both ways are tried.
            watch_only: user == User::Ordinary,
            allow_unsandboxed: tier == Tier::Unsandboxed,
            launch_ahead: false,
            launcher: Some(launcher.clone()),
            probe: Some(folder.path().join("hostile")),
        };
        let sandbox = Sandbox::probe_with(probing).await;
        if sandbox.tier() != tier {
            eprintln!("skipped: {tier:?} as {user:?}: {}", sandbox.why());
            return None;
        }
        Some(Setting {
            tier,
            user,
            folder,
            launcher,
            sandbox,
        })
    }

    pub fn name(&self) -> String {
        let counted = if self.is_exact() {
            "counted"
        } else {
            "watched"
        };
        format!("{:?} as {:?}, {counted},", self.tier, self.user)
    }

    /// The same, with a launcher kept ready.
    pub async fn launching_ahead(self) -> Setting {
        let probing = Probing {
            only: Some(self.tier),
            watch_only: !self.is_exact(),
            allow_unsandboxed: self.tier == Tier::Unsandboxed,
            launch_ahead: true,
            launcher: Some(self.launcher.clone()),
            probe: Some(self.hostile()),
        };
        let sandbox = Sandbox::probe_with(probing).await;
        Setting { sandbox, ..self }
    }

    /// Whether the kernel counts memory and tasks.
    pub fn is_exact(&self) -> bool {
        self.sandbox.why_only_watched().is_none()
    }

    pub fn hostile(&self) -> PathBuf {
        self.folder.path().join("hostile")
    }

    pub fn launcher(&self) -> &Path {
        &self.launcher
    }

    /// A fresh work folder, the starting user's.
    pub fn work_folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir_in(self.folder.path()).unwrap();
        if self.user == User::Ordinary {
            chown(folder.path(), Some(ORDINARY), Some(ORDINARY)).unwrap();
        }
        folder
    }

    pub fn job(&self, work_dir: &Path, args: &[&str]) -> Job {
        Job {
            ordered: true,
            threads: false,
            role: Role::Program,
            program: self.hostile(),
            args: args.iter().map(Into::into).collect(),
            env: vec![("GREETING".into(), "hello".into())],
            readable: Vec::new(),
            work_dir: work_dir.to_owned(),
            stdin: Vec::new(),
            limits: LIMITS,
        }
    }

    pub fn spawn(&self, job: Job) -> Running {
        self.sandbox.spawn(job).unwrap()
    }

    /// Runs the hostile program within [`LIMITS`].
    pub async fn run(&self, args: &[&str]) -> Outcome {
        self.run_within(LIMITS, args).await
    }

    pub async fn run_within(&self, limits: Limits, args: &[&str]) -> Outcome {
        let work = self.work_folder();
        self.run_job(Job {
            ordered: true,
            limits,
            ..self.job(work.path(), args)
        })
        .await
    }

    /// Runs a job to its end, and checks that it leaves nothing behind.
    pub async fn run_job(&self, job: Job) -> Outcome {
        let started = Instant::now();
        let mut running = self.spawn(job);
        let mut outcome = Outcome {
            stdout: String::new(),
            stderr: String::new(),
            exit: Exit::default(),
            took: Duration::ZERO,
        };
        while let Some(event) = running.next().await {
            match event {
                Event::Stdout(bytes) => outcome.stdout += &String::from_utf8_lossy(&bytes),
                Event::Stderr(bytes) => outcome.stderr += &String::from_utf8_lossy(&bytes),
                Event::Threads(_) => {}
                Event::Exit(exit) => outcome.exit = exit,
            }
        }
        outcome.took = started.elapsed();
        assert_eq!(
            self.left(),
            Vec::<i32>::new(),
            "left by {}: {outcome:?}",
            self.name()
        );
        outcome
    }

    /// The processes that run this setting's copy of the hostile program: launchers, keepers, programs.
    pub fn left(&self) -> Vec<i32> {
        let file = |path: &Path| {
            fs::metadata(path)
                .map(|found| (found.dev(), found.ino()))
                .ok()
        };
        let hostile = file(&self.hostile());
        processes()
            .filter(|pid| file(format!("/proc/{pid}/exe").as_ref()) == hostile)
            .collect()
    }

    /// Waits until no process is left, and fails if that takes longer than a second, or on a machine
    /// that has more to do than it can, as many seconds as there are others waiting for a processor.
    #[track_caller]
    pub fn assert_gone(&self) {
        let end = Instant::now() + seconds(1);
        loop {
            let left = self.left();
            if left.is_empty() {
                return;
            }
            let what = || left.iter().map(|pid| description(*pid)).collect::<Vec<_>>();
            assert!(
                Instant::now() < end,
                "left in {}: {:#?}",
                self.name(),
                what()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until so many processes are there: on a busy machine, starting takes its time.
    pub async fn wait_for(&self, processes: usize) {
        let end = Instant::now() + Duration::from_secs(10);
        while self.left().len() < processes {
            assert!(
                Instant::now() < end,
                "in {} only: {:?}",
                self.name(),
                self.left()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The process that is there alone, when those that were about to end or to start have done so.
    pub async fn the_only_one(&self) -> i32 {
        let end = Instant::now() + seconds(2);
        let mut before = Vec::new();
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let left = self.left();
            if left.len() == 1 && left == before {
                return left[0];
            }
            assert!(Instant::now() < end, "in {}: {left:?}", self.name());
            before = left;
        }
    }

    /// Drops the sandbox.
    pub async fn forget_sandbox(&mut self) {
        let nothing = Probing {
            only: Some(Tier::Unsandboxed),
            ..Probing::default()
        };
        self.sandbox = Sandbox::probe_with(nothing).await;
    }

    /// A server that runs the program, as a process of its own.
    pub fn host(&self, work_dir: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(&self.launcher);
        command
            .arg("host")
            .arg(self.tier.letter().to_string())
            .arg(work_dir)
            .arg(self.hostile())
            .args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command
    }
}

/// The hostile program, started through a script that becomes an ordinary user where that is wanted.
fn launcher(folder: &Path, user: User) -> PathBuf {
    let hostile = folder.join("hostile");
    if user == User::Same {
        return hostile;
    }
    let script = folder.join("launcher");
    let become_user = format!("setpriv --reuid={ORDINARY} --regid={ORDINARY} --clear-groups");
    fs::write(
        &script,
        format!(
            "#!/bin/sh\nexec {become_user} {} \"$@\"\n",
            hostile.display()
        ),
    )
    .unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script
}
