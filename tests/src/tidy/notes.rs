//! The page that answers the notes, claim by claim.

use crate::pages::Page;
use crate::problem::Problem;

/// How many claims the notes make.
const CLAIMS: usize = 24;

/// What the answer to a claim holds: how its line begins, what else is in it, and what it is called.
const PARTS: [(&str, &[&str], &str); 6] = [
    ("<blockquote lang=\"ru\">", &["</blockquote>"], "original"),
    ("<blockquote>", &["</blockquote>"], "translation"),
    ("- **Python: ", &["**"], "verdict for Python"),
    ("- **Rust: ", &["**"], "verdict for Rust"),
    ("- See ", &[".md)"], "page that shows it"),
    (
        "- Proof: ",
        &["#listing-", "#edit-"],
        "proof that can be run",
    ),
];

/// Every claim of the notes is quoted, translated and judged, and led to a page and to a listing or edit that proves the verdict.
#[must_use]
pub fn every_claim_is_answered(page: &Page) -> Vec<Problem> {
    let claims = claims(page);
    let mut problems = Vec::new();
    for number in 1..=CLAIMS {
        let Some(claim) = claims.iter().find(|claim| claim.number == number) else {
            let what = format!("claim {number} of the notes is not answered");
            let remedy = format!("write a part headed `### {number}. …`");
            problems.push(Problem::new(page.file(), what, remedy));
            continue;
        };
        for (start, inside, called) in PARTS {
            if !claim.has(start, inside) {
                let what = format!("claim {number} has no {called}");
                let remedy = format!("write a line of it that begins with `{start}`");
                problems.push(Problem::new(page.file(), what, remedy).at(claim.line));
            }
        }
    }
    problems
}

struct Claim<'a> {
    number: usize,
    line: usize,
    text: Vec<&'a str>,
}

impl Claim<'_> {
    /// Whether a line begins so and holds one of these.
    fn has(&self, start: &str, inside: &[&str]) -> bool {
        let mut rests = self.text.iter().filter_map(|line| line.strip_prefix(start));
        rests.any(|rest| inside.iter().any(|inside| rest.contains(inside)))
    }
}

/// The parts of the page under headings like `### 7. Threads alternately`.
fn claims(page: &Page) -> Vec<Claim<'_>> {
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for line in &page.lines {
        let title = line.text.strip_prefix("### ");
        let number = title.and_then(|title| title.split_once(". ")?.0.parse().ok());
        match (number, claims.last_mut()) {
            (Some(number), _) => claims.push(Claim {
                number,
                line: line.number,
                text: Vec::new(),
            }),
            (None, Some(claim)) => claim.text.push(&line.text),
            (None, None) => {}
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: [&str; 6] = [
        "<blockquote lang=\"ru\">Да.</blockquote>",
        "<blockquote>Yes.</blockquote>",
        "- **Python: true.**",
        "- **Rust: true.**",
        "- See [a](../a/b.md).",
        "- Proof: the listing [`x`](../a/b.md#listing-x).",
    ];

    fn answered(count: usize, answer: &[&str]) -> Page {
        let parts = (1..=count).map(|number| format!("### {number}. T\n\n{}\n", answer.join("\n")));
        Page::parse("t.md", &parts.collect::<String>())
    }

    #[test]
    fn answered_claims_have_no_problem() {
        assert_eq!(every_claim_is_answered(&answered(CLAIMS, &ANSWER)), []);
    }

    #[test]
    fn a_missing_claim_and_each_missing_part_are_found() {
        assert_eq!(
            every_claim_is_answered(&answered(CLAIMS - 1, &ANSWER)).len(),
            1
        );
        for part in ANSWER {
            let rest: Vec<&str> = ANSWER.into_iter().filter(|line| *line != part).collect();
            let found = every_claim_is_answered(&answered(CLAIMS, &rest)).len();
            assert_eq!(found, CLAIMS, "without {part}");
        }
    }
}
