//! A program's text and its hidden regions.

/// The marker line that begins a hidden region.
const HIDE: &str = "// region: hidden";
/// The marker line that ends it.
const SHOW: &str = "// endregion";

/// A text whose lines are shown or hidden.
///
/// Lines from `// region: hidden` to `// endregion`, both included, are hidden; every other line is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    text: String,
}

/// One line of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its text, without the newline.
    pub text: &'a str,
    /// Whether the page hides it.
    pub hidden: bool,
}

impl Source {
    /// Takes a text; an error is the line of a marker without its partner.
    pub fn new(text: impl Into<String>) -> Result<Source, usize> {
        let text = text.into();
        let mut open = None;
        for (index, line) in text.lines().enumerate() {
            match (line.trim(), open) {
                (HIDE, None) => open = Some(index + 1),
                (SHOW, Some(_)) => open = None,
                (HIDE, Some(_)) | (SHOW, None) => return Err(index + 1),
                _ => {}
            }
        }
        open.map_or(Ok(Source { text }), Err)
    }

    /// The whole text, byte for byte: what is compiled.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines, each shown or hidden.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut inside = false;
        self.text.lines().enumerate().map(move |(index, text)| {
            let (begins, ends) = (text.trim() == HIDE, text.trim() == SHOW);
            let hidden = inside || begins;
            inside = (inside || begins) && !ends;
            Line {
                number: index + 1,
                text,
                hidden,
            }
        })
    }

    /// How many lines the page shows; blank lines at the head and the foot do not count.
    pub fn visible_lines(&self) -> usize {
        let shown: Vec<&str> = self
            .lines()
            .filter(|line| !line.hidden)
            .map(|line| line.text)
            .collect();
        let first = shown.iter().position(|line| !line.is_empty());
        let last = shown.iter().rposition(|line| !line.is_empty());
        first.zip(last).map_or(0, |(first, last)| last - first + 1)
    }

    /// The number of the line that holds a byte of the text, from 1.
    pub fn line_at(&self, byte: usize) -> usize {
        let before = self.text.as_bytes().iter().take(byte);
        before.filter(|&&byte| byte == b'\n').count() + 1
    }
}
