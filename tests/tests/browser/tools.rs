//! What a figure offers beside Run and Edit: the Playground, standard input, an edit on top of another.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};

use super::none_of;
use super::running::{any_program, is_local};

/// The code in the address of the link that `arguments[0]` selects.
const CODE_OF_LINK: &str = r"
    const link = document.querySelector(arguments[0]);
    link.dispatchEvent(new PointerEvent('pointerenter'));
    const address = new URL(link.href);
    const parts = Object.fromEntries(address.searchParams);
    return [address.origin + address.pathname, link.rel, parts.version, parts.mode, parts.edition, parts.code];";

/// A plain link opens the code as it is now in the Playground; nothing is asked before it is clicked.
pub async fn the_playground_is_a_plain_link(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    let printed = figure.printed().await?;
    let edited = "fn main() {\n    println!(\"{}\", 1 + 1); // & more\n}\n";
    for code in [printed.as_str(), edited] {
        if code == edited {
            figure.write(code).await?;
        }
        let found: Vec<String> = tab
            .script(CODE_OF_LINK, figure.inside("a.playground"))
            .await?;
        let place = "https://play.rust-lang.org/";
        let wanted = [place, "noopener", "stable", "debug", "2024", code];
        ensure!(found == wanted, "the link holds {found:?}");
    }
    let asked = tab.traffic().await?;
    let others = asked.to_other_hosts(&world.server.address);
    let others: Vec<String> = others.into_iter().map(str::to_owned).collect();
    none_of("requests to another host", &others)
}

/// A program that reads gets what the reader wrote; it is kept until Reset, and is no shortcut of the page.
pub async fn standard_input_reaches_the_program(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    for line in std::io::stdin().lines() {\n        println!(\"<{}>\", line.unwrap());\n    }\n}\n";
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    ensure!(
        !figure.shows(".stdin textarea").await?,
        "a program that reads nothing offers input"
    );
    figure.write(code).await?;
    let field = figure.element(".stdin textarea").await?;
    let label = field.attr("aria-label").await?.unwrap_or_default();
    ensure!(
        label.starts_with("Standard input"),
        "it is labelled {label}"
    );
    field.send_keys("s/?\nsecond").await?;
    let before = tab.browser().current_url().await?;
    let outcome = figure.run().await?;
    is_local(&outcome)?;
    ensure!(
        outcome.stdout == "<s/?>\n<second>\n",
        "it read: {}",
        outcome.all_text()
    );
    ensure!(
        tab.browser().current_url().await? == before && !figure.shows("dialog[open]").await?,
        "a letter was a shortcut"
    );

    tab.reload().await?;
    let kept: String = tab
        .script(
            "return document.querySelector(arguments[0]).value",
            figure.inside(".stdin textarea"),
        )
        .await?;
    ensure!(kept == "s/?\nsecond", "after a reload there is: {kept}");
    figure.click("button.reset").await?;
    ensure!(
        !figure.shows(".stdin textarea").await?,
        "the input is still there after Reset"
    );
    Ok(())
}

/// "Make this edit" on edited code says that it is edited, and offers to reset it first.
pub async fn an_edit_on_edited_code_offers_reset(world: &World, tab: &mut Tab) -> Result<()> {
    let edit = world
        .catalogue
        .edits
        .first()
        .context("the book has an edit")?;
    let name = &edit.change.listing;
    let source = world.catalogue.listing(name).context("its listing")?;
    let wanted = edit
        .apply(source.source.text())
        .context("`find` occurs once")?;
    tab.open(&format!("{}.html", edit.page)).await?;
    let figure = tab.figure(name);
    figure.write("fn main() {}\n").await?;
    let block = format!(".edit[data-edit=\"{}\"]", edit.name);
    let press = "document.querySelector(arguments[0]).click()";
    tab.script::<()>(press, format!("{block} button.make-edit"))
        .await?;
    ensure!(
        figure.kept().await?.as_deref() == Some("fn main() {}\n"),
        "the reader's own edit was overwritten"
    );
    let note = tab.find(&format!("{block} .edit-note")).await?;
    let said = note.text().await?;
    ensure!(
        said.contains("is edited already") && said.ends_with('.'),
        "it says: {said}"
    );
    tab.script::<()>(press, format!("{block} button.reset-and-make"))
        .await?;
    let kept = "return JSON.parse(localStorage.getItem('many-things:edit:' + arguments[0]) ?? 'null')?.code ?? null";
    let is_made = |kept: &Option<String>| kept.as_deref() == Some(wanted.as_str());
    tab.wait_for("the edit is made", kept, name.clone().into(), is_made)
        .await?;
    let offers = tab.count(&format!("{block} .edit-choices button")).await?;
    ensure!(offers == 0, "{offers} offers are left");
    Ok(())
}
