//! Puts spaces from the beginning of the lane before every bar.

/// One character stands for so many milliseconds.
const STEP: usize = 20;

/// Draws one lane from its spans, which come in the order of time:
/// when a span begins, when it ends, and the character to draw it with.
/// Where there is no span, it draws spaces.
fn draw(spans: &[(usize, usize, char)]) -> String {
    let mut lane = String::new();
    for &(begin, end, character) in spans {
        lane += &" ".repeat(begin / STEP);
        lane += &character.to_string().repeat((end - begin) / STEP);
    }
    lane
}

fn main() {
    println!("kettle |{}", draw(&[(0, 200, '#')]));
    println!("cup    |{}", draw(&[(200, 240, '#'), (240, 400, '.')]));
}
