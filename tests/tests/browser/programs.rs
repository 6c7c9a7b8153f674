//! What is done with a program besides running it: it is shared, formatted, seen in the whole window, and typed with help.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Figure, Tab, World};
use serde_json::{Value, json};

use super::running::{any_program, write_program};

const MINE: &str = "fn main() {\n    println!(\"a link to 🫖\");\n}\n";

/// Presses Share, and gives what it puts on the clipboard.
const SHARE: &str = r"
    const [button, done] = arguments;
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => done(text) } });
    document.querySelector(button).click();";

/// An edit is shared; who opens the link sees whose listing it is and the code. Nothing runs, nothing is kept, and an edit of
/// the reader's own comes back.
pub async fn a_link_brings_an_edit(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, MINE).await?;
    let figure = tab.figure(&name);
    is_shown(tab, &figure, "button.share").await?;
    let link: String = tab
        .script_to_its_end(SHARE, vec![json!(figure.inside("button.share"))])
        .await?;
    ensure!(link.contains("#edit="), "the link is {link}");
    let own = "fn main() {}\n";
    figure.write(own).await?;
    // Another page first: from one fragment to another no page is loaded.
    tab.open("404.html").await?;
    tab.browser().goto(&link).await?;
    tab.ready().await?;
    is_shown(tab, &figure, ".shared").await?;
    let says = figure.element(".shared").await?.text().await?;
    ensure!(says.contains("came with a link"), "it says {says}");
    ensure!(
        figure.kept().await?.as_deref() == Some(own),
        "the own edit is overwritten"
    );
    let status = figure.outcome().await?;
    ensure!(status.state == "idle", "the state is {}", status.state);
    let outcome = figure.run().await?;
    ensure!(outcome.stdout == "a link to 🫖\n", "{}", outcome.all_text());
    figure.click(".shared button.back").await?;
    let shown: String = tab.script(CODE, figure.inside("pre.code code")).await?;
    ensure!(shown.trim() == own.trim(), "back is {shown}");
    let address = tab.browser().current_url().await?;
    ensure!(
        address.fragment() == Some(&format!("listing-{name}")),
        "the address is {address}"
    );
    figure.click("button.reset").await
}

const CODE: &str = "return document.querySelector(arguments[0]).textContent";

/// A link that was cut off, and one that names a listing of another page, are told in a sentence.
pub async fn a_broken_link_says_so(world: &World, tab: &mut Tab) -> Result<()> {
    let (_, address) = any_program(world)?;
    let code = "eJxLy1PITczM09BUqK7lAgAeagQN";
    for (fragment, word) in [
        ("edit=no_such_listing.".to_owned() + code, "no_such_listing"),
        ("edit=no_such_listing.eJzL".to_owned(), "cannot be read"),
        ("edit=".to_owned(), "cannot be read"),
    ] {
        tab.open("404.html").await?;
        let link = format!("{}{address}#{fragment}", tab.address);
        tab.browser().goto(&link).await?;
        tab.ready().await?;
        let said = "return document.querySelector('.announcement')?.textContent ?? ''";
        let is_so = |text: &String| text.contains(word);
        tab.wait_for("a sentence says what is wrong", said, Value::Null, is_so)
            .await?;
    }
    Ok(())
}

/// In the whole window the code stands beside the drawing, nothing else can be reached, and Escape leads back.
pub async fn a_figure_takes_the_whole_window(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    figure.timeline().await?;
    figure.open_editor().await?;
    is_shown(tab, &figure, "button.whole").await?;
    figure.click("button.whole").await?;
    let places = r"
        const figure = document.querySelector(arguments[0]);
        const box = (part) => figure.querySelector(part).getBoundingClientRect();
        const { width, height } = figure.getBoundingClientRect();
        const [code, drawing] = [box('.editor'), box('.timeline')];
        const reached = [...document.querySelectorAll('a[href], button')].filter((part) => part.checkVisibility() && !part.closest('[inert]') && !figure.contains(part)).length;
        return [width === innerWidth, height === innerHeight, code.right <= drawing.left, Math.abs(code.top - drawing.top) < 60, reached === 0];";
    let right: Vec<bool> = tab.script(places, figure.inside("")).await?;
    ensure!(
        right.iter().all(|is_so| *is_so),
        "as wide, as high, beside, level, alone: {right:?}"
    );
    let focus = "document.querySelector(arguments[0]).focus()";
    tab.script::<()>(focus, figure.inside("button.whole"))
        .await?;
    tab.press("Escape", 0).await?;
    let inert: usize = tab.count("[inert], .whole[role]").await?;
    ensure!(inert == 0, "{inert} parts are still as in the whole window");
    Ok(())
}

