//! What lies in `listings/` is on a page, and what a page embeds lies in `listings/`.

use std::path::PathBuf;

use crate::extras::{Extra, Sort};
use crate::pages::Page;
use crate::problem::Problem;

const SORTS: [Sort; 4] = [Sort::Listing, Sort::Edit, Sort::Exercise, Sort::Python];

/// A directive on a page that embeds an extra.
struct Use {
    page: String,
    sort: Sort,
    name: String,
    file: PathBuf,
    line: usize,
}

/// Every extra is embedded, once on its own page or else on another; every directive finds its extra; names are unique.
#[must_use]
pub fn everything_is_on_its_page(pages: &[Page], extras: &[Extra]) -> Vec<Problem> {
    let uses: Vec<Use> = pages.iter().flat_map(uses).collect();
    let mut problems = Vec::new();
    for extra in extras {
        problems.extend(use_problem(extra, &uses));
        if let Some(other) = extras
            .iter()
            .find(|other| other.name == extra.name && *other < extra)
        {
            let what = format!(
                "the name {} is taken by {}",
                extra.name,
                other.file.display()
            );
            problems.push(Problem::new(
                &extra.file,
                what,
                "take a name that is unique in the book",
            ));
        }
    }
    for wanted in &uses {
        let found = |extra: &Extra| {
            extra.sort == wanted.sort && extra.page == wanted.page && extra.name == wanted.name
        };
        if !extras.iter().any(found) {
            let what = format!(
                "listings/{} has no {} {}",
                wanted.page,
                wanted.sort.directive(),
                wanted.name
            );
            problems.push(
                Problem::new(&wanted.file, what, "write it, or correct the name").at(wanted.line),
            );
        }
    }
    problems
}

fn use_problem(extra: &Extra, uses: &[Use]) -> Option<Problem> {
    let mine = |wanted: &&Use| {
        wanted.sort == extra.sort && wanted.page == extra.page && wanted.name == extra.name
    };
    let own_page = PathBuf::from(format!("src/{}.md", extra.page));
    let times = uses
        .iter()
        .filter(mine)
        .filter(|wanted| wanted.file == own_page)
        .count();
    // What opens the book is listed with a page, and may stand on the first alone.
    let is_elsewhere = times == 0 && uses.iter().any(|wanted| mine(&wanted));
    if times == 1 || is_elsewhere {
        return None;
    }
    let directive = extra.sort.directive();
    let what = match times {
        0 => format!("the {directive} {} is on no page", extra.name),
        _ => format!(
            "the {directive} {} is on its page {times} times",
            extra.name
        ),
    };
    let remedy = format!(
        "write {{{{#{directive} {}}}}} once in {}, or delete the file",
        extra.name,
        own_page.display()
    );
    Some(Problem::new(&extra.file, what, remedy))
}

fn uses(page: &Page) -> Vec<Use> {
    let mut uses = Vec::new();
    for (directive, name, line) in page.embedded() {
        let Some(sort) = SORTS.into_iter().find(|sort| sort.directive() == directive) else {
            continue;
        };
        let (of_page, name) = match name.split_once(':') {
            Some((of_page, name)) => (of_page.to_owned(), name),
            None => (page.stem(), &*name),
        };
        uses.push(Use {
            page: of_page,
            sort,
            name: name.to_owned(),
            file: page.file(),
            line,
        });
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extra(page: &str, sort: Sort, name: &str) -> Extra {
        Extra {
            page: page.into(),
            sort,
            name: name.into(),
            file: format!("listings/{page}/{name}").into(),
        }
    }

    fn problems(page: &str, extras: &[Extra]) -> Vec<String> {
        let pages = [Page::parse("a/t.md", page)];
        everything_is_on_its_page(&pages, extras)
            .iter()
            .map(|problem| problem.what.clone())
            .collect()
    }

    #[test]
    fn what_is_embedded_once_has_no_problem() {
        let extras = [
            extra("a/t", Sort::Listing, "x"),
            extra("a/t", Sort::Edit, "y"),
        ];
        assert!(problems("{{#listing x A caption}}\n{{#edit y}}", &extras).is_empty());
        let pair = [
            extra("a/t", Sort::Listing, "x"),
            extra("a/t", Sort::Python, "x_py"),
        ];
        assert!(problems("{{#pair x A caption}}", &pair).is_empty());
    }

    #[test]
    fn what_another_page_embeds_has_no_problem() {
        let extras = [extra("a/u", Sort::Listing, "x")];
        assert!(problems("{{#listing a/u:x A caption}}", &extras).is_empty());
    }

    #[test]
    fn each_disagreement_is_found() {
        let x = extra("a/t", Sort::Listing, "x");
        assert_eq!(
            problems("", std::slice::from_ref(&x)),
            ["the listing x is on no page"]
        );
        assert_eq!(
            problems("{{#listing x}}\n{{#listing x}}", std::slice::from_ref(&x)),
            ["the listing x is on its page 2 times"]
        );
        assert_eq!(
            problems("{{#listing x}}\n{{#edit x}}", std::slice::from_ref(&x)),
            ["listings/a/t has no edit x"]
        );
        assert_eq!(
            problems("{{#listing x}}", &[x, extra("a/u", Sort::Listing, "x")]),
            [
                "the listing x is on no page",
                "the name x is taken by listings/a/t/x"
            ]
        );
    }
}
