//! The messages between the server and its launcher: one order there, one exit back.

use crate::job::{Job, Tier};
use serde::{Deserialize, Serialize};

/// The first argument of a process that is to be a launcher.
pub(crate) const LAUNCHER_MARK: &str = "--sandbox-launcher";

/// The first argument of a process that is to hold a trusted program; the second is that program.
pub(crate) const TETHER_MARK: &str = "--sandbox-tether";

/// The first argument of a process that is to look around in a sandbox and say what is wrong.
pub(crate) const PROBE_MARK: &str = "--sandbox-probe";

/// What a launcher is told to do.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub tier: Tier,
    pub job: Job,
    /// The cgroup for the run, where there is one.
    #[cfg(target_os = "linux")]
    pub group: Option<crate::linux::cgroup::GroupFolders>,
}

impl Order {
    /// The order as bytes: two lengths, the order in JSON, and the program's standard input.
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let json = serde_json::to_vec(self)?;
        let mut bytes = Vec::with_capacity(16 + json.len() + self.job.stdin.len());
        bytes.extend((json.len() as u64).to_le_bytes());
        bytes.extend((self.job.stdin.len() as u64).to_le_bytes());
        bytes.extend(json);
        bytes.extend(&self.job.stdin);
        Ok(bytes)
    }

    /// Reads what [`Order::to_bytes`] wrote.
    #[cfg(target_os = "linux")]
    pub fn read(mut from: impl std::io::Read) -> std::io::Result<Order> {
        let mut length = || -> std::io::Result<usize> {
            let mut bytes = [0; 8];
            from.read_exact(&mut bytes)?;
            Ok(u64::from_le_bytes(bytes) as usize)
        };
        let (mut json, mut stdin) = (vec![0; length()?], vec![0; length()?]);
        from.read_exact(&mut json)?;
        from.read_exact(&mut stdin)?;
        let mut order: Order = serde_json::from_slice(&json)?;
        order.job.stdin = stdin;
        Ok(order)
    }
}
