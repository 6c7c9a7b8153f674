//! Fills the disk below a path that is longer than a path may be.
fn main() {
    let name = "d".repeat(230);
    for _ in 0..25 {
        std::fs::create_dir(&name).unwrap();
        std::env::set_current_dir(&name).unwrap();
    }
    let block = vec![1; 15 << 20];
    let written = (0..60).take_while(|n| std::fs::write(format!("f{n}"), &block).is_ok()).count();
    println!("{} MiB", written * 15);
    std::thread::sleep(std::time::Duration::from_secs(2));
    println!("kept");
}
