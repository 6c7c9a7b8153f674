//! A hundred threads ask for their turn on standard error all the time, and write nothing.
unsafe extern "C" {
    fn write(to: i32, from: *const u8, bytes: usize) -> isize;
}

fn main() {
    for _ in 0..100 {
        std::thread::spawn(|| loop {
            unsafe { write(2, std::ptr::null(), 0) };
        });
    }
    std::thread::sleep(std::time::Duration::from_secs(60));
}
