//! Several figures of a page run at once.

use std::time::Duration;

use anyhow::Result;
use book_tests::browser::Tab;
use book_tests::punctuality::{BUSY, CHANCES, watch};

/// Presses the buttons of several figures, one right after the other, and judges each when it has ended; gives what is
/// wrong. What is wrong on a machine too busy to keep time runs once more, alone.
pub async fn run_side_by_side<T>(
    tab: &Tab,
    things: &[T],
    name: impl Fn(&T) -> String,
    judge: impl AsyncFn(&T) -> Result<()>,
) -> Result<Vec<String>> {
    let all = async {
        for thing in things {
            tab.figure(&name(thing)).activate_run().await?;
        }
        let mut wrong = Vec::new();
        for thing in things {
            if let Err(error) = judge(thing).await {
                wrong.push((thing, error));
            }
        }
        anyhow::Ok(wrong)
    };
    let (wrong, lateness) = watch(all).await;
    let mut failed = Vec::new();
    for (thing, error) in wrong? {
        let name = name(thing);
        let start = async || {
            tab.figure(&name).activate_run().await?;
            judge(thing).await
        };
        if let Err(error) = once_more(&name, start, error, lateness).await {
            failed.push(format!("{name}: {error:#}"));
        }
    }
    Ok(failed)
}

/// Performs what was wrong again, as long as the machine was too busy to keep time.
pub async fn once_more(
    name: &str,
    perform: impl AsyncFn() -> Result<()>,
    mut error: anyhow::Error,
    mut lateness: Duration,
) -> Result<()> {
    for _ in 1..CHANCES {
        if lateness < BUSY {
            break;
        }
        println!("{name} is performed again: the machine was {lateness:.0?} late");
        let (outcome, late) = watch(perform()).await;
        match outcome {
            Ok(()) => return Ok(()),
            Err(wrong) => (error, lateness) = (wrong, late),
        }
    }
    Err(error)
}
