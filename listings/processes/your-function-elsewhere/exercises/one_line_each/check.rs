#[cfg(test)]
mod check {
    use super::*;
    use std::io::{BufRead, Cursor};

    /// What the other side reads, line by line, when `text` is sent.
    fn lines_of(text: &str) -> Vec<String> {
        let sent = format!("{}\n", encode(text));
        let lines = Cursor::new(sent).lines();
        lines
            .map(|line| line.expect("memory can be read"))
            .collect()
    }

    #[track_caller]
    fn assert_arrives(text: &str, advice: &str) {
        let lines = lines_of(text);
        assert_eq!(
            lines.len(),
            1,
            "{text:?} was read as {} requests",
            lines.len()
        );
        let arrived = decode(&lines[0]);
        assert_eq!(
            arrived, text,
            "{text:?} was sent as {:?}, and decode made {arrived:?} of it: {advice}",
            lines[0]
        );
    }

    #[test]
    fn one_line_stays_what_it_is() {
        assert_eq!(
            encode("square 12"),
            "square 12",
            "no character here needs another form"
        );
        assert_arrives("", "an empty text is an empty line");
    }

    #[test]
    fn two_lines_become_one() {
        assert_arrives(
            "rain\nthen sun",
            "decode turns a backslash and an n into a new line",
        );
        assert_arrives("\n\n", "every new line counts");
    }

    #[test]
    fn a_backslash_arrives() {
        let advice = "a backslash of the text has to be told from one of yours";
        assert_arrives(r"C:\new\recipes", advice);
        assert_arrives(r"\", advice);
    }

    #[test]
    fn every_other_character_arrives() {
        let advice = "decode undoes a backslash before n, r and itself: \
            every character but the new line, the carriage return and the backslash has to go as it is";
        assert_arrives("чай\tдля \"Ann\"", advice);
        assert_arrives("für 3 €\0, wie 'immer' 🫖", advice);
    }

    #[test]
    fn the_end_of_a_windows_line_arrives() {
        let advice =
            "`lines` takes a carriage return at the end of a line away, so it needs a form too";
        assert_arrives("rain\r\nthen sun\r\n", advice);
        assert_arrives("rain\r", advice);
    }
}
