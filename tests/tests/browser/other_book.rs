//! Another mdBook, with mdBook's own scripts, served by `cargo book serve --book`: no other host answers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use book_tests::browser::{BookServer, CTRL, Tab, World};
use serde_json::json;
use tempfile::TempDir;

const FILES: [(&str, &str); 7] = [
    (
        "book.toml",
        // Nobody has this renderer: only the one for HTML is asked.
        "[book]\ntitle = \"Stock\"\nsrc = \"pages\"\n[output.html.playground]\neditable = true\n[output.nowhere]\ncommand = \"no-such-renderer\"\n",
    ),
    (
        "pages/SUMMARY.md",
        "# Summary\n\n- [First](first.md)\n- [Second](deep/second.md)\n- [Third](third.md)\n- [Fourth](fourth.md)\n- [Fifth](fifth.md)\n",
    ),
    (
        "pages/first.md",
        "# First\n\n```rust\n# fn main() {\nprintln!(\"one and {}\", 1 + 1);\n# }\n```\n\n```rust\nfn main() { let s = String::new(); drop(s); s.len(); }\n```\n",
    ),
    (
        "pages/deep/second.md",
        "# Second\n\n```rust,edition2021\nextern crate tokio;\n\n#[tokio::main]\nasync fn main() { println!(\"{}\", tokio::spawn(async { \"from a task\" }).await.unwrap()); }\n```\n\n\
         ```rust\nextern crate nobody_has_this;\nfn main() {}\n```\n\n```rust,no_run\nfn main() { loop {} }\n```\n",
    ),
    (
        "pages/third.md",
        "# Third\n\n```rust\nfn main() { panic!(\"no tea\") }\n```\n",
    ),
    (
        "pages/fourth.md",
        // mdBook's own script gives up after six seconds.
        "# Fourth\n\n```rust\nfn main() { std::thread::sleep(std::time::Duration::from_millis(6_500)); eprintln!(\"slow tea\"); }\n```\n\n\
         ```rust\nfn main() { unsafe { *(1 as *mut u8) = 0 } }\n```\n\n\
         ```rust\nfn main() { println!(\"0 ms | kettle | heats\\n0 ms | guest | waits\\n90 ms | guest | done\"); }\n```\n",
    ),
    (
        "pages/fifth.md",
        // mdBook asks the nightly compiler for what names a feature.
        "# Fifth\n\n```rust,editable\nfn main() { println!(\"as printed\"); }\n```\n\n\
         ```rust\n#![feature(never_type)]\nfn main() {}\n```\n",
    ),
];

/// The text below the runnable snippet number `arguments[0]`.
const RESULT: &str = "return document.querySelectorAll('.playground')[arguments[0]].querySelector('.result')?.innerText ?? ''";

/// For each snippet whether its button can be seen; empty before the page knows.
const BUTTONS: &str = "return [...document.querySelectorAll('.playground')]
    .map((snippet) => { const button = snippet.querySelector('.play-button'); return Boolean(button) && !button.hidden && !button.classList.contains('hidden'); })";

/// For the snippet number `arguments[0]`: whether its buttons can be reached by keyboard, whether its result is announced,
/// and what is said of where it comes from.
const REACH: &str = "const snippet = document.querySelectorAll('.playground')[arguments[0]];
    const button = snippet.querySelector('.play-button');
    const result = snippet.querySelector('.result');
    button.focus();
    return [document.activeElement === button, result.getAttribute('role') === 'status',
        getComputedStyle(result, '::after').content.includes('Ran on this server, by rustc')];";

