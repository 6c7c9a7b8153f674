//! What the page says of a run beside its picture: the error below the buttons, the line that is still open, the program
//! that the picture is of.

use std::time::Duration;

use anyhow::{Result, ensure};
use book_tests::browser::{Tab, World};
use serde_json::{Value, json};

use super::running::{any_program, write_program};

/// After an edit, after a reload and without a server the picture says of which program it is.
pub async fn code_and_picture_belong_together(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    println!(\"   0 ms | kettle | start\");\n    println!(\"  90 ms | kettle | done\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    says(tab, &name, "of the printed program: press Run").await?;
    figure.run().await?;
    says(tab, &name, "").await?;
    figure.write(&code.replace("90", "70")).await?;
    says(tab, &name, "of the program before your change: press Run").await?;
    let status = figure.outcome().await?.status;
    ensure!(status.is_empty(), "beside changed code stands: {status}");
    tab.reload().await?;
    says(tab, &name, "of the printed program: press Run").await?;
    figure.click("button.reset").await?;
    says(tab, &name, "").await
}

async fn says(tab: &Tab, name: &str, wanted: &str) -> Result<()> {
    let note = "const figure = document.querySelector(arguments[0]); return [figure.querySelector('.belonging')?.textContent ?? null, figure.classList.contains('stale')]";
    let found: (Option<String>, bool) = tab.script(note, format!("#listing-{name}")).await?;
    ensure!(
        found == (Some(wanted.to_owned()), !wanted.is_empty()),
        "the picture says {found:?}, not {wanted:?}"
    );
    Ok(())
}

/// Nothing is drawn of what did not compile; the error stands below the buttons, and the status leads to its line.
pub async fn an_error_stands_below_the_buttons(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    let unused = 1;\n    println!(\"{}\", milk);\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    let outcome = figure.run().await?;
    super::running::did_not_compile(&outcome, Some("E0425"))?;
    ensure!(!figure.shows(".timeline").await?, "there is a timeline");
    let gap = r"
        const figure = document.querySelector(arguments[0]);
        const bottom = (selector) => figure.querySelector(selector).getBoundingClientRect();
        return bottom('.diagnostic.error').top - bottom('.controls').bottom;";
    let gap: f64 = tab.script(gap, format!("#listing-{name}")).await?;
    ensure!(
        gap.abs() < 12.0,
        "the error stands {gap} px below the buttons"
    );
    figure.click(".status button.goto").await?;
    let at = "const at = document.getSelection().anchorNode; return (at?.nodeType === 1 ? at : at?.parentElement)?.closest('.cm-line')?.textContent ?? ''";
    let line: String = tab.script(at, Value::Null).await?;
    ensure!(line.contains("milk"), "the status leads to {line:?}");
    // A run of something that compiles is drawn again.
    figure
        .write("fn main() {\n    println!(\"0 ms | a | start\");\n}\n")
        .await?;
    figure.run().await?;
    ensure!(
        figure.shows(".timeline svg.lanes").await?,
        "there is no timeline"
    );
    Ok(())
}

/// A run without log lines says so where its timeline would be, and shows nothing of the run before.
pub async fn a_run_without_log_lines_says_so(world: &World, tab: &mut Tab) -> Result<()> {
    let name = write_program(world, tab, "fn main() {\n    println!(\"tea\");\n}\n").await?;
    let figure = tab.figure(&name);
    figure.run().await?;
    let remarks = figure.element(".remarks").await?.text().await?;
    ensure!(
        remarks.contains("printed no log line"),
        "it says {remarks:?}"
    );
    ensure!(!figure.shows(".timeline svg").await?, "something is drawn");
    Ok(())
}

/// The second press of a double-click on Run does not stop what the first has started.
pub async fn a_double_click_runs(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "fn main() {\n    std::thread::sleep(std::time::Duration::from_millis(900));\n    println!(\"done\");\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.expect_a_new_status().await?;
    let (x, y) = tab.rest_on(&figure.inside("button.run")).await?;
    for count in [1, 2] {
        for what in ["mousePressed", "mouseReleased"] {
            let event =
                json!({ "type": what, "x": x, "y": y, "button": "left", "clickCount": count });
            tab.devtools("Input.dispatchMouseEvent", event).await?;
        }
    }
    let outcome = figure.ended().await?;
    ensure!(
        outcome.state == "ok" && outcome.stdout == "done\n",
        "{}: {}",
        outcome.state,
        outcome.all_text()
    );
    Ok(())
}

/// An open line is seen before its end comes, and stderr stands behind it.
pub async fn an_open_line_is_shown(world: &World, tab: &mut Tab) -> Result<()> {
    let code = "use std::io::Write;\n\nfn main() {\n    print!(\"dividing... \");\n    std::io::stdout().flush().unwrap();\n    std::thread::sleep(std::time::Duration::from_millis(2500));\n    eprintln!(\"by zero\");\n    std::thread::sleep(std::time::Duration::from_millis(500));\n    print!(\"step 0\\rstep 1\\rstep 2\");\n    std::io::stdout().flush().unwrap();\n    std::thread::sleep(std::time::Duration::from_secs(60));\n}\n";
    let name = write_program(world, tab, code).await?;
    let figure = tab.figure(&name);
    figure.start().await?;
    let text = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let live: Value = figure.inside(".live-text").into();
    for wanted in ["dividing... ", "dividing... \nby zero\nstep 2"] {
        let is_so = |text: &String| text == wanted;
        tab.wait_for("the open line is shown", text, live.clone(), is_so)
            .await?;
    }
    figure.stop().await?;
    figure.ended().await.map(|_| ())
}

/// Copy gives the whole program, without the marks around its hidden lines; and in code the arrows turn no page.
pub async fn code_is_copied_and_read(world: &World, tab: &mut Tab) -> Result<()> {
    let (name, address) = any_program(world)?;
    tab.open(&address).await?;
    let figure = tab.figure(&name);
    let copy = r"
        const [button, done] = arguments;
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => done(text) } });
        document.querySelector(button).click();";
    let copied: String = tab
        .script_to_its_end(copy, vec![json!(figure.inside("button.copy"))])
        .await?;
    let printed = figure.printed().await?;
    ensure!(printed.contains("// region: hidden"), "nothing is hidden");
    let is_mark = |line: &&str| !["// region: hidden", "// endregion"].contains(&line.trim());
    let wanted: Vec<&str> = printed.lines().filter(is_mark).collect();
    ensure!(copied.lines().eq(wanted), "copied is {copied}");
    let focus = "document.querySelector(arguments[0]).focus()";
    for place in ["pre.code", "button.run"] {
        tab.script::<()>(focus, figure.inside(place)).await?;
        tab.press("ArrowRight", 0).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let at = tab.browser().current_url().await?;
        ensure!(at.path().ends_with(&address), "in {place} it turns to {at}");
    }
    Ok(())
}
