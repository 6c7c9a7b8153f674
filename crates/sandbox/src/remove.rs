//! Removes a folder with all that is in it, whatever a program has made of it.

use std::io;
use std::path::Path;

/// Removes a folder and what is in it; one that is not there has been removed.
///
/// On Linux no depth, no length of a path and no mode is too much for it: it goes by descriptors and does not recurse,
/// but moves folders that are in folders up to the first one. Links are removed, not followed. While somebody still
/// writes to the folder this may fail, and can be tried again.
pub fn remove_folder(path: &Path) -> io::Result<()> {
    let removed = imp::remove(path);
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    pub(super) use std::fs::remove_dir_all as remove;
}

#[cfg(target_os = "linux")]
mod imp {
    use nix::dir::Dir;
    use nix::errno::Errno;
    use nix::fcntl::{OFlag, openat, renameat};
    use nix::sys::stat::Mode;
    use nix::unistd::{UnlinkatFlags, unlinkat};
    use std::ffi::{CStr, CString};
    use std::fs::{self, File};
    use std::io;
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// How long what is left is tried again: a folder may change while it is being read.
    const PATIENCE: Duration = Duration::from_secs(30);

    /// Those whose names begin so have been moved up.
    const MOVED: &str = ".moved-";

    pub(super) fn remove(path: &Path) -> io::Result<()> {
        let parent = File::open(path.parent().unwrap_or(Path::new("/")))?;
        let name = path.file_name().map(|name| name.as_encoded_bytes());
        let name = CString::new(name.unwrap_or_default())?;
        let top = match open(&parent, &name) {
            Err(Errno::ENOTDIR | Errno::ELOOP) => {
                return Ok(unlinkat(
                    &parent,
                    name.as_c_str(),
                    UnlinkatFlags::NoRemoveDir,
                )?);
            }
            opened => opened?,
        };
        let (mut moved, end) = (0, Instant::now() + PATIENCE);
        loop {
            empty(&top, &top, &mut moved)?;
            match unlinkat(&parent, name.as_c_str(), UnlinkatFlags::RemoveDir) {
                Err(Errno::ENOTEMPTY) if Instant::now() < end => {}
                removed => return Ok(removed?),
            }
        }
    }

    /// Removes what is in a folder. Folders in it that are not empty are emptied, if it is the first one, and otherwise
    /// moved there.
    fn empty(folder: &File, top: &File, moved: &mut u64) -> io::Result<()> {
        let is_top = folder.as_raw_fd() == top.as_raw_fd();
        let mut entries = Dir::from_fd(openat(folder, c".", FLAGS, Mode::empty())?)?;
        for entry in entries.iter() {
            let entry = entry?;
            let name = entry.file_name();
            if name == c"." || name == c".." || gone(folder, name)? {
                continue;
            }
            if is_top {
                match open(folder, name) {
                    Ok(inner) => empty(&inner, top, moved)?,
                    Err(Errno::ENOENT | Errno::ENOTDIR | Errno::ELOOP) => continue,
                    Err(error) => return Err(error.into()),
                }
                gone(folder, name)?;
                continue;
            }
            *moved += 1;
            let new = CString::new(format!("{MOVED}{moved}"))?;
            // What is moved gets another parent, which is written into it.
            drop(open(folder, name));
            match renameat(folder, name, top, new.as_c_str()) {
                // There is one already, from an attempt that was interrupted: the next round takes another name.
                Ok(()) | Err(Errno::ENOENT | Errno::ENOTEMPTY | Errno::EEXIST) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Removes a file, or a folder that is empty; false if it is one that is not.
    fn gone(folder: &File, name: &CStr) -> io::Result<bool> {
        let unlinked = unlinkat(folder, name, UnlinkatFlags::NoRemoveDir);
        match unlinked {
            Ok(()) | Err(Errno::ENOENT) => return Ok(true),
            // Linux says the first, and POSIX wants the second.
            Err(Errno::EISDIR | Errno::EPERM) => {}
            Err(error) => return Err(error.into()),
        }
        match unlinkat(folder, name, UnlinkatFlags::RemoveDir) {
            Ok(()) | Err(Errno::ENOENT) => Ok(true),
            Err(Errno::ENOTEMPTY | Errno::EEXIST | Errno::ENOTDIR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    const FLAGS: OFlag = OFlag::O_RDONLY
        .union(OFlag::O_DIRECTORY)
        .union(OFlag::O_NOFOLLOW)
        .union(OFlag::O_CLOEXEC);

    /// Opens a folder, and gives its owner back all rights to it.
    fn open(folder: &File, name: &CStr) -> Result<File, Errno> {
        let handle = openat(folder, name, FLAGS | OFlag::O_PATH, Mode::empty())?;
        // By the descriptor, so that nobody can put something else in the place of the name.
        let through = format!("/proc/self/fd/{}", handle.as_raw_fd());
        let mode = fs::metadata(&through).map_or(0, |found| found.permissions().mode());
        if mode & 0o700 != 0o700 {
            let _ = fs::set_permissions(&through, fs::Permissions::from_mode(0o700));
        }
        Ok(File::from(openat(folder, name, FLAGS, Mode::empty())?))
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn modes_depth_and_links_are_no_obstacle() {
        let outer = tempfile::tempdir().unwrap();
        let (folder, other) = (outer.path().join("folder"), outer.path().join("other"));
        fs::create_dir_all(folder.join("shut/inner/more")).unwrap();
        fs::create_dir_all(folder.join("wide/a/b/c")).unwrap();
        fs::write(folder.join("shut/inner/file"), "x").unwrap();
        fs::write(folder.join("wide/a/b/c/file"), "x").unwrap();
        fs::write(&other, "kept").unwrap();
        symlink(&other, folder.join("link")).unwrap();
        symlink(outer.path(), folder.join("wide/up")).unwrap();
        let shut = fs::Permissions::from_mode(0o0);
        fs::set_permissions(folder.join("shut/inner"), shut.clone()).unwrap();
        fs::set_permissions(folder.join("shut"), shut.clone()).unwrap();
        fs::set_permissions(&folder, shut).unwrap();
        remove_folder(&folder).unwrap();
        assert!(!folder.exists());
        assert_eq!(fs::read_to_string(other).unwrap(), "kept");
        remove_folder(&folder).unwrap();
    }

    /// As a thread of its own with a small stack, and deeper than a path may be long.
    #[test]
    fn folders_in_each_other_need_no_stack() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("folder");
        fs::create_dir(&folder).unwrap();
        // Built from within: each is put into the next.
        fs::create_dir(outer.path().join("d")).unwrap();
        for _ in 0..5_000 {
            fs::create_dir(outer.path().join("next")).unwrap();
            fs::rename(outer.path().join("d"), outer.path().join("next/d")).unwrap();
            fs::rename(outer.path().join("next"), outer.path().join("d")).unwrap();
        }
        fs::rename(outer.path().join("d"), folder.join("d")).unwrap();
        let builder = std::thread::Builder::new().stack_size(64 * 1024);
        let path = folder.clone();
        let removed = builder.spawn(move || remove_folder(&path)).unwrap();
        removed.join().unwrap().unwrap();
        assert!(!folder.exists());
    }
}
