//! Exercises and quizzes.

use anyhow::{Context, Result, ensure};
use book_tests::browser::{Tab, World};
use book_tests::punctuality::watch;
use catalogue::Exercise;
use serde_json::{Value, json};

use super::bars;
use super::running::is_local;
use super::shared::Page;
use super::side_by_side::once_more;

/// The start of every exercise fails its tests, with a message that teaches; its solution passes them.
pub async fn starts_fail_and_solutions_pass(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    for exercise in world
        .catalogue
        .exercises
        .iter()
        .filter(|exercise| exercise.page == page.stem)
    {
        solve(tab, exercise)
            .await
            .with_context(|| format!("the exercise {}", exercise.name))?;
    }
    Ok(())
}

async fn solve(tab: &Tab, exercise: &Exercise) -> Result<()> {
    let figure = tab.figure(&exercise.name);
    figure.activate_run().await?;
    let outcome = figure.ended().await.context("checking the start")?;
    is_local(&outcome)?;
    let failed = tab.count(&figure.inside(".tests > .failed")).await?;
    ensure!(
        failed > 0,
        "the start fails no test: {}",
        outcome.all_text()
    );
    ensure!(outcome.state == "failed", "the state is {}", outcome.state);
    ensure!(
        figure.shows(".tests > .failed .test-message").await?,
        "no message says what is missing"
    );

    bars::parts_can_be_used(tab)
        .await
        .context("with a test that failed")?;

    figure.write(exercise.solution.text()).await?;
    let check = async || is_solved(tab, exercise).await;
    let (outcome, lateness) = watch(check()).await;
    match outcome {
        Err(error) => once_more(&exercise.name, check, error, lateness).await,
        Ok(()) => Ok(()),
    }
}

/// What a failed test printed is drawn beside its message, where it has log lines.
pub async fn a_failed_test_is_drawn(world: &World, tab: &mut Tab) -> Result<()> {
    let wanted = |exercise: &&Exercise| exercise.name == "check_me";
    let exercise = world.catalogue.exercises.iter().find(wanted);
    let exercise = exercise.context("the exercise check_me")?;
    tab.open(&format!("{}.html", exercise.page)).await?;
    let figure = tab.figure(&exercise.name);
    let start = exercise.start.text();
    let logs = "    println!(\"  0 ms | pot | brew\");\n    println!(\" 40 ms | pot | done\");\n    orders\n}";
    let code = start.replacen("    orders\n}", logs, 1);
    ensure!(code != start, "the start of check_me is another by now");
    figure.write(&code).await?;
    let outcome = figure.run().await?;
    ensure!(outcome.state == "failed", "{}", outcome.all_text());
    let mark = figure.inside(".tests > .failed .timeline svg.lanes .mark");
    let drawn = "return document.querySelectorAll(arguments[0]).length";
    tab.wait_for("it is drawn", drawn, json!(mark), |marks: &usize| {
        *marks >= 2
    })
    .await
    .map(|_| ())
}

/// Check finds every test passed, and the exercise is marked as solved.
async fn is_solved(tab: &Tab, exercise: &Exercise) -> Result<()> {
    let figure = tab.figure(&exercise.name);
    figure.activate_run().await?;
    let outcome = figure.ended().await.context("checking the solution")?;
    let failed = tab.count(&figure.inside(".tests > .failed")).await?;
    let passed = tab.count(&figure.inside(".tests > .ok")).await?;
    ensure!(
        failed == 0 && passed > 0,
        "{passed} tests pass and {failed} fail: {}",
        outcome.all_text()
    );
    ensure!(outcome.state == "ok", "the state is {}", outcome.state);
    let solved = format!("section.exercise.solved #listing-{}", exercise.name);
    ensure!(
        tab.count(&solved).await? == 1,
        "the exercise is not marked as solved"
    );
    Ok(())
}

/// Bodies for the exercise `run_or_explain`, in the place of `DONE`: what Check says of them, and whether they solve it.
const BODIES: [(&str, &str, bool); 3] = [
    // It ends the test program, and with it the tests that may not have ended yet.
    (
        "{ println!(\"done\"); std::process::exit(0) }",
        "The test program ended before its tests did.",
        false,
    ),
    // Its text without an end of line stands before what the harness says next.
    (
        "{ use std::io::Write; write!(std::io::stdout(), \"asking... \").unwrap(); PRINTED }",
        "Solved: all ",
        true,
    ),
    ("PRINTED", "Solved: all ", true),
];

