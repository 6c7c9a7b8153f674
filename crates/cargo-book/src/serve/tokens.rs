//! Reads the file of tokens again when it has changed, so that tokens are changed without a restart.

use std::future::pending;
use std::path::Path;
use std::time::{Duration, SystemTime};

use service::{App, read_groups};

/// How often the file is looked at. Mounted secrets are replaced behind links, which watching does not always see.
const INTERVAL: Duration = Duration::from_secs(1);

/// Puts what the file says in force after every change, until it is dropped. A file that cannot be read changes nothing,
/// and is told.
pub(super) async fn keep_read(file: Option<&Path>, app: &App) {
    let Some(file) = file else {
        return pending().await;
    };
    let mut before = state(file).await;
    loop {
        tokio::time::sleep(INTERVAL).await;
        let now = state(file).await;
        if now == before {
            continue;
        }
        before = now;
        let settings = app.service.settings();
        match read_groups(file, settings) {
            Ok(groups) => {
                println!(
                    "{}: tokens of {} groups are in force",
                    file.display(),
                    groups.len()
                );
                app.access.replace(groups, settings);
            }
            Err(why) => eprintln!("The tokens are what they were before: {why}"),
        }
    }
}

/// What differs between two versions of a file; none where there is no file.
async fn state(file: &Path) -> Option<(Option<SystemTime>, u64)> {
    let found = tokio::fs::metadata(file).await.ok()?;
    Some((found.modified().ok(), found.len()))
}