/// The server's rustfmt puts the code into the usual form; what it cannot read stays as it is, and the status says why.
pub async fn a_program_is_formatted(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, "fn main(){println!( \"tea\" )}\n").await?;
    let figure = tab.figure(&name);
    is_shown(tab, &figure, "button.format").await?;
    figure.click("button.format").await?;
    let status = "return document.querySelector(arguments[0]).textContent";
    let line = json!(figure.inside(".controls .status"));
    let is_so = |text: &String| text.contains("Formatted");
    tab.wait_for("it is formatted", status, line.clone(), is_so)
        .await?;
    let kept = figure.kept().await?.context("an edit")?;
    ensure!(
        kept == "fn main() {\n    println!(\"tea\")\n}\n",
        "it is {kept:?}"
    );
    figure.write("fn main() {\n    let = 1;\n}\n").await?;
    figure.click("button.format").await?;
    let is_so = |text: &String| text.contains("line 2");
    tab.wait_for("the status says why not", status, line, is_so)
        .await?;
    Ok(())
}

/// A bracket brings its partner along, is typed over, and is shown with it; Backspace takes both.
pub async fn brackets_are_closed_and_matched(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, "/* ) */ \n").await?;
    let figure = tab.figure(&name);
    tab.script::<()>(
        "document.querySelector(arguments[0]).focus()",
        figure.inside(".cm-content"),
    )
    .await?;
    let text = async || -> Result<String> { tab.script(CODE, figure.inside(".cm-content")).await };
    for (keys, wanted) in [
        ("f(", "/* ) */ f()"),
        (")", "/* ) */ f()"),
        ("[", "/* ) */ f()[]"),
        ("\"", "/* ) */ f()[\"\"]"),
    ] {
        for key in keys.chars() {
            tab.devtools("Input.insertText", json!({ "text": key.to_string() }))
                .await?;
        }
        let shown = text().await?;
        ensure!(shown == wanted, "{keys} makes {shown:?} of it");
    }
    tab.press("Backspace", 0).await?;
    let shown = text().await?;
    ensure!(shown == "/* ) */ f()[]", "Backspace leaves {shown:?}");
    let marked = "return [...document.querySelectorAll(arguments[0])].map((mark) => mark.textContent).join(' ')";
    let is_so = |text: &String| text == "[ ]" || text == "[]";
    tab.wait_for(
        "both brackets are marked",
        marked,
        json!(figure.inside(".cm-match")),
        is_so,
    )
    .await?;
    Ok(())
}

/// While the reader thinks, what the compiler says is marked at its place and told below; when it is mended, it goes.
pub async fn what_is_wrong_is_marked_while_typing(world: &World, tab: &mut Tab) -> Result<()> {
    let wrong = "fn main() {\n    let cups: u8 = \"two\";\n}\n";
    let name = write_program(world, tab, wrong).await?;
    let figure = tab.figure(&name);
    let marked = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let place = json!(figure.inside(".cm-error"));
    let is_so = |text: &String| text == "\"two\"";
    tab.wait_for("the place is marked", marked, place.clone(), is_so)
        .await?;
    let hint = figure.element(".editor-hint").await?.text().await?;
    ensure!(hint.starts_with("Line 2: "), "the hint is {hint:?}");
    ensure!(tab.count(&figure.inside(".live")).await? == 0, "it was run");
    figure
        .write("fn main() {\n    let _cups: u8 = 2;\n}\n")
        .await?;
    tab.wait_for("the mark is gone", marked, place, |text: &String| {
        text.is_empty()
    })
    .await?;
    Ok(())
}

async fn is_shown(tab: &Tab, figure: &Figure<'_>, part: &str) -> Result<()> {
    let shown = "return document.querySelector(arguments[0])?.checkVisibility() ?? false";
    let what = format!("{part} is shown");
    tab.wait_for(&what, shown, json!(figure.inside(part)), |is_so: &bool| {
        *is_so
    })
    .await
    .map(|_| ())
}
