//! As many short lines as there may be output, and nobody reads them.
#[test]
fn prints() {
    use std::io::Write;
    let mut output = unsafe { <std::fs::File as std::os::fd::FromRawFd>::from_raw_fd(1) };
    output.write_all(&b"x\n".repeat(327_000)).unwrap();
}
