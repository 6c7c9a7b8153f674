//! Finds the test harness's messages among all that is printed.
//!
//! A message is one JSON object, such as `{ "type": "test", "name": "check::adds", "event": "ok" }`. The harness prints
//! it in parts, and whatever a test or a child process writes past the capture may stand before it, behind it, and
//! between its parts. Every byte is looked at once, however hostile the text is.

/// How every message begins: what follows is the text of its first field.
const START: &str = "{ \"type\": \"";
/// How every message ends.
const END: &str = " }";
/// How every further field begins.
const FIELD: &str = ", \"";
/// The longest name of a field, or number, that is waited for.
const LONGEST_WORD: usize = 40;

/// A stretch of what was printed.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    /// Not the harness's.
    Text(String),
    /// A message of the harness, or what looks like one.
    Message(Message),
}

/// What the harness says, field by field.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Message {
    fields: Vec<(String, String)>,
    raw: String,
}

/// Takes text piece by piece, cut anywhere.
#[derive(Debug, Default)]
pub(crate) struct Scanner {
    rest: String,
    state: State,
    pieces: Vec<Piece>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Outside,
    /// The end of the line that belongs to the message may follow.
    Behind,
    /// Between two fields.
    Inside(Message),
    /// In the text of the last field.
    Quoted { message: Message, escaped: bool },
}

/// What stands between two fields.
enum Next {
    End,
    /// A field with this name whose text follows after so many bytes.
    Quoted(String, usize),
    /// A field with this name and number, of so many bytes.
    Number(String, String, usize),
    Other,
    /// Too little is there to tell.
    Unknown,
}

impl Message {
    /// The value of a field, with its escapes resolved.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.fields.iter().find(|(other, _)| other == name)?;
        // A raw end of line is somebody else's, who wrote into the message.
        let quoted = format!("\"{}\"", value.replace('\n', "\\n"));
        Some(serde_json::from_str(&quoted).unwrap_or_else(|_| value.clone()))
    }

    /// All of it, as it was printed.
    pub(crate) fn into_raw(self) -> String {
        self.raw
    }

    fn append(&mut self, text: &str) {
        self.raw.push_str(text);
        if let Some((_, value)) = self.fields.last_mut() {
            value.push_str(text);
        }
    }

    /// Whether the first field is of the harness.
    fn is_foreign(&self) -> bool {
        matches!(&self.fields[..], [(_, kind)] if kind != "test" && kind != "suite")
    }
}

impl Scanner {
    /// What this piece of text brings.
    pub(crate) fn push(&mut self, piece: &str) -> Vec<Piece> {
        let mut text = std::mem::take(&mut self.rest);
        text.push_str(piece);
        let mut at = 0;
        while let Some(read) = self.step(&text[at..]) {
            at += read;
        }
        self.rest = text.split_off(at);
        std::mem::take(&mut self.pieces)
    }

    /// The last pieces: nothing more comes.
    pub(crate) fn finish(mut self) -> Vec<Piece> {
        let (rest, state) = (
            std::mem::take(&mut self.rest),
            std::mem::take(&mut self.state),
        );
        if let State::Inside(message) | State::Quoted { message, .. } = state {
            self.pieces.push(Piece::Message(message));
        }
        self.text(&rest);
        self.pieces
    }

