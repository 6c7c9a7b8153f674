//! The private root: what of the machine a program gets to see, in tier A.

use super::privileges::Identity;
use super::step;
use super::system;
use super::work_folder::{self, Carried};
use crate::job::Job;
use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::unistd::{chown, pivot_root};
use std::ffi::CString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Path, PathBuf};

/// Where the private root is put together: a folder that every Linux has and that holds no program.
const SITE: &str = "/sys";

/// What of the private root the launcher needs later.
pub(super) struct PrivateRoot {
    /// The program's work folder.
    pub work: File,
    /// The folder of the server that it stands for.
    pub real_work: File,
    /// The files that were carried in.
    pub carried_in: Carried,
}

/// Builds the private root, beside the machine's.
pub(super) fn build_private_root(job: &Job, identity: Identity) -> io::Result<PrivateRoot> {
    identity
        .adopt(&job.work_dir)
        .map_err(|error| step("the work folder", error))?;
    let real_work = File::open(&job.work_dir)?;
    let none = None::<&str>;
    mount(none, "/", none, MsFlags::MS_REC | MsFlags::MS_PRIVATE, none)?;
    let mut site = Site {
        root: SITE.into(),
        identity,
        bound: Vec::new(),
    };
    tmpfs(&site.root, "size=4m,nr_inodes=8192,mode=755")?;
    site.writable(Path::new("/tmp"), job.limits.file_size, job.limits.files)?;
    site.devices()?;
    let shared = Path::new("/dev/shm");
    site.writable(shared, job.limits.file_size, job.limits.files)?;
    site.system_files()?;
    let (inside, outside) = job
        .readable
        .iter()
        .partition(|path| path.starts_with(&job.work_dir));
    site.readable(outside)?;
    let work_size = super::WORK_FILES * job.limits.file_size;
    site.writable(&job.work_dir, work_size, job.limits.files)?;
    let work = File::open(site.at(&job.work_dir))?;
    let carried_in =
        work_folder::carry_in(&real_work, &work, &job.work_dir, &job.program, identity)
            .map_err(|error| step("copying the work folder", error))?;
    site.readable(inside)?;
    site.read_only(&job.program)?;
    make_folders(&site.at(Path::new("/proc")))?;
    // A launcher that stands in the machine's root is moved with it; one that stands elsewhere stays.
    std::env::set_current_dir("/")?;
    Ok(PrivateRoot {
        work,
        real_work,
        carried_in,
    })
}

/// Called in the process namespace: completes the private root, makes it the root of every process
/// of the mount namespace, and lets go of the machine's.
pub(super) fn enter_private_root() -> io::Result<()> {
    std::env::set_current_dir(SITE)?;
    // Without privileges a new `/proc` can only be mounted while the machine's own is still in view.
    mount_proc().map_err(|error| step("/proc", error))?;
    // Both roots on one spot, the old one above: it is then unmounted with all that was below it.
    pivot_root(".", ".")?;
    umount2(".", MntFlags::MNT_DETACH)?;
    std::env::set_current_dir("/")?;
    let flags = MsFlags::MS_REMOUNT
        | MsFlags::MS_BIND
        | MsFlags::MS_RDONLY
        | MsFlags::MS_NOSUID
        | MsFlags::MS_NODEV;
    Ok(mount(None::<&str>, "/", None::<&str>, flags, None::<&str>)?)
}

/// The process namespace's own `/proc`: its processes, and of the rest nothing.
fn mount_proc() -> io::Result<()> {
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    Ok(mount(
        Some("proc"),
        "proc",
        Some("proc"),
        flags,
        Some("subset=pid,hidepid=invisible"),
    )?)
}

/// The private root while it is being built.
struct Site {
    root: PathBuf,
    identity: Identity,
    /// What of the machine can be seen in it already.
    bound: Vec<PathBuf>,
}

impl Site {
    /// The place of a path of the private root.
    fn at(&self, path: &Path) -> PathBuf {
        self.root.join(path.strip_prefix("/").unwrap_or(path))
    }

