//! How a server is wanted.

use std::path::PathBuf;
use std::time::Duration;

use sandbox::Probing;

use super::reach::{PUBLIC_LIMITS, Reach, Token};
use runner::{Limit, Settings};

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Where others find the server, and what they must bring.
    pub reach: Reach,
    /// Whether the browser is to be opened.
    pub open: bool,
    /// How programs are confined.
    pub probing: Probing,
    /// Limits other than the defaults.
    pub limits: Vec<Limit>,
    /// Whether the server ends when its standard input does.
    pub while_stdin: bool,
    /// How long runs that are inside are waited for when the server is told to end; as is usual, if none.
    pub drain: Option<Duration>,
    /// What whoever reads the measurements from elsewhere must bring.
    pub metrics_token: Option<Token>,
    /// Where a line is written for each run.
    pub audit: Option<PathBuf>,
}

/// How long runs are waited for where others come. A server that is one reader's own ends at once.
const DRAIN: Duration = Duration::from_secs(30);

impl Options {
    pub(super) fn settings(&self) -> anyhow::Result<Settings> {
        let mut settings = Settings::default();
        if self.reach.public.is_some() {
            for limit in PUBLIC_LIMITS {
                settings.set(&limit.parse().map_err(anyhow::Error::msg)?);
            }
        }
        for limit in &self.limits {
            settings.set(limit);
        }
        Ok(settings)
    }

    pub(super) fn drain(&self) -> Duration {
        let usual = match self.reach.others_come() {
            true => DRAIN,
            false => Duration::ZERO,
        };
        self.drain.unwrap_or(usual)
    }
}
