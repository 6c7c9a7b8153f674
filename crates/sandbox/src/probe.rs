//! Finds out which tier this machine offers, by running a probe program in each.

use crate::job::{Event, Exit, Job, Limits, Role, SandboxError, Tier};
use crate::remove::remove_folder;
use crate::running::Running;
use crate::wire::PROBE_MARK;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the probe may take. It takes some milliseconds; beside a hundred programs that compute it was seen to take more
/// than five seconds, and a server that gives up then runs nothing for as long as it lives.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a [`Sandbox`] is looked for.
#[derive(Clone, Debug, Default)]
pub struct Probing {
    /// Whether programs may run without a sandbox if there is none.
    pub allow_unsandboxed: bool,
    /// Try this tier only, for tests.
    pub only: Option<Tier>,
    /// Use no cgroup where there is one, for tests.
    pub watch_only: bool,
    /// Keep a launcher ready for the next program, which then starts sooner: for a server.
    pub launch_ahead: bool,
    /// The binary to start as launcher, whose `main` calls [`crate::launcher_main`]; by default this one.
    pub launcher: Option<PathBuf>,
    /// The binary to start as probe program, likewise.
    pub probe: Option<PathBuf>,
}

/// Starts programs in the best tier that this machine offers.
#[derive(Clone, Debug)]
pub struct Sandbox {
    tier: Tier,
    why: String,
    allowed: bool,
    #[cfg(target_os = "linux")]
    launchers: crate::linux::launchers::Launchers,
    probe: Option<PathBuf>,
    counting: Counting,
}

/// Where the kernel counts memory and tasks, or why it does not.
#[cfg(target_os = "linux")]
type Counting = Result<crate::linux::cgroup::Groups, String>;
#[cfg(not(target_os = "linux"))]
type Counting = Result<std::convert::Infallible, String>;

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
        let counting = find_counting(&probing);
        let mut refusals = Vec::new();
        for tier in [Tier::Namespaces, Tier::Landlock] {
            if probing.only.is_some_and(|only| only != tier) {
                continue;
            }
            let sandbox = Sandbox::new(tier, &probing, counting.clone());
            match sandbox.with_or_without_counting().await {
                Ok(sandbox) => {
                    return Sandbox {
                        why: describe(tier, &refusals),
                        allowed: true,
                        ..sandbox
                    };
                }
                Err(refusal) => refusals.push(format!("tier {}: {refusal}", tier.letter())),
            }
        }
        let sandbox = Sandbox::new(Tier::Unsandboxed, &probing, counting);
        Sandbox {
            why: describe(Tier::Unsandboxed, &refusals),
            allowed: probing.allow_unsandboxed,
            ..sandbox
        }
    }

    /// Tries the tier with a cgroup, and if that fails, without.
    async fn with_or_without_counting(self) -> Result<Sandbox, String> {
        let Err(refusal) = self.try_out().await else {
            return Ok(self);
        };
        if self.counting.is_err() {
            return Err(refusal);
        }
        let watching = Sandbox {
            counting: Err(refusal),
            ..self
        };
        watching.try_out().await.map(|()| watching)
    }

    fn new(tier: Tier, probing: &Probing, counting: Counting) -> Sandbox {
        Sandbox {
            tier,
            why: String::new(),
            allowed: false,
            #[cfg(target_os = "linux")]
            launchers: launchers(probing),
            probe: probing.probe.clone(),
            counting,
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

    /// Why memory and tasks are only watched; none where the kernel counts them exactly.
    pub fn why_only_watched(&self) -> Option<&str> {
        self.counting.as_ref().err().map(String::as_str)
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
        self.start(job)
    }

    fn start(&self, job: Job) -> Result<Running, SandboxError> {
        check_path("the program", &job.program)?;
        check_path("the work folder", &job.work_dir)?;
        for path in &job.readable {
            check_path("a readable path", path)?;
        }
        #[cfg(target_os = "linux")]
        return crate::linux::start::start(
            &self.launchers,
            self.tier,
            job,
            self.counting.as_ref().ok(),
        );
        #[cfg(not(target_os = "linux"))]
        return crate::portable::start(job);
    }

    /// Runs a program that looks around, and says what is wrong.
    async fn try_out(&self) -> Result<(), String> {
        if cfg!(not(target_os = "linux")) {
            return Err("needs Linux".into());
        }
        let folder =
            ProbeFolder::create().map_err(|error| format!("no temporary folder: {error}"))?;
        let job = Job {
            ordered: true,
            threads: false,
            program: self
                .probe_program()
                .map_err(|error| format!("no probe program: {error}"))?,
            args: vec![PROBE_MARK.into(), self.tier.letter().to_string().into()],
            env: Vec::new(),
            readable: Vec::new(),
            work_dir: folder.0.clone(),
            stdin: Vec::new(),
            role: Role::Program,
            limits: Limits {
                wall: PATIENCE,
                ..Limits::RUN
            },
        };
        let mut running = self.start(job).map_err(|error| error.to_string())?;
        let mut words = Vec::new();
        while let Some(event) = running.next().await {
            match event {
                Event::Stdout(bytes) | Event::Stderr(bytes) => words.extend(bytes),
                Event::Threads(_) => {}
                Event::Exit(exit) => return judge(exit, &String::from_utf8_lossy(&words)),
            }
        }
        Err("the probe program did not end".into())
    }

    /// This binary, which looks around when it is started as a probe.
    fn probe_program(&self) -> std::io::Result<PathBuf> {
        match &self.probe {
            Some(program) => Ok(program.clone()),
            None => std::env::current_exe(),
        }
    }
}

#[cfg(target_os = "linux")]
fn launchers(probing: &Probing) -> crate::linux::launchers::Launchers {
    let given = probing.launcher.clone();
    let binary = given.unwrap_or_else(|| PathBuf::from("/proc/self/exe"));
    crate::linux::launchers::Launchers::new(binary, probing.launch_ahead)
}

#[cfg(target_os = "linux")]
fn find_counting(probing: &Probing) -> Counting {
    if probing.watch_only {
        return Err("it was not asked for".into());
    }
    crate::linux::cgroup::Groups::find()
}

#[cfg(not(target_os = "linux"))]
fn find_counting(_: &Probing) -> Counting {
    Err("needs Linux".into())
}

fn judge(exit: Exit, words: &str) -> Result<(), String> {
    match exit {
        Exit { code: Some(0), .. } => Ok(()),
        Exit {
            failure: Some(failure),
            ..
        } => Err(failure + obstacle()),
        _ => Err(format!(
            "the probe program found fault: {}",
            words.trim().replace('\n', ", ")
        )),
    }
}

/// What forbids user namespaces on this machine, where that can be found out.
fn obstacle() -> &'static str {
    let setting =
        |name: &str| std::fs::read_to_string(Path::new("/proc/sys").join(name)).unwrap_or_default();
    if setting("kernel/apparmor_restrict_unprivileged_userns").trim() == "1" {
        return " (AppArmor restricts user namespaces: kernel.apparmor_restrict_unprivileged_userns is 1)";
    }
    if setting("kernel/unprivileged_userns_clone").trim() == "0" {
        return " (user namespaces are for root only: kernel.unprivileged_userns_clone is 0)";
    }
    if setting("user/max_user_namespaces").trim() == "0" {
        return " (there may be no user namespaces: user.max_user_namespaces is 0)";
    }
    ""
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
        let _ = remove_folder(&self.0);
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
