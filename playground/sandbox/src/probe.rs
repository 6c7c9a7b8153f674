//! Finds out which tier this machine offers, by running a probe program in each.

use crate::job::{Event, Job, Limits, SandboxError, Tier};
use crate::running::Running;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How a [`Sandbox`] is looked for.
#[derive(Clone, Debug, Default)]
pub struct Probing {
    /// Whether programs may run without a sandbox if there is none.
    pub allow_unsandboxed: bool,
    /// Try this tier only, for tests.
    pub only: Option<Tier>,
    /// The binary to start as launcher, whose `main` calls [`crate::launcher_main`]; by default this one.
    pub launcher: Option<PathBuf>,
}

/// Starts programs in the best tier that this machine offers.
#[derive(Clone, Debug)]
pub struct Sandbox {
    tier: Tier,
    why: String,
    allowed: bool,
    launcher: PathBuf,
}

impl Sandbox {
    /// Looks for the best tier, trying each with a probe program.
    pub async fn probe(allow_unsandboxed: bool) -> Sandbox {
        Sandbox::probe_with(Probing {
            allow_unsandboxed,
            ..Probing::default()
        })
        .await
    }

    /// Looks for the best tier among those that `probing` admits.
    pub async fn probe_with(probing: Probing) -> Sandbox {
        let launcher = probing
            .launcher
            .unwrap_or_else(|| PathBuf::from("/proc/self/exe"));
        let mut refusals = Vec::new();
        for tier in [Tier::Namespaces, Tier::Landlock] {
            if probing.only.is_some_and(|only| only != tier) {
                continue;
            }
            let sandbox = Sandbox {
                tier,
                why: String::new(),
                allowed: true,
                launcher: launcher.clone(),
            };
            match sandbox.try_out().await {
                Ok(()) => {
                    let why = describe(tier, &refusals);
                    return Sandbox { why, ..sandbox };
                }
                Err(refusal) => refusals.push(format!("tier {}: {refusal}", tier.letter())),
            }
        }
        let tier = Tier::Unsandboxed;
        Sandbox {
            tier,
            why: describe(tier, &refusals),
            allowed: probing.allow_unsandboxed,
            launcher,
        }
    }

    /// The tier in force. [`Tier::Unsandboxed`] does not mean that programs are run: see [`Sandbox::allows_runs`].
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// What the tier protects, and why not a better one is in force, in words for the reader.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// Whether programs are run at all.
    pub fn allows_runs(&self) -> bool {
        self.allowed
    }

    /// Starts a program. Must be called within a tokio runtime.
    pub fn spawn(&self, job: Job) -> Result<Running, SandboxError> {
        if !self.allowed {
            return Err(SandboxError::NotAllowed(self.why.clone()));
        }
        check_path("the program", &job.program)?;
        check_path("the work folder", &job.work_dir)?;
        for path in &job.readable {
            check_path("a readable path", path)?;
        }
        #[cfg(target_os = "linux")]
        return crate::linux::start::start(&self.launcher, self.tier, job);
        #[cfg(not(target_os = "linux"))]
        return crate::portable::start(job);
    }

    /// Runs a program that does nothing, and says what went wrong.
    async fn try_out(&self) -> Result<(), String> {
        if cfg!(not(target_os = "linux")) {
            return Err("needs Linux".into());
        }
        let folder =
            ProbeFolder::create().map_err(|error| format!("no temporary folder: {error}"))?;
        let limits = Limits {
            wall: Duration::from_secs(5),
            ..Limits::RUN
        };
        let job = Job {
            program: "/bin/true".into(),
            args: Vec::new(),
            env: Vec::new(),
            readable: Vec::new(),
            work_dir: folder.0.clone(),
            stdin: Vec::new(),
            limits,
        };
        let mut running = self.spawn(job).map_err(|error| error.to_string())?;
        while let Some(event) = running.next().await {
            if let Event::Exit(exit) = event {
                return match exit {
                    _ if exit.code == Some(0) => Ok(()),
                    _ => Err(exit
                        .failure
                        .unwrap_or_else(|| "the probe program did not succeed".into())),
                };
            }
        }
        Err("the probe program did not end".into())
    }
}

/// The probe's work folder, removed when dropped.
struct ProbeFolder(PathBuf);

impl ProbeFolder {
    fn create() -> std::io::Result<ProbeFolder> {
        let nanos = std::time::UNIX_EPOCH
            .elapsed()
            .map_or(0, |since| since.as_nanos());
        let path = std::env::temp_dir().join(format!("probe-{}-{nanos}", std::process::id()));
        std::fs::create_dir(&path)?;
        Ok(ProbeFolder(path))
    }
}

impl Drop for ProbeFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn check_path(what: &'static str, path: &Path) -> Result<(), SandboxError> {
    if path.is_absolute() && path.to_str().is_some() {
        return Ok(());
    }
    Err(SandboxError::Path {
        what,
        path: path.to_owned(),
    })
}

fn describe(tier: Tier, refusals: &[String]) -> String {
    let what = match tier {
        Tier::Namespaces => {
            "programs run in namespaces of their own: no network, no files of this machine"
        }
        Tier::Landlock => {
            "programs run under Landlock and a system call filter: no network, no sockets, no files of this machine"
        }
        Tier::Unsandboxed => "no sandbox: a program could do whatever you can do",
    };
    if refusals.is_empty() {
        what.to_owned()
    } else {
        format!("{what} ({})", refusals.join("; "))
    }
}
