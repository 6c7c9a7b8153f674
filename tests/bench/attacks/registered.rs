//! Few descriptors, registered with epoll under many numbers: memory of the kernel, and of what the user may register.
unsafe extern "C" {
    fn dup2(old: i32, new: i32) -> i32;
    fn epoll_create1(flags: i32) -> i32;
    fn epoll_ctl(set: i32, operation: i32, descriptor: i32, event: *mut [u32; 3]) -> i32;
    fn pipe(ends: *mut i32) -> i32;
}

fn main() {
    let mut registered = 0;
    unsafe {
        let sets: Vec<i32> = (0..100).map(|_| epoll_create1(0)).collect();
        for _ in 0..200 {
            let mut ends = [0; 2];
            pipe(ends.as_mut_ptr());
            for number in 520..1023 {
                dup2(ends[0], number);
                registered += sets.iter().filter(|set| epoll_ctl(**set, 1, number, &mut [1, 0, 0]) == 0).count();
            }
        }
    }
    println!("{registered} registered, kept");
}