/// Check counts the tests that it asked for: one that ends the program is not passed, nor are those that it prevents.
pub async fn what_ends_the_tests_solves_nothing(world: &World, tab: &mut Tab) -> Result<()> {
    let mut exercises = world.catalogue.exercises.iter();
    let exercise = exercises.find(|exercise| exercise.name == "run_or_explain");
    let check = exercise.context("the exercise")?.check.text();
    let all = check.matches("#[test]").count();
    tab.open("processes/run-a-program.html").await?;
    let figure = tab.figure("run_or_explain");
    for (body, expected, solves) in BODIES {
        let printed = "Outcome::Printed(String::from_utf8_lossy(&result.stdout).into_owned())";
        let code = "use std::io::ErrorKind;\nuse std::process::Command;\n\
            #[derive(Debug, PartialEq)]\nenum Outcome { Printed(String), Failed(Option<i32>), NotStarted(ErrorKind) }\n\
            fn run_or_explain(command: &mut Command) -> Outcome {\n    match command.output() {\n        \
            Err(error) => Outcome::NotStarted(error.kind()),\n        \
            Ok(result) if !result.status.success() => Outcome::Failed(result.status.code()),\n        \
            Ok(result) => DONE,\n    }\n}\nfn main() {}\n";
        figure
            .write(&code.replace("DONE", body).replace("PRINTED", printed))
            .await?;
        figure.activate_run().await?;
        let outcome = figure.ended().await.context("checking")?;
        is_local(&outcome)?;
        ensure!(
            outcome.status.contains(expected),
            "{body}: {}",
            outcome.all_text()
        );
        let passed = tab.count(&figure.inside(".tests > .ok")).await?;
        let missed = tab.count(&figure.inside(".tests > .failed")).await?;
        let marked = tab.count("section.exercise.solved").await? > 0;
        let counts = format!("{passed} of {all} passed, {missed} not; marked as solved: {marked}");
        ensure!(
            passed + missed == all && (missed == 0) == solves && marked == solves,
            counts
        );
        let state = if solves { "ok" } else { "failed" };
        ensure!(outcome.state == state, "the state is {}", outcome.state);
    }
    Ok(())
}

/// Answers every option of every question; gives what is wrong with the page's replies.
const ANSWER_ALL: &str = r"
    const done = arguments[arguments.length - 1];
    // Not a frame: the replies come at once.
    const pause = () => new Promise((resume) => setTimeout(resume));
    (async () => {
      const wrong = [];
      let questions = 0;
      for (const question of document.querySelectorAll('form.quiz fieldset.question')) {
        questions += 1;
        const said = new Set();
        let right = 0;
        const radios = question.querySelectorAll('input[type=radio]');
        for (const [index, radio] of radios.entries()) {
          const name = `question ${questions}, option ${index + 1}: `;
          radio.click();
          question.querySelector('button.answer-button').click();
          await pause();
          const verdict = question.querySelector('.verdict');
          const text = verdict?.textContent.trim() ?? '';
          if (!verdict?.checkVisibility() || text.length < 20) wrong.push(name + 'no explanation: ' + text);
          if (said.has(text)) wrong.push(name + 'the same explanation as before: ' + text);
          if (!question.classList.contains('answered')) wrong.push(name + 'not marked as answered');
          if (question.classList.contains('right')) right += 1;
          if (question.classList.contains('right') === question.classList.contains('wrong')) wrong.push(name + 'neither right nor wrong');
          if (document.activeElement !== verdict && !verdict?.contains(document.activeElement)) wrong.push(name + 'the focus is not on the result');
          said.add(text);
        }
        if (right !== 1) wrong.push(`question ${questions} has ${right} right options`);
      }
      done({ questions, wrong });
    })().catch((error) => done({ questions: 0, wrong: [String(error)] }));";

/// Every option of every question is answered with an explanation of its own.
pub async fn quizzes_explain_every_answer(world: &World, tab: &Tab, page: &Page) -> Result<()> {
    let file = world
        .repository
        .join("src")
        .join(format!("{}.quiz.toml", page.stem));
    let wanted = if file.is_file() {
        super::read(&file)?.matches("[[question]]").count()
    } else {
        0
    };
    let result: Value = tab.script_to_its_end(ANSWER_ALL, Vec::new()).await?;
    ensure!(
        result["questions"] == json!(wanted),
        "{} questions on the page, {wanted} in {}",
        result["questions"],
        file.display()
    );
    let wrong: Vec<String> = serde_json::from_value(result["wrong"].clone())?;
    super::none_of("wrong replies of the quiz", &wrong)
}
