//! Escapes its own backslashes too.
// region: hidden
//! Makes one line of any text, and the text of the line.

// endregion
/// Makes one line of any text, so that a request stays one request.
fn encode(text: &str) -> String {
    text.replace('\n', "\\n")
        .replace('\r', "\\r")
        .replace('\\', "\\\\")
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
