//! What a page's directives promise is on the page.

use scraper::ElementRef;

use super::{RenderedPage, css, first, text};
use crate::pages::{Kind, Page};
use crate::problem::Problem;

/// Each directive of a page has become what it promises, in order, and nothing of it is left.
#[must_use]
pub fn pages_keep_the_promises_of_their_directives(
    page: &Page,
    rendered: &RenderedPage,
) -> Vec<Problem> {
    let mut found = Vec::new();
    let (promised, kept) = (promised(page), kept(rendered));
    if promised != kept {
        found.push(format!(
            "the directives promise {promised:?}, but the page has {kept:?}"
        ));
    }
    let pictures = rendered.all("figure.picture svg");
    let nameless = pictures.into_iter().filter(|picture| !is_named(*picture));
    let what = "a picture has no role=\"img\", or no <title> and <desc> of at least a sentence";
    found.extend(nameless.map(|_| what.to_owned()));
    for exercise in rendered.all("section.exercise") {
        if first(exercise, "details.solution pre.code")
            .is_none_or(|code| text(code).trim().is_empty())
        {
            found.push("an exercise has no solution behind a fold".to_owned());
        }
    }
    let is_box =
        |kind: &Kind| matches!(kind, Kind::FenceStart(info) if info.starts_with("admonish"));
    let boxes = page.lines.iter().filter(|line| is_box(&line.kind)).count();
    let rendered_boxes = rendered.all(".admonition").len();
    if rendered_boxes != boxes {
        found.push(format!("the page has {rendered_boxes} boxes, not {boxes}"));
    }
    if rendered
        .all("main")
        .into_iter()
        .map(text)
        .collect::<String>()
        .contains("{{#")
    {
        found.push("a directive stands in the page as it was written".to_owned());
    }
    let remedy = "look at the page's directives, and at what renders them: crates/book/src/";
    found
        .into_iter()
        .map(|what| Problem::new(page.file(), what, remedy))
        .collect()
}

fn is_named(picture: ElementRef<'_>) -> bool {
    let has_text =
        |selector| first(picture, selector).is_some_and(|element| text(element).trim().len() > 10);
    picture.attr("role") == Some("img") && has_text("title") && has_text("desc")
}

/// The directives in the order of the page: `listing x`, `edit y`, `predict x`, `quiz`.
fn promised(page: &Page) -> Vec<String> {
    let promise = |(sort, name, _): (&str, String, usize)| {
        let short = name.rsplit(':').next().unwrap_or_default();
        match sort {
            "quiz" | "picture" | "glossary" => sort.to_owned(),
            _ => format!("{sort} {short}"),
        }
    };
    page.embedded().into_iter().map(promise).collect()
}

/// The same list, read from the page.
fn kept(rendered: &RenderedPage) -> Vec<String> {
    let blocks = rendered.all(
        "main figure.listing, main .edit[data-edit], main form.quiz, main form.predict, main figure.picture, main dl.glossary, main dl.symptoms",
    );
    blocks
        .into_iter()
        .filter(|block| !is_in_a_question(*block))
        .map(name_of)
        .collect()
}

fn name_of(block: ElementRef<'_>) -> String {
    let attribute = |name| block.attr(name).unwrap_or_default();
    let classes: Vec<&str> = block.value().classes().collect();
    if classes.contains(&"edit") {
        return format!("edit {}", attribute("data-edit"));
    }
    if classes.contains(&"predict") {
        return format!("predict {}", attribute("data-predict"));
    }
    if classes.contains(&"symptoms") {
        return format!("symptoms {}", attribute("data-symptoms"));
    }
    if classes.contains(&"listing") {
        let sort = match attribute("data-kind") {
            "program" | "compile-fail" => "listing",
            other => other,
        };
        return format!("{sort} {}", attribute("data-name"));
    }
    let others = ["quiz", "glossary"];
    let other = others.into_iter().find(|name| classes.contains(name));
    other.unwrap_or("picture").to_owned()
}

fn is_in_a_question(block: ElementRef<'_>) -> bool {
    block
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|element| element.value().name() == "fieldset")
}

