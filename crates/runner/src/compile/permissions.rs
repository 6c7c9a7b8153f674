//! Who may read what was made here.

use std::path::Path;

use anyhow::Context;

/// Lets a sandbox that runs as another user read a file or what is in a folder, and start what its owner can start.
pub(crate) fn readable_by_all(path: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let opened = path.metadata().and_then(|metadata| {
            let mode = metadata.permissions().mode();
            let wanted = mode | 0o444 | if mode & 0o100 == 0 { 0 } else { 0o111 };
            if wanted == mode {
                return Ok(());
            }
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted))
        });
        opened.with_context(|| format!("cannot open {} for reading", path.display()))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Lets nobody else look into a folder that holds work folders. Where programs run as users of their own, because root
/// started them, these must pass through it.
pub(crate) fn passable(folder: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let closed = folder.metadata().and_then(|metadata| {
            let mode = if metadata.uid() == 0 { 0o711 } else { 0o700 };
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode))
        });
        closed.with_context(|| format!("cannot close {} to others", folder.display()))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
