//! How a server ends that was told to. Ctrl-C ends it at once; so does the system's wish to end (SIGTERM), where it is one
//! reader's own. Where others come, the runs that are inside end first, and whoever comes meanwhile is sent elsewhere.

use std::future::pending;
use std::sync::OnceLock;
use std::time::Duration;

use tokio::sync::watch;

use service::{App, BookEvent};

/// How long connections may take for what they have been answered.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// The end of a server.
#[derive(Debug)]
pub(super) struct Ending {
    drain: Duration,
    app: OnceLock<App>,
    closing: watch::Sender<bool>,
}

impl Ending {
    /// Runs that are inside will be waited for as long as this.
    pub(super) fn new(drain: Duration) -> Self {
        Ending {
            drain,
            app: OnceLock::new(),
            closing: watch::Sender::new(false),
        }
    }

    /// From now on there may be runs. What is returned becomes true when no connection is to be taken any more.
    pub(super) fn begin(&self, app: &App) -> watch::Receiver<bool> {
        self.app.get_or_init(|| app.clone());
        self.closing.subscribe()
    }

    /// Waits for the wish to end; returns when it is to be done at once.
    pub(super) async fn told_to_end(&self) {
        let interrupted = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        tokio::select! {
            () = interrupted => {}
            () = self.drained() => {}
        }
    }

    #[cfg(not(unix))]
    async fn drained(&self) {
        pending::<()>().await;
    }

    #[cfg(unix)]
    async fn drained(&self) {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            return pending().await;
        };
        terminated.recv().await;
        let Some(app) = self.app.get().filter(|_| !self.drain.is_zero()) else {
            return;
        };
        tokio::select! {
            () = self.let_end(app) => {}
            // Whoever says it twice does not want to wait.
            _ = terminated.recv() => {}
        }
    }

    /// Ends the server step by step. The last of them, closing the connections, is the listener's, which ends everything
    /// when it is done.
    async fn let_end(&self, app: &App) {
        app.service.close();
        println!("Ending: {} runs are waited for.", app.service.load().inside);
        let emptied = tokio::time::timeout(self.drain, app.service.emptied()).await;
        if emptied.is_err() {
            println!(
                "{} runs are ended with the server.",
                app.service.load().inside
            );
        }
        app.live.publish(BookEvent::Closing);
        self.closing.send_replace(true);
        tokio::time::sleep(LAST_WORDS).await;
    }
}
