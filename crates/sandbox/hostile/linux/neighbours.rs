//! Folders of other runs, and its own made so that they are counted wrongly.

use std::ffi::CString;
use std::fs::{self, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, symlink};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub fn run(name: &str, args: &[&str]) -> bool {
    match name {
        "others-runs" => others_runs(args[0]),
        "many-hidden" => many_hidden(),
        "race-link" => race_link(args[0]),
        _ => return false,
    }
    true
}

/// Shuts every folder beside its own, as soon as there is one; where it cannot list them, the one that it was told of.
fn others_runs(neighbour: &str) {
    let own = std::env::current_dir().expect("its own folder");
    let beside = own.parent().expect("a folder above");
    let end = Instant::now() + Duration::from_millis(500);
    let (mut seen, mut shut) = (0, 0);
    while Instant::now() < end {
        let listed = fs::read_dir(beside).into_iter().flatten().flatten();
        let listed = listed.map(|entry| entry.path()).filter(|path| *path != own);
        for path in listed.chain([neighbour.into()]) {
            seen += 1;
            shut += i32::from(fs::set_permissions(&path, Permissions::from_mode(0o000)).is_ok());
        }
        sleep(Duration::from_millis(10));
    }
    println!("{} tried, {shut} shut", seen > 0);
}

/// Many files in a folder that its owner cannot list.
fn many_hidden() {
    let made = fs::DirBuilder::new().mode(0o300).create("hidden");
    let made = made.or_else(|_| fs::create_dir("hidden"));
    made.expect("a folder");
    let _ = fs::set_permissions("hidden", Permissions::from_mode(0o300));
    let make = |n: &u32| fs::File::create(format!("hidden/{n}")).is_ok();
    let count = (0..5_000).take_while(make).count();
    println!("{count} files");
    sleep(Duration::from_millis(1500));
    println!("kept");
}

/// What is a folder of its own at one moment is a link to one of the machine's at the next.
fn race_link(target: &str) {
    fs::create_dir("one").expect("a folder");
    fs::write("one/file", "x").expect("a file");
    symlink(target, "other").expect("a link");
    let names = ["one", "other"].map(|name| CString::new(name).expect("a name"));
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end {
        let (at, [one, other]) = (libc::AT_FDCWD, &names);
        // SAFETY: both names outlive the call.
        unsafe {
            libc::syscall(
                libc::SYS_renameat2,
                at,
                one.as_ptr(),
                at,
                other.as_ptr(),
                libc::RENAME_EXCHANGE,
            )
        };
    }
    println!("raced");
}