    /// A folder in memory, of limited size.
    fn writable(&mut self, path: &Path, bytes: u64, files: u64) -> io::Result<()> {
        let place = self.at(path);
        make_folders(&place)?;
        let Identity { uid, gid, .. } = self.identity;
        // Beside the files there is the folder itself.
        let inodes = files + 1;
        tmpfs(
            &place,
            &format!("size={bytes},nr_inodes={inodes},mode=700,uid={uid},gid={gid}"),
        )
        .map_err(|error| step(&path.display().to_string(), error))?;
        self.bound.retain(|bound| !path.starts_with(bound));
        Ok(())
    }

    fn devices(&self) -> io::Result<()> {
        make_folders(&self.at(Path::new("/dev")))?;
        for name in ["null", "zero", "full", "random", "urandom"] {
            let path = Path::new("/dev").join(name);
            let place = self.at(&path);
            File::create(&place)?;
            mount(
                Some(&path),
                &place,
                None::<&str>,
                MsFlags::MS_BIND,
                None::<&str>,
            )
            .map_err(|error| step(&path.display().to_string(), error))?;
        }
        symlink("/proc/self/fd", self.at(Path::new("/dev/fd")))?;
        for (fd, name) in ["stdin", "stdout", "stderr"].iter().enumerate() {
            symlink(
                format!("/proc/self/fd/{fd}"),
                self.at(&Path::new("/dev").join(name)),
            )?;
        }
        Ok(())
    }

    /// The system's programs and libraries, and the few settings that they look for.
    fn system_files(&mut self) -> io::Result<()> {
        make_folders(&self.at(Path::new("/etc")))?;
        for (name, text) in system::settings(self.identity) {
            fs::write(self.at(&Path::new("/etc").join(name)), text)?;
        }
        for path in system::PATHS.iter().map(Path::new) {
            match fs::symlink_metadata(path) {
                Ok(found) if found.is_symlink() => symlink(fs::read_link(path)?, self.at(path))?,
                Ok(_) => self.read_only(path)?,
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// The job's own paths, parents first.
    fn readable(&mut self, mut paths: Vec<&PathBuf>) -> io::Result<()> {
        paths.retain(|path| path.exists());
        paths.sort();
        paths.into_iter().try_for_each(|path| self.read_only(path))
    }

    /// Shows a file or folder of the machine where it is, so that nobody can write to it.
    fn read_only(&mut self, path: &Path) -> io::Result<()> {
        let is_seen = |path: &Path| self.bound.iter().any(|seen| path.starts_with(seen));
        let through_a_link =
            || self.at(path).exists() && path.canonicalize().is_ok_and(|path| is_seen(&path));
        if is_seen(path) || through_a_link() {
            return Ok(());
        }
        self.bind(path)
            .map_err(|error| step(&path.display().to_string(), error))?;
        self.bound.push(path.to_owned());
        Ok(())
    }

    fn bind(&self, path: &Path) -> io::Result<()> {
        let place = self.at(path);
        if path.is_dir() {
            make_folders(&place)?;
        } else {
            make_folders(place.parent().unwrap_or(&self.root))?;
            if !place.exists() {
                File::create(&place)?;
                chown(&place, Some(self.identity.uid), Some(self.identity.gid))?;
            }
        }
        mount(
            Some(path),
            &place,
            None::<&str>,
            MsFlags::MS_BIND | MsFlags::MS_REC,
            None::<&str>,
        )?;
        protect(&place)
    }
}

fn make_folders(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o755)
        .create(path)
}

fn tmpfs(place: &Path, options: &str) -> io::Result<()> {
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV;
    Ok(mount(
        Some("tmpfs"),
        place,
        Some("tmpfs"),
        flags,
        Some(options),
    )?)
}

/// Makes a mount and all mounts below it read-only.
fn protect(place: &Path) -> io::Result<()> {
    let place = CString::new(place.as_os_str().as_bytes())?;
    let attributes = libc::mount_attr {
        attr_set: libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV,
        attr_clr: 0,
        propagation: 0,
        userns_fd: 0,
    };
    // SAFETY: path and attributes are valid and outlive the call; the size is that of the structure.
    let done = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            place.as_ptr(),
            libc::AT_RECURSIVE,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    if done == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}