    /// Reads a little of the text and says how much; none if more is needed to go on.
    fn step(&mut self, text: &str) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        match std::mem::take(&mut self.state) {
            State::Behind => Some(usize::from(text.starts_with('\n'))),
            State::Outside => self.look_for_start(text),
            State::Quoted { message, escaped } => Some(self.read_quoted(text, message, escaped)),
            State::Inside(message) => self.read_field(text, message),
        }
    }

    fn look_for_start(&mut self, text: &str) -> Option<usize> {
        if let Some(start) = text.find(START) {
            self.text(&text[..start]);
            let message = Message {
                fields: vec![("type".to_owned(), String::new())],
                raw: START.to_owned(),
            };
            self.state = State::Quoted {
                message,
                escaped: false,
            };
            return Some(start + START.len());
        }
        let known = text.len() - begun(text, START);
        self.text(&text[..known]);
        (known > 0).then_some(known)
    }

    fn read_quoted(&mut self, text: &str, mut message: Message, mut escaped: bool) -> usize {
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    message.append(&text[..at]);
                    message.raw.push('"');
                    if message.is_foreign() {
                        self.text(&message.into_raw());
                    } else {
                        self.state = State::Inside(message);
                    }
                    return at + 1;
                }
                _ => {}
            }
        }
        message.append(text);
        self.state = State::Quoted { message, escaped };
        text.len()
    }

    fn read_field(&mut self, text: &str, mut message: Message) -> Option<usize> {
        let read = match next(text) {
            Next::End => {
                message.raw.push_str(END);
                self.pieces.push(Piece::Message(message));
                self.state = State::Behind;
                return Some(END.len());
            }
            Next::Unknown => {
                self.state = State::Inside(message);
                return None;
            }
            Next::Other => return Some(self.pass_over(text, message)),
            Next::Quoted(name, read) => {
                message.fields.push((name, String::new()));
                message.raw.push_str(&text[..read]);
                self.state = State::Quoted {
                    message,
                    escaped: false,
                };
                return Some(read);
            }
            Next::Number(name, number, read) => {
                message.fields.push((name, number));
                read
            }
        };
        message.raw.push_str(&text[..read]);
        self.state = State::Inside(message);
        Some(read)
    }

    /// Somebody else has written between two fields: that is text, up to where the message may go on.
    fn pass_over(&mut self, text: &str, message: Message) -> usize {
        if text.starts_with(START) {
            // It never went on: here is the next one.
            self.pieces.push(Piece::Message(message));
            return 0;
        }
        let first = text.chars().next().map_or(0, char::len_utf8);
        let goes_on = text[first..].find([' ', ',', '{']);
        let read = goes_on.map_or(text.len(), |more| first + more);
        self.text(&text[..read]);
        self.state = State::Inside(message);
        read
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

/// How many bytes at the end of the text may become this mark.
fn begun(text: &str, mark: &str) -> usize {
    let most = mark.len().min(text.len() + 1);
    let mut lengths = (1..most).rev();
    let found = lengths.find(|length| text.ends_with(&mark[..*length]));
    found.unwrap_or(0)
}

fn next(text: &str) -> Next {
    if text.starts_with(END) {
        return Next::End;
    }
    if let Some(field) = text.strip_prefix(FIELD) {
        return field_in(field);
    }
    let may_become = |mark: &str| mark.starts_with(text);
    if may_become(END) || may_become(FIELD) || (may_become(START) && text != START) {
        return Next::Unknown;
    }
    Next::Other
}

/// `name": "`, or `name": 12` and what ends it.
fn field_in(field: &str) -> Next {
    let is_in_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let name = field.trim_start_matches(is_in_name);
    let (name, value) = field.split_at(field.len() - name.len());
    let read = FIELD.len() + name.len();
    if value.len() < 4 && name.len() < LONGEST_WORD && "\": ".starts_with(value) {
        return Next::Unknown;
    }
    match value.strip_prefix("\": ") {
        Some(value) if value.starts_with('"') => Next::Quoted(name.to_owned(), read + 4),
        Some(value) => {
            let is_in_number = |c: char| c.is_ascii_digit() || ".-+eE".contains(c);
            let number = value.len() - value.trim_start_matches(is_in_number).len();
            match number {
                0 => Next::Other,
                _ if number == value.len() && number < LONGEST_WORD => Next::Unknown,
                _ => Next::Number(
                    name.to_owned(),
                    value[..number].to_owned(),
                    read + 3 + number,
                ),
            }
        }
        None => Next::Other,
    }
}

#[cfg(test)]
mod tests;
