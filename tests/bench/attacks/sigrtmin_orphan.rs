//! A grandchild that nobody waits for dies of a signal that has no name, and the program goes on.
unsafe extern "C" {
    fn fork() -> i32;
    fn getpid() -> i32;
    fn kill(pid: i32, signal: i32) -> i32;
    fn _exit(code: i32) -> !;
}

fn main() {
    unsafe {
        if fork() == 0 {
            if fork() == 0 {
                kill(getpid(), 34);
            }
            _exit(0);
        }
    }
    std::thread::sleep(std::time::Duration::from_secs(1));
    println!("well");
}
