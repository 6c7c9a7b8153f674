//! What all handlers share.

use std::sync::Arc;

use runner::Service;

use super::live::Live;
use super::names::Names;
use super::site::{Pages, Site};

/// What all handlers share.
#[derive(Clone, Debug)]
pub struct App {
    /// Runs programs.
    pub service: Arc<Service>,
    /// The book's files.
    pub site: Arc<Site>,
    /// What kind of pages they are.
    pub pages: Pages,
    /// Tells pages of new builds.
    pub live: Arc<Live>,
    /// The names by which this server is known, such as `localhost:3000`.
    pub names: Arc<Names>,
    /// What a request must bring to run a program, where others than the owner of this machine could ask for it, or
    /// where no sandbox protects the machine.
    pub token: Option<Arc<str>>,
}
