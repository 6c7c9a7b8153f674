//! One page of each huge page is put into a pipe, and the mapping given back: the rest stays with it.
use std::os::fd::AsRawFd;
unsafe extern "C" {
    fn mmap(at: *mut u8, length: usize, prot: i32, flags: i32, fd: i32, from: i64) -> *mut u8;
    fn munmap(at: *mut u8, length: usize) -> i32;
    fn madvise(at: *mut u8, length: usize, advice: i32) -> i32;
    fn vmsplice(fd: i32, pages: *const (*mut u8, usize), count: usize, flags: u32) -> isize;
}
const HUGE: usize = 2 << 20;

fn main() {
    let mut pipes = Vec::new();
    for count in 0..750 {
        if count % 15 == 0 {
            pipes.push(std::io::pipe().unwrap());
        }
        unsafe {
            let start = mmap(std::ptr::null_mut(), 2 * HUGE, 3, 0x22, -1, 0);
            let aligned = start.add(start.align_offset(HUGE));
            madvise(aligned, HUGE, 14);
            (0..HUGE).step_by(4096).for_each(|at| aligned.add(at).write(1));
            if vmsplice(pipes.last().unwrap().1.as_raw_fd(), &(aligned, 4096), 1, 0) < 0 {
                println!("refused: {}", std::io::Error::last_os_error());
                return;
            }
            munmap(start, 2 * HUGE);
        }
    }
    std::thread::sleep(std::time::Duration::from_secs(2));
    println!("kept 1500 MiB");
}