/// The quiz of a page as its file has it: how many options each question has.
#[derive(serde::Deserialize)]
struct Quiz {
    question: Vec<Question>,
}

#[derive(serde::Deserialize)]
struct Question {
    option: Vec<toml::Value>,
}

/// Every question of the quiz file is on the page, with all its options, and an answer that explains each of them.
#[must_use]
pub fn quizzes_are_complete(rendered: &RenderedPage, quiz: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let questions = match toml::from_str::<Quiz>(quiz) {
        Ok(quiz) => quiz.question,
        Err(error) => {
            let what = format!("its quiz cannot be read: {error}");
            return vec![Problem::new(rendered.source(), what, "correct the quiz")];
        }
    };
    let fieldsets = rendered.all("form.quiz fieldset.question");
    if fieldsets.len() != questions.len() {
        found.push(format!(
            "{} of {} questions are on the page",
            fieldsets.len(),
            questions.len()
        ));
    }
    for (number, (fieldset, question)) in (1..).zip(fieldsets.into_iter().zip(&questions)) {
        let count = |selector| fieldset.select(&css(selector)).count();
        let whys = css("details.answer .why");
        let whys = fieldset.select(&whys);
        let whys = whys.filter(|why| text(*why).trim().len() > 10).count();
        let expected = question.option.len();
        if count("legend") != 1 || count("label input[type=radio]") != expected || whys != expected
        {
            found.push(format!(
                "question {number} lacks its legend, an option, or an option's explanation"
            ));
        }
        if count("details.answer .correct") != 1 {
            found.push(format!(
                "question {number} has {} right answers",
                count("details.answer .correct")
            ));
        }
    }
    let remedy = "look at the quiz file beside the page, and at what renders it: crates/book/src/";
    found
        .into_iter()
        .map(|what| Problem::new(rendered.source(), what, remedy))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: &str =
        "# T\n{{#listing a:x Caption}}\n{{#edit y}}\n{{#quiz}}\n```admonish tip\nText.\n```";
    const HTML: &str = "<main><figure class=listing data-name=x data-kind=program></figure><div class=edit data-edit=y></div><form class=quiz><fieldset><figure class=listing data-name=z data-kind=program></figure></fieldset></form><div class=admonition></div></main>";

    fn problems(html: &str) -> usize {
        let page = Page::parse("t.md", MARKDOWN);
        pages_keep_the_promises_of_their_directives(&page, &RenderedPage::parse("t.html", html))
            .len()
    }

    #[test]
    fn kept_promises_have_no_problem() {
        assert_eq!(problems(HTML), 0);
    }

    #[test]
    fn each_broken_promise_is_found() {
        let with = |more: &str| HTML.replace("</main>", &format!("{more}</main>"));
        assert_eq!(problems(&HTML.replace("data-edit=y", "data-edit=q")), 1);
        assert_eq!(problems(&HTML.replace("class=admonition", "")), 1);
        assert_eq!(problems(&with("{{#quiz}}")), 1);
        assert_eq!(problems(&with("<section class=exercise></section>")), 1);
        assert_eq!(
            problems(&with("<figure class=picture><svg></svg></figure>")),
            2
        );
    }

    #[test]
    fn an_incomplete_question_is_found() {
        let quiz = "[[question]]\n[[question.option]]\n[[question.option]]\n";
        let whole = "<form class=quiz><fieldset class=question><legend>q</legend><label><input type=radio></label><label><input type=radio></label><details class=answer><p class=correct><b class=why>because of this</b></p><p><b class=why>because of that</b></p></details></fieldset></form>";
        let problems =
            |html: &str| quizzes_are_complete(&RenderedPage::parse("t.html", html), quiz).len();
        assert_eq!(problems(whole), 0);
        assert_eq!(problems(&whole.replace("<legend>q</legend>", "")), 1);
        assert_eq!(problems(&whole.replace("because of that", "")), 1);
        assert_eq!(problems(&whole.replace("correct", "wrong")), 1);
        assert_eq!(problems(""), 1);
    }
}
