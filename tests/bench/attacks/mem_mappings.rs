//! As many mappings as a process may have, then sixty copies of it: memory of the kernel.
unsafe extern "C" {
    fn fork() -> i32;
    fn mmap(at: *mut u8, length: usize, prot: i32, flags: i32, fd: i32, from: i64) -> *mut u8;
    fn mprotect(at: *mut u8, length: usize, prot: i32) -> i32;
}

fn main() {
    let pages = 60_000;
    unsafe {
        let start = mmap(std::ptr::null_mut(), pages * 4096, 3, 0x22, -1, 0);
        (0..pages).step_by(2).for_each(|page| drop(mprotect(start.add(page * 4096), 4096, 1)));
        let mut copies = 0;
        for _ in 0..60 {
            match fork() {
                0 => {
                    std::thread::sleep(std::time::Duration::from_secs(5));
                    std::process::exit(0);
                }
                -1 => break,
                _ => copies += 1,
            }
        }
        println!("{copies} copies");
    }
    std::thread::sleep(std::time::Duration::from_secs(3));
    println!("kept");
}
