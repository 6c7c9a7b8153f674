// region: hidden
//! Small pieces of work: in a loop, and with a thread for each.

use std::thread;
use std::time::Instant;
// endregion

const PIECE: usize = 1;

fn digit_sum(mut ticket: u32) -> u32 {
    let mut sum = 0;
    while ticket > 0 {
        sum += ticket % 10;
        ticket /= 10;
    }
    sum
}

fn main() {
    let tickets: Vec<u32> = (0..400).collect();

    let start = Instant::now();
    let in_a_loop: u32 = tickets.iter().map(|&ticket| digit_sum(ticket)).sum();
    println!("in a loop: {} µs", start.elapsed().as_micros());

    let start = Instant::now();
    let by_threads: u32 = thread::scope(|scope| {
        let spawn = |piece| scope.spawn(move || sum_all(piece));
        let threads: Vec<_> = tickets.chunks(PIECE).map(spawn).collect();
        println!("threads: {}", threads.len());
        let sums = threads.into_iter().map(|thread| thread.join());
        sums.map(|sum| sum.expect("adding does not panic")).sum()
    });
    println!("by threads: {} µs", start.elapsed().as_micros());
    assert_eq!(in_a_loop, by_threads);
}

fn sum_all(piece: &[u32]) -> u32 {
    piece.iter().map(|&ticket| digit_sum(ticket)).sum()
}
