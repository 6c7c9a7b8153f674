//! Paints on a canvas of spaces.

/// One character stands for so many milliseconds.
const STEP: usize = 20;

/// Draws one lane from its spans, which come in the order of time:
/// when a span begins, when it ends, and the character to draw it with.
/// Where there is no span, it draws spaces.
fn draw(spans: &[(usize, usize, char)]) -> String {
    let length = spans.last().map_or(0, |span| span.1 / STEP);
    let mut canvas = vec![' '; length];
    for &(begin, end, character) in spans {
        canvas[begin / STEP..end / STEP].fill(character);
    }
    canvas.into_iter().collect()
}

fn main() {
    println!("kettle |{}", draw(&[(0, 200, '#')]));
    println!("cup    |{}", draw(&[(200, 240, '#'), (240, 400, '.')]));
}
