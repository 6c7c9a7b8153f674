//! A page's quiz: a TOML file beside the page becomes a form that also works without a script.

use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::elements::code::{self, Language};
use crate::html;
use crate::markdown;
use catalogue::Listing;

/// The file of a quiz.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quiz {
    /// The questions, in their order.
    #[serde(default)]
    pub question: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    /// What is asked for.
    pub kind: QuestionKind,
    /// The question, in Markdown.
    pub ask: String,
    /// A listing of the page's crate, shown with the question.
    pub listing: Option<String>,
    /// The options; one of them is right.
    #[serde(default)]
    pub option: Vec<Choice>,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum QuestionKind {
    /// Predict the output.
    Predict,
    /// Tell whether it compiles.
    Compiles,
    /// Choose between ways.
    Choose,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    /// Its text, in Markdown.
    pub text: String,
    /// Whether it is the right one.
    #[serde(default)]
    pub correct: bool,
    /// Why it is right or wrong, in Markdown.
    pub why: String,
}

/// What is wrong with a quiz: the line, the fault, the remedy.
pub(crate) type Fault = (usize, String, String);

#[derive(Serialize)]
struct Data {
    questions: Vec<QuestionData>,
}

#[derive(Serialize)]
struct QuestionData {
    options: Vec<ChoiceData>,
}

#[derive(Serialize)]
struct ChoiceData {
    correct: bool,
    why: String,
}

/// Reads a quiz; every fault is told.
pub(crate) fn parse(text: &str) -> Result<Quiz, Vec<Fault>> {
    let quiz: Quiz = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        let remedy = "a [[question]] has kind (predict, compiles or choose), ask, perhaps listing, and [[question.option]] with text, correct and why";
        vec![(line, error.message().to_owned(), remedy.to_owned())]
    })?;
    let lines: Vec<usize> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.trim_start().starts_with("[[question]]"))
        .map(|(index, _)| index + 1)
        .collect();
    let mut faults = Vec::new();
    if quiz.question.is_empty() {
        faults.push((
            1,
            "the quiz asks nothing".to_owned(),
            "write a [[question]], or remove the file".to_owned(),
        ));
    }
    for (index, question) in quiz.question.iter().enumerate() {
        let line = lines.get(index).copied().unwrap_or(1);
        faults.extend(
            question
                .faults()
                .into_iter()
                .map(|(what, remedy)| (line, what, remedy)),
        );
    }
    if faults.is_empty() {
        Ok(quiz)
    } else {
        Err(faults)
    }
}

impl Question {
    fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        let right = self.option.iter().filter(|option| option.correct).count();
        if self.option.len() < 2 {
            let what = format!("the question has {} options", self.option.len());
            faults.push((what, "write at least two [[question.option]]".to_owned()));
        } else if right != 1 {
            let what = format!("{right} options of the question are correct");
            faults.push((what, "write `correct = true` in exactly one".to_owned()));
        }
        let empty = self
            .option
            .iter()
            .any(|option| option.text.trim().is_empty() || option.why.trim().is_empty());
        if self.ask.trim().is_empty() || empty {
            let remedy = "fill in `ask`, and `text` and `why` of every option";
            faults.push((
                "a text of the question is empty".to_owned(),
                remedy.to_owned(),
            ));
        }
        faults
    }
}

