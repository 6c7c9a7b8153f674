//! Does its work before it returns.
// region: hidden
//! One stage of a pipeline: words in, capitals out.

use std::sync::mpsc::{self, Receiver};
use std::thread;
// endregion

/// Passes every word on in capitals, as soon as it comes, until no more can come.
fn capitals(words: Receiver<String>) -> Receiver<String> {
    let (out, capitals) = mpsc::channel();
    thread::spawn(move || {
        drop((words, out));
    });
    capitals
}

fn main() {
    let (speaker, words) = mpsc::channel();
    let capitals = capitals(words);
    for word in ["tea", "is", "ready"] {
        // An error means that the stage has ended.
        if speaker.send(word.to_owned()).is_err() {
            break;
        }
    }
    drop(speaker);
    for word in capitals {
        println!("{word}");
    }
}
