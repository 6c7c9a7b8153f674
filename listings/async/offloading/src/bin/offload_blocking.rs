// region: hidden
//! Four blocking calls, each on a thread of the blocking pool.

use std::time::Duration;
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;
// endregion

/// The printer's driver: somebody else's code.
fn print_page(page: &str) {
    log(page, "block: the driver prints");
    std::thread::sleep(Duration::from_millis(400));
    log(page, "done");
}

async fn print_all() {
    let pages = ["page 1", "page 2", "page 3", "page 4"];
    let printed = pages.map(|page| spawn_blocking(move || print_page(page)));

    log("main", "wait: for the pages");
    for page in printed {
        page.await.expect("the driver does not panic");
    }
    log("main", "done");
}

fn main() {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_all().build();
    let runtime = runtime.expect("the system allows a runtime");
    runtime.block_on(print_all());
}

// region: hidden
/// When the program started, in milliseconds of the system clock; a child process is given its parent's.
static START: std::sync::LazyLock<u128> =
    std::sync::LazyLock::new(|| match std::env::var("LOG_START") {
        Ok(start) => start.parse().expect("LOG_START is a number"),
        Err(_) => now(),
    });

fn now() -> u128 {
    let since_1970 = std::time::UNIX_EPOCH.elapsed();
    since_1970.expect("the clock is past 1970").as_millis()
}

/// Prints `<milliseconds> ms | <lane> | <what>`, counted from the first line.
fn log(lane: &str, what: &str) {
    let start = *START;
    println!("{:4} ms | {lane} | {what}", now().saturating_sub(start));
}
// endregion
