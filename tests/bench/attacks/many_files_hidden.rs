//! Many files in a folder that its owner cannot list.
use std::fs::{self, DirBuilder, File, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

fn main() {
    let made = DirBuilder::new().mode(0o300).create("hidden");
    made.or_else(|_| fs::create_dir("hidden")).unwrap();
    println!("hidden: {:?}", fs::set_permissions("hidden", Permissions::from_mode(0o300)).is_ok());
    let made = (0..250_000).take_while(|n| File::create(format!("hidden/{n}")).is_ok());
    println!("{} files", made.count());
    std::thread::sleep(std::time::Duration::from_secs(2));
    println!("kept");
}
