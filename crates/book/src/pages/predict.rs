//! A prediction in its place on a page.

use crate::edition::Edition;
use crate::elements::predict::{self, Answers};
use crate::pages::page::{Page, once};
use crate::problem::{Fault, names};

/// The question, if its listing stands on the page.
pub(crate) fn html(
    name: &str,
    answers: &Answers,
    question: &str,
    page: &mut Page,
    edition: &Edition,
) -> Result<String, Fault> {
    if !page.listings.contains(name) {
        let what = format!("the page shows no listing, pair or edit `{name}`, and foretells it");
        let remedy = format!(
            "write `{{{{#listing {name}}}}}` on the page, or name one of its own: {}",
            names(page.listings.iter().map(String::as_str))
        );
        return Err((what, remedy));
    }
    if page.shown.iter().any(|shown| shown == name) {
        let what = format!("the prediction of `{name}` stands behind it");
        return Err((what, "move it to the line above".to_owned()));
    }
    once("prediction", name, page)?;
    Ok(predict::html(name, answers, question, edition))
}
