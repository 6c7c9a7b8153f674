// region: hidden
//! An `Rc` may not go to another thread.
// endregion
use std::rc::Rc;
use std::thread;

fn main() {
    let menu = Rc::new(["tea", "toast"]);
    let same = Rc::clone(&menu);
    let clerk = thread::spawn(move || println!("the clerk reads {same:?}"));
    clerk.join().expect("reading does not panic");
    println!("main reads {menu:?}");
}
