//! The messages between the server and its launcher: one order there, one exit back.

use crate::job::{Job, Tier};

/// The first argument of a process that is to be a launcher; the second is the letter of its tier.
pub(crate) const LAUNCHER_MARK: &str = "--sandbox-launcher";

/// The first argument of a process that is to hold a trusted program; the second is that program.
pub(crate) const TETHER_MARK: &str = "--sandbox-tether";

/// The first argument of a process that is to look around in a sandbox and say what is wrong.
pub(crate) const PROBE_MARK: &str = "--sandbox-probe";

/// The tier of a launcher that was started with this letter.
#[cfg(target_os = "linux")]
pub(crate) fn tier_of(letter: &str) -> Option<Tier> {
    let all = [Tier::Namespaces, Tier::Landlock, Tier::Unsandboxed];
    all.into_iter()
        .find(|tier| letter.chars().eq([tier.letter()]))
}

/// A job as bytes: two lengths, the job in JSON, and the program's standard input.
pub(crate) fn to_bytes(job: &Job) -> serde_json::Result<Vec<u8>> {
    let json = serde_json::to_vec(job)?;
    let mut bytes = Vec::with_capacity(16 + json.len() + job.stdin.len());
    bytes.extend((json.len() as u64).to_le_bytes());
    bytes.extend((job.stdin.len() as u64).to_le_bytes());
    bytes.extend(json);
    bytes.extend(&job.stdin);
    Ok(bytes)
}

/// Reads what [`to_bytes`] wrote.
#[cfg(target_os = "linux")]
pub(crate) fn read(mut from: impl std::io::Read) -> std::io::Result<Job> {
    let mut length = || -> std::io::Result<usize> {
        let mut bytes = [0; 8];
        from.read_exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes) as usize)
    };
    let (mut json, mut stdin) = (vec![0; length()?], vec![0; length()?]);
    from.read_exact(&mut json)?;
    from.read_exact(&mut stdin)?;
    let mut job: Job = serde_json::from_slice(&json)?;
    job.stdin = stdin;
    Ok(job)
}
