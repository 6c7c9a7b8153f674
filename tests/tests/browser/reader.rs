//! What the page keeps of the reader's progress, and the list of keys.

use anyhow::{Result, ensure};
use book_tests::browser::axe::Rules;
use book_tests::browser::{Tab, World};
use serde_json::{Value, json};

use super::opening::scroll_through;
use super::running::any_program;
use super::{barriers, contrast};

/// The words of the mark of the page that is open; empty without a mark.
const MARK: &str =
    "return document.querySelector('.sidebar a.active .progress-mark')?.textContent ?? ''";

/// Answers the first question of the quiz.
const ANSWER: &str = r"
    const question = document.querySelector('form.quiz fieldset.question');
    question.querySelector('input').click();
    question.querySelector('.answer-button').click();";

/// Gives the text that `Export` would save.
const EXPORT: &str = r"
    const done = arguments[arguments.length - 1];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      URL.createObjectURL = make;
      blob.text().then(done);
      return make.call(URL, blob);
    };
    document.querySelector('dialog .save-progress').click();";

/// Imports the text `arguments[0]` as a file.
const IMPORT: &str = r"
    const files = new DataTransfer();
    files.items.add(new File([arguments[0]], 'progress.json', { type: 'application/json' }));
    const input = document.querySelector('dialog input[type=file]');
    input.files = files.files;
    input.dispatchEvent(new Event('change'));";

async fn mark(tab: &Tab) -> Result<String> {
    tab.script(MARK, Value::Null).await
}

async fn wait_for_mark(tab: &Tab, what: &str, wanted: &str) -> Result<()> {
    let says = |mark: &String| mark.contains(wanted) && (mark.is_empty() == wanted.is_empty());
    tab.wait_for(what, MARK, Value::Null, says)
        .await
        .map(|_| ())
}

/// What was read, run and answered is marked in the contents, survives a reload, and moves nothing on the page.
pub async fn progress_is_marked_and_kept(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    ensure!(mark(tab).await?.is_empty(), "a new reader has a mark");
    tab.figure(&name).run().await?;
    wait_for_mark(tab, "the run is marked", "1 of ").await?;
    scroll_through(tab).await?;
    wait_for_mark(tab, "the page is read", "read; 1 of ").await?;
    if tab.count("form.quiz").await? > 0 {
        tab.script::<()>(ANSWER, Value::Null).await?;
        wait_for_mark(tab, "the answer is marked", "questions answered").await?;
    }
    let before = mark(tab).await?;
    // Answers above a scroll position that is restored take their room when the page is there: what is looked at here is the marks.
    tab.script::<()>("scrollTo(0, 0)", Value::Null).await?;
    tab.reload().await?;
    wait_for_mark(tab, "the mark is there after a reload", &before).await?;
    super::bars::the_page_stays_in_its_place(tab).await?;
    let stored: Vec<String> = tab
        .script("return Object.keys(localStorage)", Value::Null)
        .await?;
    ensure!(
        stored.iter().any(
            |key| key == &format!("many-things:progress:{}", address.trim_end_matches(".html"))
        ),
        "the browser keeps {stored:?}"
    );
    Ok(())
}

/// By keyboard to "Your progress"; it is exported, cleared, and imported again; a wrong file changes nothing.
pub async fn progress_moves_to_another_browser(world: &World, tab: &mut Tab) -> Result<()> {
    let (_, address) = any_program(world)?;
    tab.open(&address).await?;
    scroll_through(tab).await?;
    wait_for_mark(tab, "the page is read", "read").await?;
    tab.press("?", 0).await?;
    let opened = "return Boolean(document.querySelector('dialog[open] .progress-open'))";
    tab.wait_until("the list of keys is open", opened).await?;
    let reached = "return document.activeElement.classList.contains('progress-open')";
    for _ in 0..5 {
        if !tab.script::<bool>(reached, Value::Null).await? {
            tab.press("Tab", 0).await?;
        }
    }
    tab.press("Enter", 0).await?;
    let table = "return Boolean(document.querySelector('dialog[open] .progress-table tbody tr'))";
    tab.wait_until("the progress is shown", table).await?;

    if let Some(axe) = barriers::axe_source(world)? {
        barriers::none(tab, &axe, Rules::All, "your progress").await?;
    }
    contrast::texts_stand_out(tab).await?;

    let saved: String = tab.script_to_its_end(EXPORT, Vec::new()).await?;
    let parsed: Value = serde_json::from_str(&saved)?;
    ensure!(parsed["entries"].is_object(), "exported: {saved}");
    tab.click("dialog .clear-progress").await?;
    ensure!(!mark(tab).await?.is_empty(), "it clears without asking");
    tab.click("dialog .clear-progress").await?;
    wait_for_mark(tab, "the progress is forgotten", "").await?;
    tab.script::<()>(IMPORT, json!("{\"format\":\"other\"}"))
        .await?;
    let refused = "return /Nothing was changed/.test(document.querySelector('dialog [role=status]').textContent)";
    tab.wait_until("a wrong file is refused", refused).await?;
    tab.script::<()>(IMPORT, json!(saved)).await?;
    wait_for_mark(tab, "the progress is back", "read").await?;
    tab.press("Escape", 0).await?;
    ensure!(tab.count("dialog").await? == 0, "Escape does not close it");
    Ok(())
}

/// `?` lists the keys; Escape closes the list and the focus is where it was; no key in it is the page's.
pub async fn a_question_mark_lists_the_keys(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    let focus = "document.querySelector(arguments[0]).focus()";
    tab.script::<()>(focus, figure.inside("button.edit"))
        .await?;
    tab.press("?", 0).await?;
    tab.wait_until(
        "the list is open",
        "return Boolean(document.querySelector('dialog[open] kbd'))",
    )
    .await?;
    let said: String = tab
        .script(
            "return document.querySelector('dialog').textContent",
            Value::Null,
        )
        .await?;
    for key in ["Ctrl", "Enter", "Esc", "Tab", "Home", "search"] {
        ensure!(said.contains(key), "the list does not name {key}: {said}");
    }
    let stock =
        "return document.querySelector('#mdbook-help-container')?.checkVisibility() ?? false";
    ensure!(
        !tab.script::<bool>(stock, Value::Null).await?,
        "mdBook's own list opened too"
    );
    if let Some(axe) = barriers::axe_source(world)? {
        barriers::none(tab, &axe, Rules::All, "the list of keys").await?;
    }
    contrast::texts_stand_out(tab).await?;
    let before = tab.browser().current_url().await?;
    for key in ["ArrowRight", "s", "?"] {
        tab.press(key, 0).await?;
    }
    ensure!(
        tab.browser().current_url().await? == before,
        "a key left the page"
    );
    ensure!(
        tab.count("dialog[open]").await? == 1,
        "there is not one window"
    );
    tab.press("Escape", 0).await?;
    let back = "return document.activeElement.matches('button.edit')";
    tab.wait_until("the focus is where it was", back).await?;
    ensure!(
        tab.count("dialog[open]").await? == 0,
        "the list is still open"
    );

    figure.write("//\n").await?;
    tab.press("?", 0).await?;
    ensure!(
        tab.count("dialog[open]").await? == 0,
        "typing opens the list"
    );
    Ok(())
}
