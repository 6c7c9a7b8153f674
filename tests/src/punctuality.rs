//! Whether the machine keeps time while something is performed: programs that tell order by time need that.

use std::future::Future;
use std::pin::pin;
use std::time::{Duration, Instant};

/// How often something is performed at most.
pub const CHANCES: usize = 8;
/// A machine on which a timer is so late is too busy for programs that tell order by time.
pub const BUSY: Duration = Duration::from_millis(5);
/// How often the machine is looked at.
const TICK: Duration = Duration::from_millis(5);

/// Waits for a future, and measures the most that a timer was late meanwhile.
pub async fn watch<T>(future: impl Future<Output = T>) -> (T, Duration) {
    let mut future = pin!(future);
    let mut latest = Duration::ZERO;
    loop {
        let asleep = Instant::now();
        tokio::select! {
            result = &mut future => return (result, latest),
            () = tokio::time::sleep(TICK) => {
                latest = latest.max(asleep.elapsed().saturating_sub(TICK));
            }
        }
    }
}
