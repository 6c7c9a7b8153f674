//! Takes the bytes of the lane for its characters, and subtracts them.

/// One character stands for so many milliseconds.
const STEP: usize = 20;

/// Draws one lane from its spans, which come in the order of time:
/// when a span begins, when it ends, and the character to draw it with.
/// Where there is no span, it draws spaces.
fn draw(spans: &[(usize, usize, char)]) -> String {
    let mut lane = String::new();
    for &(begin, end, character) in spans {
        lane += &" ".repeat(begin / STEP - lane.len());
        lane += &character.to_string().repeat(end / STEP - begin / STEP);
    }
    lane
}

fn main() {
    println!("kettle |{}", draw(&[(0, 200, '#')]));
    println!("cup    |{}", draw(&[(200, 240, '#'), (240, 400, '.')]));
}
