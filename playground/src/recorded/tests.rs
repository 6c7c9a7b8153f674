use super::*;

fn recorded(text: &str) -> Recorded {
    Recorded::parse(text).unwrap()
}
