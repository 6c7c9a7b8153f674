// region: hidden
//! Draws bars from the lines of a log.

// endregion
const LOG: &str = "\
   0 ms | ann | block: the tea brews
   0 ms | bo | block: the tea brews
   1 ms | cem | block: the tea brews
 101 ms | cem | done
 200 ms | bo | done
 300 ms | ann | done";

/// One character of a bar.
const STEP: usize = 20;

/// The time, the lane and what happens, if the line is one of a log.
fn event(line: &str) -> Option<(usize, &str, &str)> {
    let (time, rest) = line.split_once(" ms | ")?;
    let (lane, what) = rest.split_once(" | ")?;
    Some((time.trim().parse().ok()?, lane, what))
}

fn main() {
    let events: Vec<_> = LOG.lines().filter_map(event).collect();
    for (index, &(begin, lane, _)) in events.iter().enumerate() {
        // The bar lasts until the lane's next event.
        let next = events[index + 1..].iter().find(|event| event.1 == lane);
        if let Some(&(end, ..)) = next {
            let gap = " ".repeat(begin / STEP);
            let bar = "#".repeat(end / STEP - begin / STEP);
            println!("{lane:>6} |{gap}{bar}");
        }
    }
}
