//! How full the service is, and how it comes to its end: nobody is let in, and those who are inside are served.

use super::queue::Load;
use super::service::Service;

impl Service {
    /// How many runs are inside.
    pub fn load(&self) -> Load {
        self.queue.load()
    }

    /// Begins no more runs; those that are inside go on.
    pub fn close(&self) {
        self.queue.close();
    }

    /// Whether no more runs are begun.
    pub fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    /// Waits until no run is inside.
    pub async fn emptied(&self) {
        self.queue.emptied().await;
    }
}
