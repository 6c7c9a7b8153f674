//! What is a folder of its own at one moment is a link to the machine's root at the next: who counts its files counts those.
unsafe extern "C" {
    fn renameat2(at: i32, one: *const i8, to: i32, other: *const i8, flags: u32) -> i32;
}

fn main() {
    std::fs::create_dir("one").unwrap();
    std::os::unix::fs::symlink("/", "other").unwrap();
    let start = std::time::Instant::now();
    while start.elapsed() < std::time::Duration::from_secs(3) {
        unsafe { renameat2(-100, c"one".as_ptr(), -100, c"other".as_ptr(), 2) };
    }
    println!("raced");
}
