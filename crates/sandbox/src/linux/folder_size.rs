//! How much is in a real work folder, while a program that may be hostile works in it: by descriptors, so that no path is
//! too long and no link is followed, and no further than is needed to know that it is too much.

use nix::dir::{Dir, Type};
use nix::errno::Errno;
use nix::fcntl::{AtFlags, OFlag, openat};
use nix::sys::stat::{Mode, fstatat};
use std::fs::File;
use std::io;
use std::path::Path;

/// How deep folders may lie in each other.
const DEPTH: usize = 64;

/// What is in a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FolderSize {
    /// On the disk.
    pub bytes: u64,
    pub files: u64,
}

/// The size of a folder, counted until there are more than `most` files in it. None if it cannot be seen: there is a
/// folder that cannot be opened, or one too deep.
pub(super) fn folder_size(path: &Path, most: u64) -> Option<FolderSize> {
    let mut size = FolderSize::default();
    let Ok(folder) = File::open(path) else {
        // Swept away.
        return Some(size);
    };
    count(folder, most, 0, &mut size).ok()?;
    Some(size)
}

fn count(folder: File, most: u64, depth: usize, size: &mut FolderSize) -> io::Result<()> {
    if depth > DEPTH {
        return Err(io::Error::other("folders too deep in each other"));
    }
    let look = OFlag::O_RDONLY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC | OFlag::O_DIRECTORY;
    let mut entries = Dir::from_fd(openat(&folder, c".", look, Mode::empty())?)?;
    for entry in entries.iter() {
        let entry = entry?;
        let name = entry.file_name();
        if name == c"." || name == c".." {
            continue;
        }
        size.files += 1;
        if size.files > most {
            return Ok(());
        }
        // What has gone meanwhile takes no room.
        let Ok(found) = fstatat(&folder, name, AtFlags::AT_SYMLINK_NOFOLLOW) else {
            continue;
        };
        size.bytes += u64::try_from(found.st_blocks).unwrap_or(0) * 512;
        if entry.file_type().is_none_or(|kind| kind == Type::Directory) {
            match openat(&folder, name, look, Mode::empty()) {
                Ok(inner) => count(File::from(inner), most, depth + 1, size)?,
                Err(Errno::ENOENT | Errno::ENOTDIR | Errno::ELOOP) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_there_is_counted_and_links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("inner")).unwrap();
        fs::write(folder.path().join("inner/file"), vec![1; 100_000]).unwrap();
        std::os::unix::fs::symlink("/", folder.path().join("link")).unwrap();
        let size = folder_size(folder.path(), 100).unwrap();
        assert_eq!(size.files, 3);
        assert!((100_000..300_000).contains(&size.bytes), "{size:?}");
        assert!(folder_size(folder.path(), 1).unwrap().files > 1);
        let nowhere = folder_size(&folder.path().join("nowhere"), 1);
        assert_eq!(nowhere, Some(FolderSize::default()));
    }

    #[test]
    fn folders_in_each_other_without_end_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = (0..DEPTH + 2).fold(folder.path().to_owned(), |path, _| path.join("d"));
        fs::create_dir_all(path).unwrap();
        assert_eq!(folder_size(folder.path(), 1000), None);
    }
}