/// Every stock Run button is answered by the local service, and nothing is written into that book.
pub async fn its_stock_buttons_are_answered_here(world: &World, tab: &mut Tab) -> Result<()> {
    let book = write_book()?;
    let before = files_below(book.path())?;
    let folder = book.path().to_string_lossy().into_owned();
    let server = BookServer::start_with(
        super::program(),
        &world.repository,
        &["--timelines", "--book", &folder],
    )?;
    tab.read_from(&server.address);

    open(tab, "first.html", &[true, true]).await?;
    says(tab, 0, "one and 2").await?;
    says(tab, 1, "E0382").await?;
    open(tab, "deep/second.html", &[true, false, false]).await?;
    says(tab, 0, "from a task").await?;
    open(tab, "third.html", &[true]).await?;
    says(tab, 0, "no tea").await?;
    open(tab, "fourth.html", &[true, true, true]).await?;
    says(tab, 0, "slow tea").await?;
    says(tab, 1, "SIGSEGV").await?;
    says(tab, 2, "90 ms | guest | done").await?;
    let lanes =
        "return document.querySelectorAll('.playground + .book-timeline svg.lanes .lane').length";
    let are_two = |lanes: &u32| *lanes == 2;
    tab.wait_for("two lanes are drawn", lanes, json!(null), are_two)
        .await?;
    let is_reached: [bool; 3] = tab.script(REACH, 0).await?;
    ensure!(
        is_reached == [true; 3],
        "the button takes the focus, the result is announced, and says where it ran: {is_reached:?}"
    );

    open(tab, "fifth.html", &[true, true]).await?;
    says(tab, 1, "cargo +nightly book serve").await?;
    its_editor_runs_what_is_written(tab).await?;

    let traffic = tab.traffic().await?;
    ensure!(
        traffic.requests().count() > 10,
        "the browser's log is empty"
    );
    let others: Vec<String> = traffic
        .to_other_hosts(&server.address)
        .into_iter()
        .map(str::to_owned)
        .collect();
    super::none_of("requests to another host", &others)?;
    super::none_of("errors on the console", &tab.console_errors().await?)?;
    drop(server);
    let after = files_below(book.path())?;
    ensure!(before == after, "the book was changed: {:?}", after.keys());
    Ok(())
}

/// mdBook's own editor, Ace: what is written in it is run, by the keys that it knows, and taken back.
async fn its_editor_runs_what_is_written(tab: &Tab) -> Result<()> {
    let write = "const editor = ace.edit(document.querySelector('.editable'));
        editor.setValue('fn main() { println!(\"{}\", 6 * 7); }', 1);
        editor.focus();";
    tab.script::<()>(write, json!(null)).await?;
    tab.press("Enter", CTRL).await?;
    shows(tab, 0, "42").await?;
    let take_back = "document.querySelector('.playground .reset-button').click()";
    tab.script::<()>(take_back, json!(null)).await?;
    says(tab, 0, "as printed").await
}

/// Opens a page and waits until mdBook's script has decided which buttons are shown.
async fn open(tab: &Tab, path: &str, buttons: &[bool]) -> Result<()> {
    let address = format!("{}{path}", tab.address);
    tab.browser().goto(&address).await.context(address)?;
    let are_shown = |shown: &Vec<bool>| shown == buttons;
    tab.wait_for(
        "the buttons are as they should be",
        BUTTONS,
        json!(null),
        are_shown,
    )
    .await
    .map(|_| ())
}

/// Presses a snippet's button and waits for its result.
async fn says(tab: &Tab, snippet: usize, wanted: &str) -> Result<()> {
    let press = "document.querySelectorAll('.playground')[arguments[0]].querySelector('.play-button').click()";
    tab.script::<()>(press, snippet).await?;
    shows(tab, snippet, wanted).await
}

/// Waits for a snippet's result.
async fn shows(tab: &Tab, snippet: usize, wanted: &str) -> Result<()> {
    let what = format!("snippet {snippet} says {wanted}");
    tab.wait_for(&what, RESULT, json!(snippet), |result: &String| {
        result.contains(wanted)
    })
    .await
    .map(|_| ())
}

fn write_book() -> Result<TempDir> {
    let book = TempDir::new()?;
    for (path, text) in FILES {
        let file = book.path().join(path);
        std::fs::create_dir_all(file.parent().context("a folder")?)?;
        std::fs::write(file, text)?;
    }
    Ok(book)
}

/// Every file below a folder, with its text.
fn files_below(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.insert(path.clone(), std::fs::read(&path)?);
        }
    }
    Ok(files)
}
