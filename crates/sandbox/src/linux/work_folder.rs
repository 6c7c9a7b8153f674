//! Carries files into the program's work folder and back: regular files and folders, nothing else.

use super::privileges::Identity;
use nix::dir::Dir;
use nix::errno::Errno;
use nix::fcntl::{OFlag, openat};
use nix::sys::stat::{FileStat, Mode, SFlag, fchmod, fstat, mkdirat};
use nix::unistd::fchown;
use std::collections::HashMap;
use std::ffi::{CStr, OsStr};
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The files that were carried in, with what shows whether they were changed.
pub(super) type Carried = HashMap<PathBuf, Stamp>;

/// Size and time of the last change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(i64, i64, i64);

impl From<FileStat> for Stamp {
    fn from(stat: FileStat) -> Stamp {
        Stamp(stat.st_size, stat.st_mtime, stat.st_mtime_nsec)
    }
}

/// How deep folders may lie in each other.
const DEPTH: usize = 16;

/// Copies the server's folder `real` into `work`, save the program itself, which is shown read-only.
pub(super) fn carry_in(
    real: &File,
    work: &File,
    work_dir: &Path,
    program: &Path,
    identity: Identity,
) -> io::Result<Carried> {
    let mut carried = Carried::new();
    walk(real, work, Path::new(""), 0, &mut |entry| {
        if work_dir.join(entry.path) == program {
            return Ok(());
        }
        if let Some(copy) = entry.copy()? {
            fchown(&copy, Some(identity.uid), Some(identity.gid))?;
            carried.insert(entry.path.to_owned(), fstat(&copy)?.into());
        }
        Ok(())
    })?;
    Ok(carried)
}

/// Copies to `real` what is new or changed in `work`.
pub(super) fn carry_back(work: &File, real: &File, carried_in: &Carried) -> io::Result<()> {
    let own = fstat(work)?.st_dev;
    walk(work, real, Path::new(""), 0, &mut |entry| {
        let stat = fstat(&entry.from)?;
        let unchanged = carried_in
            .get(entry.path)
            .is_some_and(|stamp| *stamp == stat.into());
        // The program itself is another file system's file, and must not be written onto itself.
        if !unchanged && stat.st_dev == own {
            entry.copy()?;
        }
        Ok(())
    })
}

/// A regular file on its way.
struct Entry<'a> {
    from: File,
    to: &'a File,
    name: &'a CStr,
    path: &'a Path,
}

impl Entry<'_> {
    /// Copies the file; None if something that is no file stands in its place.
    fn copy(&self) -> io::Result<Option<File>> {
        let flags = OFlag::O_WRONLY
            | OFlag::O_CREAT
            | OFlag::O_TRUNC
            | OFlag::O_NOFOLLOW
            | OFlag::O_CLOEXEC;
        let mode =
            Mode::from_bits_truncate(fstat(&self.from)?.st_mode) & Mode::from_bits_truncate(0o777);
        let mode = mode | Mode::S_IRUSR | Mode::S_IWUSR;
        let mut copy = match openat(self.to, self.name, flags | OFlag::O_NONBLOCK, mode) {
            Ok(fd) => File::from(fd),
            Err(Errno::ELOOP | Errno::EISDIR) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        io::copy(&mut &self.from, &mut copy)?;
        fchmod(&copy, mode)?;
        Ok(Some(copy))
    }
}

/// How a file is opened that may be anything.
const LOOK: OFlag = OFlag::O_RDONLY
    .union(OFlag::O_NOFOLLOW)
    .union(OFlag::O_NONBLOCK)
    .union(OFlag::O_CLOEXEC);

/// Visits every regular file below `from`, having made its folder below `to`. Links are not followed.
fn walk(
    from: &File,
    to: &File,
    path: &Path,
    depth: usize,
    visit: &mut dyn FnMut(Entry) -> io::Result<()>,
) -> io::Result<()> {
    let inside = openat(from, c".", LOOK | OFlag::O_DIRECTORY, Mode::empty())?;
    let mut folder = Dir::from_fd(inside)?;
    for found in folder.iter() {
        let found = found?;
        let name = found.file_name();
        if name == c"." || name == c".." {
            continue;
        }
        let Ok(entry) = openat(from.as_fd(), name, LOOK, Mode::empty()) else {
            continue;
        };
        let entry = File::from(entry);
        let path = path.join(OsStr::from_bytes(name.to_bytes()));
        let kind = SFlag::from_bits_truncate(fstat(&entry)?.st_mode) & SFlag::S_IFMT;
        if kind == SFlag::S_IFREG {
            visit(Entry {
                from: entry,
                to,
                name,
                path: &path,
            })?;
        } else if kind == SFlag::S_IFDIR && depth < DEPTH {
            let _ = mkdirat(to, name, Mode::S_IRWXU);
            let Ok(inner) = openat(to, name, LOOK | OFlag::O_DIRECTORY, Mode::empty()) else {
                continue;
            };
            walk(&entry, &File::from(inner), &path, depth + 1, visit)?;
        }
    }
    Ok(())
}
