//! A server that goes away in the middle of a run, and comes back.

use anyhow::{Result, ensure};
use book_tests::browser::{BookServer, Outcome, Tab, World};
use serde_json::json;

use super::running::{any_program, is_local};

/// Runs are not waited for long, and end with the server alone.
const ARGUMENTS: [&str; 4] = ["--drain", "1", "--limit", "run-time=60"];

/// Goes on long enough for a server to be killed meanwhile.
const SLOW: &str = "fn main() {\n    println!(\"the kettle is on\");\n    std::thread::sleep(std::time::Duration::from_secs(3));\n    println!(\"tea\");\n}\n";

const ENDLESS: &str = "fn main() {\n    println!(\"the kettle is on\");\n    std::thread::park();\n    std::thread::sleep(std::time::Duration::MAX);\n}\n";

/// What stands in the status line, which is told to screen readers, and its only button.
const IN_ENGLISH: (&str, &str) = (
    "The book's server went away before the run had ended: what it printed until then is all there is.",
    "Run again",
);
const IN_RUSSIAN: (&str, &str) = (
    "Сервер книги пропал раньше, чем закончился запуск: всё, что успело напечататься, — здесь.",
    "Запустить ещё раз",
);

/// A server is killed, the next one is told to end and does not wait for the run: the page says that it went away, keeps what
/// was printed, and has a button that runs the program as soon as a server is there. So does the Russian page.
pub async fn a_run_whose_server_goes_away_is_made_again(
    world: &World,
    tab: &mut Tab,
) -> Result<()> {
    let server = BookServer::start_with(super::program(), &world.repository, &ARGUMENTS)?;
    let port = server.port()?;
    tab.read_from(&server.address);
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    tab.figure(&name).write(SLOW).await?;
    is_under_way(tab, &name).await?;
    // Dropping it kills it.
    drop(server);
    is_lost(tab, &name, IN_ENGLISH).await?;

    let server = BookServer::start_at(port, super::program(), &world.repository, &ARGUMENTS)?;
    let outcome = press_again(tab, &name).await?;
    is_local(&outcome)?;
    ensure!(
        outcome.state == "ok" && outcome.stdout == "the kettle is on\ntea\n",
        "run again, it came to: {}",
        outcome.all_text()
    );

    tab.open(&format!("ru/{address}")).await?;
    tab.figure(&name).write(ENDLESS).await?;
    is_under_way(tab, &name).await?;
    let pid = server.id().to_string();
    let told = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status()?;
    ensure!(told.success(), "the server was not told to end");
    is_lost(tab, &name, IN_RUSSIAN).await
}

/// Starts the program, and waits until it has printed something.
async fn is_under_way(tab: &Tab, name: &str) -> Result<()> {
    let figure = tab.figure(name);
    figure.start().await?;
    let output = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let has_begun = |text: &String| text.contains("the kettle is on");
    let live = json!(figure.inside(".live-text"));
    tab.wait_for("the program has begun", output, live, has_begun)
        .await
        .map(|_| ())
}

/// The run ends with this sentence and this button, and what it printed stays.
async fn is_lost(tab: &Tab, name: &str, (sentence, button): (&str, &str)) -> Result<()> {
    let figure = tab.figure(name);
    let outcome = figure.ended().await?;
    ensure!(
        outcome.state == "failed" && outcome.status == format!("{sentence} {button}"),
        "the state is {}, and this is said: {}",
        outcome.state,
        outcome.status
    );
    ensure!(
        outcome.stdout == "the kettle is on\n",
        "what was printed is gone: {}",
        outcome.all_text()
    );
    let named = figure.element(".controls .status button").await?;
    ensure!(
        named.text().await? == button,
        "the button is named {}",
        named.text().await?
    );
    Ok(())
}

/// Presses the button in the status line, and waits until the run is over.
async fn press_again(tab: &Tab, name: &str) -> Result<Outcome> {
    let figure = tab.figure(name);
    figure.expect_a_new_status().await?;
    figure.click(".controls .status button").await?;
    figure.ended().await
}
