//! Compiles the crates and the listings, and says so in the terminal.

use std::io::{IsTerminal, Write};

use tokio::sync::Notify;

use runner::{Prebuilt, Progress};

/// Prepares the crates, which is all that another book needs.
pub(crate) async fn prepare_crates(prebuilt: &Prebuilt) {
    let crates = told(prebuilt, "the crates", prebuilt.prepare_crates()).await;
    if let Err(error) = crates {
        eprintln!("Only programs that use nothing but the standard library can be run: {error:#}");
    } else if prebuilt.supply().takes_wishes() {
        let versions = prebuilt.versions().into_iter();
        let names = versions.map(|known| format!("{} {}", known.id, known.version));
        let names = names.collect::<Vec<_>>().join(", ");
        println!("Programs can use std, {names}; `--with NAME` adds a crate.");
    }
}

/// Prepares the listings, again whenever one has changed.
pub(crate) async fn keep_listings_prepared(prebuilt: &Prebuilt, listings_changed: &Notify) {
    loop {
        let listings = told(prebuilt, "the listings", prebuilt.prepare_listings()).await;
        match listings {
            Ok(None) => {}
            Ok(Some(report)) => {
                eprintln!("{report}Some listings do not compile; the others are ready.")
            }
            Err(error) => eprintln!("The listings cannot be compiled ahead: {error:#}"),
        }
        listings_changed.notified().await;
    }
}

/// Does one step of the preparation, with its progress on one line of the terminal.
async fn told<T>(
    prebuilt: &Prebuilt,
    what: &str,
    step: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    let started = std::time::Instant::now();
    let mut progress = prebuilt.progress();
    let mut step = std::pin::pin!(step);
    let result = loop {
        tokio::select! {
            result = &mut step => break result,
            changed = progress.changed() => {
                if changed.is_ok()
                    && let Progress::Preparing(now) = &*progress.borrow_and_update()
                {
                    rewrite_line(&format!("Preparing Run: {now}"));
                }
            }
        }
    };
    rewrite_line("");
    if result.is_ok() {
        println!(
            "Run is ready for {what} ({:.1} s)",
            started.elapsed().as_secs_f64()
        );
    }
    result
}

fn rewrite_line(text: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        let text: String = text.chars().take(100).collect();
        // A terminal that does not take it loses a line of progress.
        let _ = write!(stderr, "\r\u{1b}[K{text}");
        let _ = stderr.flush();
    }
}