/// The quiz as one line of HTML; `listings` are those that its questions name.
pub(crate) fn html(
    quiz: &Quiz,
    page: &str,
    listings: &[Option<&Listing>],
    edition: &Edition,
) -> String {
    let mut form = format!(r#"<form class="quiz" data-quiz="{page}">"#);
    for (index, question) in quiz.question.iter().enumerate() {
        let listing = listings.get(index).copied().flatten();
        form.push_str(&question.html(page, index + 1, listing, edition));
    }
    let questions = quiz.question.iter().map(|question| QuestionData {
        options: question.option.iter().map(Choice::data).collect(),
    });
    form.push_str(&html::json_script(
        "quiz-data",
        &Data {
            questions: questions.collect(),
        },
    ));
    form.push_str("</form>");
    form
}

impl Question {
    fn html(
        &self,
        page: &str,
        number: usize,
        listing: Option<&Listing>,
        edition: &Edition,
    ) -> String {
        let kind = match self.kind {
            QuestionKind::Predict => "predict",
            QuestionKind::Compiles => "compiles",
            QuestionKind::Choose => "choose",
        };
        let name = format!("quiz-{}-{number}", html::id(page));
        let code = listing.map(|listing| {
            code::block(
                Language::Rust,
                &edition.say_of("Question {1}, code", &number.to_string()),
                &listing.source,
                &[],
            )
        });
        let options = self.option.iter().enumerate();
        let options = options.map(|(index, option)| option.radio(&name, index));
        let options: String = options.collect();
        let answers = self.option.iter().map(|option| option.answer(edition));
        let answers: String = answers.collect();
        format!(
            r#"<fieldset class="question" data-kind="{kind}"><legend><span class="number">{number}.</span> {ask}</legend>{code}<div class="options">{options}</div><details class="answer"><summary>{answer}</summary><ul>{answers}</ul></details><div class="answer-controls"></div></fieldset>"#,
            ask = markdown::inline(&self.ask),
            answer = edition.say("Answer"),
            code = code.unwrap_or_default(),
        )
    }
}

impl Choice {
    fn radio(&self, name: &str, index: usize) -> String {
        let text = markdown::inline(&self.text);
        format!(
            r#"<label class="option"><input type="radio" name="{name}" value="{index}" /> <span class="text">{text}</span></label>"#
        )
    }

    fn answer(&self, edition: &Edition) -> String {
        let (class, verdict) = if self.correct {
            ("correct", "Right:")
        } else {
            ("wrong", "Wrong:")
        };
        format!(
            r#"<li class="{class}"><strong>{}</strong> <span class="text">{}</span> <span class="why">{}</span></li>"#,
            edition.say(verdict),
            markdown::inline(&self.text),
            markdown::inline(&self.why),
        )
    }

    fn data(&self) -> ChoiceData {
        ChoiceData {
            correct: self.correct,
            why: markdown::inline(&self.why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIZ: &str = r#"[[question]]
kind = "choose"
ask = "Which `sleep`?"
[[question.option]]
text = "tokio's"
correct = true
why = "It *parks* the task."
[[question.option]]
text = "std's"
why = "It holds the </script> thread."
"#;

    #[test]
    fn a_quiz_is_a_form_that_works_without_a_script() {
        let (quiz, edition) = (parse(QUIZ).unwrap(), Edition::default());
        let html = html(&quiz, "async/tasks", &[None], &edition);
        assert!(
            !html.contains('\n')
                && html.starts_with(r#"<form class="quiz" data-quiz="async/tasks">"#)
        );
        assert_eq!(html.matches(r#"name="quiz-async-tasks-1""#).count(), 2);
        assert!(html.contains(
            "<legend><span class=\"number\">1.</span> Which <code>sleep</code>?</legend>"
        ));
        assert!(html.contains("<summary>Answer</summary>") && html.contains("<em>parks</em>"));
        let (_, data) = html.split_once("class=\"quiz-data\">").unwrap();
        let data: serde_json::Value =
            serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(data["questions"][0]["options"][0]["correct"], true);
    }

    fn faults(text: &str) -> Vec<Fault> {
        parse(text).unwrap_err()
    }

    #[test]
    fn faults_name_their_lines() {
        let broken = QUIZ.replace("kind = \"choose\"", "kind = \"guess\"");
        assert_eq!(faults(&broken)[0].0, 2);
        assert_eq!(faults("x = ")[0].0, 1);
        let two = format!("{QUIZ}\n{}", QUIZ.replace("correct = true\n", ""));
        let faults = faults(&two);
        assert_eq!((faults.len(), faults[0].0), (1, 12));
        assert!(faults[0].1.starts_with("0 options"), "{faults:?}");
    }

    #[test]
    fn a_question_has_texts_and_options() {
        assert!(faults("")[0].1.contains("asks nothing"));
        assert!(
            faults(&QUIZ.replace("It *parks* the task.", " "))[0]
                .1
                .contains("empty")
        );
        let one = QUIZ
            .split("[[question.option]]\ntext = \"std's\"")
            .next()
            .unwrap();
        assert!(faults(one)[0].1.contains("1 options"));
        assert!(faults(&QUIZ.replace("ask =", "aks ="))[0].1.contains("aks"));
    }
}
