//! Takes out of an output what is true of one machine only. Each normalisation has a name.

use std::path::Path;

/// The name that the reader knows the program's file by.
const SHOWN_FILE: &str = "main.rs";

/// Shows the program's own file as `main.rs`, as a reader's own run does.
pub(super) fn own_file(text: &str, root: &Path, file: &Path) -> String {
    let absolute = file.to_string_lossy();
    let relative = file.strip_prefix(root).unwrap_or(file).to_string_lossy();
    text.replace(absolute.as_ref(), SHOWN_FILE)
        .replace(relative.as_ref(), SHOWN_FILE)
}

/// Shows files of libraries from the library's name on: `tokio-1.54.0/src/…`, `library/std/src/…`.
pub(super) fn library_files(text: &str) -> String {
    let text = cut_path_before(text, "/registry/src/", |rest| {
        rest.find('/').map(|at| at + 1)
    });
    let text = cut_path_before(&text, "/rustc/", |rest| {
        let end = rest.find('/')?;
        let is_hash = rest[..end].bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then_some(end + 1)
    });
    cut_path_before(&text, "/lib/rustlib/src/rust/", |_| Some(0))
}

/// Removes paths up to and including a landmark, and as many bytes behind it as `extent` says.
fn cut_path_before(text: &str, landmark: &str, extent: impl Fn(&str) -> Option<usize>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(landmark) {
        let starts_path = |c: char| c.is_whitespace() || "\"'`(=<".contains(c);
        let path = before.rfind(starts_path).map_or(0, |at| at + 1);
        match extent(after) {
            Some(skip) => {
                kept.push_str(&before[..path]);
                rest = &after[skip..];
            }
            None => {
                kept.push_str(before);
                kept.push_str(landmark);
                rest = after;
            }
        }
    }
    kept + rest
}

/// Takes excerpts of other files out of a compiler's message: they are shown only where those files can be read, which
/// the sandbox does not allow, and they widen the margin.
pub(super) fn foreign_excerpts(message: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut foreign = false;
    let mut width = None;
    for line in message.lines() {
        if let Some((margin, file)) = location(line) {
            width.get_or_insert(margin);
            foreign = !file.starts_with(SHOWN_FILE);
            lines.push(if foreign { without_column(line) } else { line });
        } else if !(foreign && is_excerpt(line)) {
            foreign = false;
            lines.push(line);
        }
    }
    let narrowest = lines.iter().filter_map(|line| line_number(line)).max();
    let surplus = match (width, narrowest) {
        (Some(width), Some(digits)) => width.saturating_sub(digits),
        _ => 0,
    };
    let lines: Vec<String> = lines
        .into_iter()
        .map(|line| narrow(line, surplus))
        .collect();
    lines.join("\n") + "\n"
}

/// The margin before, and the file after, the arrow of a line like `  --> main.rs:3:5`.
fn location(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches(' ');
    let file = rest
        .strip_prefix("--> ")
        .or_else(|| rest.strip_prefix("::: "))?;
    Some((line.len() - rest.len(), file))
}

/// The column in another file is told exactly only where that file can be read.
fn without_column(line: &str) -> &str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let split = line
        .rsplit_once(':')
        .filter(|(_, column)| is_number(column));
    let has_line = |rest: &str| {
        rest.rsplit_once(':')
            .is_some_and(|(_, line)| is_number(line))
    };
    match split {
        Some((rest, _)) if has_line(rest) => rest,
        _ => line,
    }
}

/// How many digits the line number in the margin of an excerpt has: `12 |     let x`.
fn line_number(line: &str) -> Option<usize> {
    let digits = line
        .find(|c: char| !c.is_ascii_digit())
        .filter(|&digits| digits > 0)?;
    let rest = line[digits..].trim_start_matches(' ');
    rest.starts_with(['|', '~', '+', '-']).then_some(digits)
}

fn is_excerpt(line: &str) -> bool {
    line_number(line).is_some()
        || line.trim_start_matches(' ').starts_with('|')
        || line.trim() == "..."
}

/// Takes surplus blanks out of a line's margin.
fn narrow(line: &str, surplus: usize) -> String {
    let digits = line_number(line).unwrap_or(0);
    let (number, rest) = line.split_at(digits);
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let is_headline = digits == 0 && blanks == 0;
    let cut = if is_headline { 0 } else { surplus.min(blanks) };
    format!("{number}{}", &rest[cut..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_file_is_main() {
        let (root, file) = (
            Path::new("/book"),
            Path::new("/book/listings/a/b/src/bin/x.rs"),
        );
        let text = "at listings/a/b/src/bin/x.rs:3:5 and /book/listings/a/b/src/bin/x.rs:4\n";
        assert_eq!(own_file(text, root, file), "at main.rs:3:5 and main.rs:4\n");
    }

    #[test]
    fn library_files_begin_with_the_library() {
        let text = "at /root/.cargo/registry/src/index.crates.io-1949cf8c/tokio-1.54.0/src/x.rs:1:2,\n\
                    at /rustc/59807616e1fa/library/std/src/panicking.rs:1:2\n\
                    at '/home/me/toolchain/lib/rustlib/src/rust/library/core/src/x.rs'\n";
        assert_eq!(
            library_files(text),
            "at tokio-1.54.0/src/x.rs:1:2,\nat library/std/src/panicking.rs:1:2\nat 'library/core/src/x.rs'\n"
        );
    }

    #[test]
    fn other_paths_stay() {
        let text = "see /rustc/stable/ and /tmp/x and listings\n";
        assert_eq!(library_files(text), text);
    }

    const WITH_SOURCES: &str = "\
error[E0277]: no
   --> main.rs:9:5
    |
9   |     spawn(x);
    |     ^^^^^^^^ no
    |
note: required by a bound in `spawn`
   --> library/std/src/thread/mod.rs:723:8
    |
721 | pub fn spawn<F>(f: F)
...
723 |     F: Send,
    |        ^^^^ required
    = note: this error
";
    const WITHOUT_SOURCES: &str = "\
error[E0277]: no
 --> main.rs:9:5
  |
9 |     spawn(x);
  |     ^^^^^^^^ no
  |
note: required by a bound in `spawn`
 --> library/std/src/thread/mod.rs:723
  = note: this error
";

    #[test]
    fn excerpts_of_other_files_make_no_difference() {
        assert_eq!(foreign_excerpts(WITH_SOURCES), WITHOUT_SOURCES);
        assert_eq!(foreign_excerpts(WITHOUT_SOURCES), WITHOUT_SOURCES);
    }

    #[test]
    fn excerpts_of_the_own_file_stay() {
        let own = "error: x\n  --> main.rs:12:3\n   |\n12 |     x\n   |     ^\n";
        assert_eq!(foreign_excerpts(own), own);
    }
}
