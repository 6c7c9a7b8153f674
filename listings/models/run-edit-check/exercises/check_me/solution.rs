/// When all three teas are served, in milliseconds.
fn all_served() -> u64 {
    300
}

fn main() {
    println!("all served after {} ms", all_served());
}
