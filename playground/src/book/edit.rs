//! An edit that the page suggests: what to change, and what then happens.

use serde::Serialize;

use super::code::Language;
use super::html;
use super::markdown;
use super::output::Output;
use crate::catalogue::{Edit, Listing};

#[derive(Serialize)]
struct Data<'a> {
    find: &'a str,
    replace: &'a str,
    stdout: &'a str,
    stderr: &'a str,
    exit: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// The edit as one line of HTML.
pub fn html(edit: &Edit, listing: &Listing) -> String {
    let output = Output::new(edit.stdout.as_ref(), edit.stderr.as_ref());
    let change = &edit.change;
    let data = Data {
        find: &change.find,
        replace: &change.replace,
        stdout: output.stdout(),
        stderr: output.stderr(),
        exit: output.exit().filter(|_| change.compile_error.is_none()),
        signal: output.signal(),
        error: change.compile_error.as_deref(),
    };
    let (name, say) = (&edit.name, markdown::inline(&change.say));
    let caption = match change.compile_error {
        Some(_) => "Recorded compiler error",
        None => "Recorded output",
    };
    let block = output.block(caption, &format!("{caption} after the edit {name}"));
    format!(
        r#"<div class="edit" id="edit-{id}" data-edit="{name}" data-listing="{listing}"><p class="say">{say}</p><pre class="diff" tabindex="0" role="group" aria-label="The edit {name}"><code class="rs nohighlight">{diff}</code></pre><div class="edit-controls"></div><details class="outcome"><summary>What happens</summary>{timeline}{block}</details>{data}</div>"#,
        id = html::id(name),
        listing = change.listing,
        diff = diff(listing.source.text(), &change.find, &change.replace),
        timeline = output.timeline(),
        data = html::json_script("edit-data", &data),
    )
}

/// The lines that the edit touches, before and after, without their common indentation.
fn diff(source: &str, find: &str, replace: &str) -> String {
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
    lines("del", old, indent) + &lines("ins", new, indent)
}

fn lines(tag: &str, lines: &[&str], indent: usize) -> String {
    let text: Vec<&str> = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or(""))
        .collect();
    let html = Language::Rust.lines(&(text.join("\n") + "\n"));
    let html = html.iter().take(lines.len());
    html.map(|line| format!(r#"<{tag} class="line">{line}</{tag}>"#))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(html: &str) -> String {
        let html = html
            .replace("<del class=\"line\">", "- ")
            .replace("<ins class=\"line\">", "+ ");
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
