//! What a suggested edit changes, line by line.

use crate::elements::code::Language;

/// The lines that the edit touches, before and after, without their common indentation.
pub(crate) fn diff(source: &str, find: &str, replace: &str) -> String {
    let Some(at) = source.find(find) else {
        return String::new();
    };
    let end = at + find.len();
    let first = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let last = match source[..end].ends_with('\n') {
        true => end,
        false => source[end..]
            .find('\n')
            .map_or(source.len(), |newline| end + newline + 1),
    };
    let before = source[first..last].to_owned();
    let after = format!("{}{replace}{}", &source[first..at], &source[end..last]);
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let head = before
        .iter()
        .zip(&after)
        .take_while(|(a, b)| a == b)
        .count();
    let rest = before.len().min(after.len()) - head;
    let tails = before.iter().rev().zip(after.iter().rev());
    let tail = tails.take(rest).take_while(|(a, b)| a == b).count();
    let (old, new) = (
        &before[head..before.len() - tail],
        &after[head..after.len() - tail],
    );
    let indent = old.iter().chain(new).filter(|line| !line.trim().is_empty());
    let indent = indent
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    html(old, new, indent)
}

/// What goes, what comes and what stays between, a line of HTML each.
fn html(old: &[&str], new: &[&str], indent: usize) -> String {
    let (gone, come) = (lines("del", old, indent), lines("ins", new, indent));
    let stays = lines("span", old, indent);
    let mut html = String::new();
    let (mut i, mut j) = (0, 0);
    for (at, to) in kept(old, new).into_iter().chain([(old.len(), new.len())]) {
        html.extend(gone[i..at].iter().chain(&come[j..to]).cloned());
        html.extend(stays.get(at).cloned());
        (i, j) = (at + 1, to + 1);
    }
    html
}

fn lines(tag: &str, lines: &[&str], indent: usize) -> Vec<String> {
    let text: Vec<&str> = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or(""))
        .collect();
    let html = Language::Rust.lines(&(text.join("\n") + "\n"));
    let html = html.into_iter().take(lines.len());
    html.map(|line| format!(r#"<{tag} class="line">{line}</{tag}>"#))
        .collect()
}

/// How many letters and digits lines that stay need to have: brackets alone tear a change apart.
const WORTH_KEEPING: usize = 12;

/// The places of the lines that stay, in the old text and in the new one.
fn kept(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    for (i, j) in common(old, new) {
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(i.wrapping_sub(1), j.wrapping_sub(1))) => {
                run.push((i, j));
            }
            _ => runs.push(vec![(i, j)]),
        }
    }
    let says = |line: &str| line.chars().filter(|c| c.is_alphanumeric()).count();
    runs.retain(|run| run.iter().map(|(i, _)| says(old[*i])).sum::<usize>() >= WORTH_KEEPING);
    runs.concat()
}

/// The longest common subsequence of lines.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if old[i] == new[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(html: &str) -> String {
        let html = html
            .replace("<del class=\"line\">", "- ")
            .replace("<ins class=\"line\">", "+ ")
            .replace("<span class=\"line\">", "  ");
        let text = html
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        text.collect::<String>().replace("&#10;", "\n")
    }

    #[test]
    fn the_diff_shows_whole_lines_without_their_indentation() {
        let source = "fn main() {\n    one();\n    two(1);\n\n    three();\n}\n";
        let shown = |find, replace| plain(&diff(source, find, replace));
        assert_eq!(shown("1", "2"), "- two(1);\n+ two(2);\n");
        assert_eq!(shown("    two(1);\n", ""), "- two(1);\n");
        assert_eq!(
            shown("two(1);", "two(1);\n    if x {\n        y();\n    }"),
            "+ if x {\n+     y();\n+ }\n"
        );
        assert_eq!(
            shown(
                "one();\n    two(1);\n\n    three();",
                "one();\n    three();"
            ),
            "- two(1);\n- \n"
        );
        assert_eq!(shown("absent", ""), "");
    }

    #[test]
    fn what_stays_between_two_changes_is_shown_once() {
        let source = "let tea = 1;\nfor guest in guests {\n}\nlet cup = 2;\n";
        let replace = source.replace("1", "3").replace("2", "4");
        assert_eq!(
            plain(&diff(source, source, &replace)),
            "- let tea = 1;\n+ let tea = 3;\n  for guest in guests {\n  }\n- let cup = 2;\n+ let cup = 4;\n"
        );
    }

    #[test]
    fn brackets_alone_do_not_tear_a_change_apart() {
        assert_eq!(
            plain(&diff(
                "a(1);\n}\nb(2);\n",
                "a(1);\n}\nb(2);\n",
                "c(3);\n}\nd(4);\n"
            )),
            "- a(1);\n- }\n- b(2);\n+ c(3);\n+ }\n+ d(4);\n"
        );
    }

    #[test]
    fn the_diff_is_one_line_of_html() {
        let html = diff("let a = 1;\n", "1", "2");
        assert_eq!(html.matches("<del class=\"line\">").count(), 1);
        assert_eq!(html.matches("<ins class=\"line\">").count(), 1);
        assert!(
            !html.contains('\n') && html.contains("hljs-keyword"),
            "{html}"
        );
    }
}
