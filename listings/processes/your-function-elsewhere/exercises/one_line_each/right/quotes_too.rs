//! Escapes quotes as well, which decode undoes.
// region: hidden
//! Makes one line of any text, and the text of the line.

// endregion
/// Makes one line of any text, so that a request stays one request.
fn encode(text: &str) -> String {
    let escaped = |character: char| match character {
        '\n' => "\\n".to_string(),
        '\r' => "\\r".to_string(),
        '\\' | '"' => format!("\\{character}"),
        other => other.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// The text that `encode` was given.
fn decode(line: &str) -> String {
    let mut text = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    text
}

fn main() {
    for text in ["rain", "rain\nthen sun"] {
        println!("{text:?} is sent as: {}", encode(text));
        println!("and arrives as {:?}", decode(&encode(text)));
    }
}
