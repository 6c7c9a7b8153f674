//! A recorded output as the page shows it.

use crate::edition::Edition;
use crate::elements::room;
use crate::html;
use catalogue::logline::{LogLine, lanes};
use catalogue::recorded::{ExitStatus, Recorded, Shown, Vary};

/// What a program printed when it was recorded.
#[derive(Debug, Default)]
pub(crate) struct Output {
    stdout: Shown,
    stderr: Shown,
    vary: Vary,
    ending: ExitStatus,
}

impl Output {
    /// Takes the recorded files, as far as there are any.
    pub(crate) fn new(stdout: Option<&Recorded>, stderr: Option<&Recorded>) -> Output {
        let shown = |recorded: Option<&Recorded>| recorded.map(Recorded::shown).unwrap_or_default();
        let headers = stdout.map(|recorded| &recorded.headers);
        Output {
            stdout: shown(stdout),
            stderr: shown(stderr),
            vary: headers.map(|headers| headers.vary).unwrap_or_default(),
            ending: headers
                .map(|headers| headers.exit_status)
                .unwrap_or_default(),
        }
    }

    /// What was printed on standard output, as it was printed.
    pub(crate) fn stdout(&self) -> &str {
        &self.stdout.text
    }

    /// What was printed on standard error, as it was printed.
    pub(crate) fn stderr(&self) -> &str {
        &self.stderr.text
    }

    /// The exit code, unless a signal ended the program.
    pub(crate) fn exit(&self) -> Option<i32> {
        match self.ending {
            ExitStatus::Exit(code) => Some(code),
            ExitStatus::Signal(_) => None,
        }
    }

    /// The signal that ended the program.
    pub(crate) fn signal(&self) -> Option<i32> {
        match self.ending {
            ExitStatus::Exit(_) => None,
            ExitStatus::Signal(signal) => Some(signal),
        }
    }

    /// How many lanes its timeline has.
    pub(crate) fn lanes(&self) -> usize {
        lanes(&self.stdout.text)
    }

    /// How many log lines it has.
    pub(crate) fn log_lines(&self) -> usize {
        self.stdout.text.lines().filter_map(LogLine::parse).count()
    }

    /// What may differ in another run, in the words of the recorded file.
    pub(crate) fn varies(&self) -> String {
        self.vary.words().join(" ")
    }

    /// The place of the timeline, if there are log lines to draw.
    pub(crate) fn timeline(&self) -> String {
        match self.lanes() {
            0 => String::new(),
            lanes => format!(
                r#"<div class="timeline" data-lanes="{lanes}" style="{}"></div>"#,
                room::style(&self.stdout.text, lanes)
            ),
        }
    }

    /// The recorded text under its caption; `name` is what a screen reader says of the block.
    pub(crate) fn block(&self, caption: &'static str, name: &str, edition: &Edition) -> String {
        let mut out = String::from(r#"<div class="output">"#);
        if !self.stdout.text.is_empty() || !self.stderr.text.is_empty() {
            let caption = edition.say(caption);
            out.push_str(&format!(r#"<p class="output-caption">{caption}</p>"#));
            stream(&mut out, "recorded", name, &self.stdout);
            stream(
                &mut out,
                "recorded stderr",
                &edition.say_of("{1}, stderr", name),
                &self.stderr,
            );
        }
        let ending = match self.ending {
            ExitStatus::Exit(0) => None,
            ExitStatus::Exit(code) => Some(("Exit code {1}.", code)),
            ExitStatus::Signal(signal) => Some(("Ended by signal {1}.", signal)),
        };
        if let Some((says, number)) = ending {
            let says = edition.say_of(says, &number.to_string());
            out.push_str(&format!(r#"<p class="exit">{says}</p>"#));
        }
        out.push_str("</div>");
        out
    }
}

/// One stream, with the pieces that vary told apart.
fn stream(out: &mut String, class: &str, name: &str, shown: &Shown) {
    if shown.text.is_empty() {
        return;
    }
    out.push_str(&format!(
        r#"<pre class="{class}" tabindex="0" role="group" aria-label="{name}"><samp>"#
    ));
    let varies = shown.varies.first().map(|range| range.start);
    let mut at = if class.ends_with("stderr") {
        head(&shown.text, varies)
    } else {
        0
    };
    if at > 0 {
        out.push_str("<b>");
        html::escape_into(out, &shown.text[..at]);
        out.push_str("</b>");
    }
    for range in &shown.varies {
        html::escape_into(out, &shown.text[at..range.start]);
        out.push_str(r#"<span class="varies">"#);
        html::escape_into(out, &shown.text[range.clone()]);
        out.push_str("</span>");
        at = range.end;
    }
    html::escape_into(out, &shown.text[at..]);
    out.push_str("</samp></pre>");
}

/// How long the compiler's own first line is, up to a piece that varies: the page's script makes the same of it, in as
/// many rows.
fn head(text: &str, varies: Option<usize>) -> usize {
    let is_head = ["error", "warning"]
        .iter()
        .any(|word| text.starts_with(word));
    let end = text.find('\n').unwrap_or(text.len());
    if is_head && varies.is_none_or(|start| start >= end) {
        end
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compilers_first_line_stands_out() {
        let block = |text: &str| {
            let recorded = Recorded::parse(text).unwrap();
            Output::new(None, Some(&recorded)).block("Recorded output", "", &Edition::default())
        };
        let error = block("error[E0382]: a <\n  --> x\n");
        assert!(
            error.contains("<samp><b>error[E0382]: a &lt;</b>&#10;"),
            "{error}"
        );
        assert!(!block("thread panicked\nerror: no\n").contains("<b>"));
        assert!(!block("error: ⟦9⟧ of them\n").contains("<b>"));
    }

    #[test]
    fn what_varies_is_marked_and_lanes_are_counted() {
        let text = "#! vary: times, order\n#! exit: 3\n   0 ms | a | start\npid ⟦12⟧ <\n";
        let recorded = Recorded::parse(text).unwrap();
        let output = Output::new(Some(&recorded), None);
        let html = output.block(
            "Recorded output",
            "Listing 1, recorded output",
            &Edition::default(),
        );
        assert!(
            html.contains("pid <span class=\"varies\">12</span> &lt;&#10;</samp>"),
            "{html}"
        );
        assert!(
            html.contains("Exit code 3") && !html.contains('\n'),
            "{html}"
        );
        assert_eq!(
            (output.lanes(), output.log_lines(), output.exit()),
            (1, 1, Some(3))
        );
        assert_eq!(output.varies(), "times order");
        assert_eq!(
            output.timeline(),
            r#"<div class="timeline" data-lanes="1" style="--lanes:1"></div>"#
        );
    }

    #[test]
    fn nothing_recorded_leaves_an_empty_place() {
        assert_eq!(
            Output::default().block("Recorded output", "n", &Edition::default()),
            r#"<div class="output"></div>"#
        );
        assert_eq!(Output::default().timeline(), "");
    }
}
