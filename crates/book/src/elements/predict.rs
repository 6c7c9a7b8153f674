//! `{{#predict …}}`: what the reader says before a listing's output is seen.

use crate::edition::Edition;
use crate::html;
use crate::markdown;
use crate::problem::Fault;

/// What can be answered to a prediction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answers {
    /// One of these, and whether it is right.
    Choice(Vec<(String, bool)>),
    /// A whole number of this unit. `ms` is a time: the drawing shows it beside what came.
    Number(String),
}

/// The answers and the question: what follows the listing's name in `{{#predict name …}}`.
pub(crate) fn parse(name: &str, rest: &str) -> Result<(Answers, String), Fault> {
    let how = format!(
        r#"write `{{{{#predict {name} answers="100 ms | *300 ms" Question?}}}}`, the right answer with a star, or `unit="ms"` for a number"#
    );
    let fault = |what: String| (what, how.clone());
    let (key, value) = rest
        .split_once("=\"")
        .ok_or_else(|| fault(format!("the prediction of `{name}` has no answers")))?;
    let (value, question) = value
        .split_once('"')
        .ok_or_else(|| fault(format!("`{key}=` of the prediction of `{name}` has no end")))?;
    let answers = match key {
        "unit" => Answers::Number(value.trim().to_owned()),
        "answers" => Answers::Choice(value.split('|').map(answer).collect()),
        _ => return Err(fault(format!("a prediction has no `{key}`"))),
    };
    if let Answers::Choice(choices) = &answers {
        let right = choices.iter().filter(|(_, is_right)| *is_right).count();
        if choices.len() < 2 || right != 1 {
            let what = format!(
                "the prediction of `{name}` has {} answers, {right} of them right",
                choices.len()
            );
            return Err(fault(what));
        }
    }
    let question = question.trim().to_owned();
    if question.is_empty() {
        return Err(fault(format!("the prediction of `{name}` asks nothing")));
    }
    Ok((answers, question))
}

/// An answer, and whether its star says that it is right.
fn answer(text: &str) -> (String, bool) {
    let text = text.trim();
    let stripped = text.strip_prefix('*');
    (
        stripped.unwrap_or(text).trim().to_owned(),
        stripped.is_some(),
    )
}

/// The question as one line of HTML. The page's script puts its buttons in; without it the output lies in a fold.
pub(crate) fn html(name: &str, answers: &Answers, question: &str, edition: &Edition) -> String {
    let id = html::id(name);
    let fields: String = match answers {
        Answers::Number(unit) => format!(
            r#"<label><input type="number" name="predict-{id}" min="0" max="99999" step="1" inputmode="numeric" aria-label="{label}"> <span class="text">{unit}</span></label>"#,
            unit = html::escape(unit),
            label = edition.say_of("Your guess, in {1}", &html::escape(unit)),
        ),
        Answers::Choice(choices) => choices
            .iter()
            .map(|(text, is_right)| {
                let right = if *is_right { " data-right" } else { "" };
                format!(
                    r#"<label><input type="radio" name="predict-{id}"{right}> <span class="text">{}</span></label>"#,
                    markdown::inline(text)
                )
            })
            .collect(),
    };
    let unit = match answers {
        Answers::Number(unit) => format!(r#" data-unit="{}""#, html::escape(unit)),
        Answers::Choice(_) => String::new(),
    };
    format!(
        r#"<form class="predict" data-predict="{name}"{unit}><fieldset><legend><b>{before}</b> {question}</legend><div class="predict-answers">{fields}</div></fieldset><div class="predict-controls"></div></form>"#,
        before = edition.say("Before you look."),
        question = markdown::inline(question),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_and_a_number_are_one_line_each() {
        let choice = Answers::Choice(vec![("`a`".to_owned(), false), ("b".to_owned(), true)]);
        let choice = html("tea", &choice, "Which?", &Edition::default());
        assert_eq!(choice.matches(r#"type="radio""#).count(), 2);
        assert_eq!(choice.matches("data-right").count(), 1);
        assert!(choice.contains("<code>a</code>"), "{choice}");
        let number = html(
            "tea",
            &Answers::Number("ms".to_owned()),
            "How long?",
            &Edition::default(),
        );
        assert!(number.contains(r#"data-unit="ms""#), "{number}");
        assert!(!format!("{choice}{number}").contains('\n'));
    }

    fn complaint(rest: &str) -> String {
        parse("tea", rest).map_or_else(|(what, _)| what, |parsed| format!("{parsed:?}"))
    }

    #[test]
    fn a_choice_needs_one_right_answer() {
        let parsed = parse("tea", r#"answers="100 ms | *300 ms" How *long*?"#);
        let answers = vec![("100 ms".to_owned(), false), ("300 ms".to_owned(), true)];
        let expected = (Answers::Choice(answers), "How *long*?".to_owned());
        assert_eq!(parsed, Ok(expected));
        assert!(complaint(r#"answers="a | b" Q?"#).contains("0 of them right"));
        assert!(complaint(r#"answers="*a" Q?"#).contains("has 1 answers"));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(complaint("How long?").contains("has no answers"));
        assert!(complaint(r#"unit="ms"#).contains("has no end"));
        assert!(complaint(r#"unit="ms""#).contains("asks nothing"));
        assert!(complaint(r#"size="ms" Q?"#).contains("has no `size`"));
        assert!(complaint(r#"unit="ms" Q?"#).contains("Number(\"ms\")"));
    }
}
