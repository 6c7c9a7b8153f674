//! Asks of the beginning of each step in which span it lies.

/// One character stands for so many milliseconds.
const STEP: usize = 20;

/// Draws one lane from its spans, which come in the order of time:
/// when a span begins, when it ends, and the character to draw it with.
/// Where there is no span, it draws spaces.
fn draw(spans: &[(usize, usize, char)]) -> String {
    let end = spans.last().map_or(0, |span| span.1);
    let moments = (0..end).step_by(STEP);
    let at = |moment: usize| {
        let span = spans.iter().find(|span| (span.0..span.1).contains(&moment));
        span.map_or(' ', |span| span.2)
    };
    moments.map(at).collect()
}

fn main() {
    println!("kettle |{}", draw(&[(0, 200, '#')]));
    println!("cup    |{}", draw(&[(200, 240, '#'), (240, 400, '.')]));
}
