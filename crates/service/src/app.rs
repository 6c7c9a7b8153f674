//! What all handlers share.

use std::sync::Arc;

use runner::Service;

use super::access::Access;
use super::live::Live;
use super::names::Names;
use super::observe::Observer;
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
    /// Who may have programs run.
    pub access: Arc<Access>,
    /// What operators see of the runs.
    pub observer: Arc<Observer>,
    /// What whoever reads the measurements from elsewhere must bring.
    pub metrics_token: Option<Arc<str>>,
}
