//! Which lines of a page are code: directives inside code fences are text.

/// Follows a page line by line through its code fences.
///
/// The text of an ` ```admonish ` box is Markdown, not code.
#[derive(Debug, Default)]
pub(crate) struct Fences {
    open: Vec<Fence>,
}

#[derive(Debug)]
struct Fence {
    mark: char,
    length: usize,
    code: bool,
}

impl Fences {
    /// Takes the next line; true if it is code, or opens or closes a fence.
    pub(crate) fn is_code(&mut self, line: &str) -> bool {
        let text = content(line);
        let (mark, length) = leading_marks(text);
        let info = text.get(length..).unwrap_or_default();
        if let Some(fence) = self.open.last() {
            if mark == fence.mark && length >= fence.length && info.trim().is_empty() {
                self.open.pop();
                return true;
            }
            if fence.code {
                return true;
            }
        }
        let opens = length >= 3 && !(mark == '`' && info.contains('`'));
        if opens {
            let admonish = info.split_whitespace().next() == Some("admonish");
            self.open.push(Fence {
                mark,
                length,
                code: !admonish,
            });
        }
        opens
    }
}

impl Fences {
    /// The lines of a page that open a fence, with what follows the marks: ` ```admonish tip ` gives `admonish tip`.
    pub(crate) fn openings(page: &str) -> Vec<(usize, String)> {
        let mut fences = Fences::default();
        let mut openings = Vec::new();
        for (index, line) in page.lines().enumerate() {
            let before = fences.open.len();
            fences.is_code(line);
            if fences.open.len() > before {
                let info = content(line).trim_start_matches(['`', '~']).trim();
                openings.push((index + 1, info.to_owned()));
            }
        }
        openings
    }
}

/// The line without the marks of quotes and list items.
fn content(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let digits = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let item = if digits.len() < line.len() {
        digits
            .strip_prefix(". ")
            .or_else(|| digits.strip_prefix(") "))
    } else {
        ["- ", "* ", "+ "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))
    };
    item.unwrap_or(line).trim_start()
}

fn leading_marks(text: &str) -> (char, usize) {
    let mark = text
        .chars()
        .next()
        .filter(|char| "`~".contains(*char))
        .unwrap_or(' ');
    (mark, text.chars().take_while(|&char| char == mark).count())
}

/// The line with its `` `code` `` taken out.
pub(crate) fn without_inline_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_lines(page: &str) -> Vec<usize> {
        let mut fences = Fences::default();
        let lines = page.lines().enumerate();
        lines
            .filter(|(_, line)| fences.is_code(line))
            .map(|(index, _)| index + 1)
            .collect()
    }

    #[test]
    fn a_fence_ends_with_as_many_marks() {
        assert_eq!(code_lines("a\n````text\n```\n~~~\n````\nb"), [2, 3, 4, 5]);
        assert_eq!(code_lines("~~~\nx\n~~~\nb"), [1, 2, 3]);
        assert_eq!(code_lines("```not a fence``` in a line\nb"), [0; 0]);
    }

    #[test]
    fn a_fence_may_stand_in_a_list_or_a_quote() {
        assert_eq!(
            code_lines("- ```rust\n  x\n  ```\nb\n> ```\n> x\n> ```\n1. ```\n   ```"),
            [1, 2, 3, 5, 6, 7, 8, 9]
        );
    }

    #[test]
    fn the_text_of_a_box_is_not_code_but_the_code_in_it_is() {
        assert_eq!(
            code_lines("````admonish notes\ntext\n```text\ncode\n```\ntext\n````\nb"),
            [1, 3, 4, 5, 7]
        );
    }

    #[test]
    fn inline_code_is_taken_out() {
        assert_eq!(without_inline_code("a `{{#quiz}}` b"), "a   b");
    }
}
