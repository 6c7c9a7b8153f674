//! Rounds every moment to the nearest step.

/// One character stands for so many milliseconds.
const STEP: usize = 20;

/// Draws one lane from its spans, which come in the order of time:
/// when a span begins, when it ends, and the character to draw it with.
/// Where there is no span, it draws spaces.
fn draw(spans: &[(usize, usize, char)]) -> String {
    let step = |moment: usize| (moment + STEP / 2) / STEP;
    let mut lane = String::new();
    for &(begin, end, character) in spans {
        let drawn = lane.chars().count();
        lane.extend((drawn..step(begin)).map(|_| ' '));
        lane.extend((step(begin)..step(end)).map(|_| character));
    }
    lane
}

fn main() {
    println!("kettle |{}", draw(&[(0, 200, '#')]));
    println!("cup    |{}", draw(&[(200, 240, '#'), (240, 400, '.')]));
}
