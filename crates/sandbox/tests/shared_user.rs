//! Tier B, where the program is the same user as files and processes that are not its own.

#![cfg(target_os = "linux")]

mod common;

use common::{LIMITS, Setting, of_tier, settings};
use sandbox::{Limits, Stopped, Tier};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::net::UnixDatagram;

/// The tier's settings, and what each user has in its home.
async fn tier_b() -> Vec<Setting> {
    of_tier(Tier::Landlock).await
}

#[tokio::test]
async fn other_files_of_the_same_user_stay_as_they_are() {
    for setting in tier_b().await {
        let home = setting.work_folder();
        let secret = home.path().join("secret");
        fs::write(&secret, "secret").unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let owner = home.path().metadata().unwrap().uid();
        chown(&secret, Some(owner), Some(owner)).unwrap();
        let before = secret.metadata().unwrap();
        let outcome = setting
            .run(&["touch-others", secret.to_str().unwrap()])
            .await;
        let done: Vec<_> = outcome
            .stdout
            .lines()
            .filter(|line| line.ends_with("done"))
            .collect();
        assert_eq!(done, Vec::<&str>::new(), "{}", setting.name());
        assert_eq!(outcome.stdout.lines().count(), 14, "{outcome:?}");
        let after = secret.metadata().unwrap();
        let state = |of: &fs::Metadata| (of.mode(), of.mtime(), of.ctime_nsec(), of.len());
        assert_eq!(state(&before), state(&after), "{}", setting.name());
    }
}

#[tokio::test]
async fn no_mode_outlives_or_hides_anything() {
    for setting in tier_b().await {
        let outcome = setting.run(&["modes"]).await;
        let said = outcome.stdout.replace("PermissionDenied", "refused");
        let expected = "open 4755: Err(refused)\nopen 2755: Err(refused)\nopen 111: Err(refused)\nopen 644: Ok(())\n\
            mkdir 300: Err(refused)\nmkdir 500: Err(refused)\nmkdir 700: Ok(())\nmkdir 755: Ok(())\n\
            mknod: refused\numask: refused\numask of the group: done\nfchmod: 0\n";
        assert_eq!(said, expected, "{} {outcome:?}", setting.name());
        let outcome = setting.run(&["shut-folder"]).await;
        assert_eq!(outcome.stdout, "shut: false\n", "{}", setting.name());
        let outcome = setting.run(&["copy"]).await;
        assert_eq!(
            outcome.stdout,
            "copied 4\n",
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn nothing_is_told_of_the_machines_network() {
    let tables = [
        "net/tcp",
        "net/unix",
        "net/arp",
        "net/route",
        "net/dev",
        "mountinfo",
        "mounts",
    ];
    for setting in tier_b().await {
        let outcome = setting.run(&[&["net-tables"], &tables[..]].concat()).await;
        assert!(
            !outcome.stdout.contains("Ok("),
            "{} {outcome:?}",
            setting.name()
        );
        assert_eq!(outcome.stdout.lines().count(), 3 * tables.len());
    }
}

#[tokio::test]
async fn no_socket_of_the_machine_is_reached() {
    for setting in tier_b().await {
        let path = setting.folder.path().join("log");
        let log = UnixDatagram::bind(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
        log.set_nonblocking(true).unwrap();
        let outcome = setting.run(&["datagram", path.to_str().unwrap()]).await;
        assert_eq!(outcome.stdout, "0 sent\n", "{}", setting.name());
        assert!(log.recv(&mut [0; 8]).is_err(), "{}", setting.name());
    }
}

#[tokio::test]
async fn no_file_is_asked_for_more_than_ordinary_programs_ask() {
    for setting in tier_b().await {
        let outcome = setting.run(&["ioctls"]).await;
        let expected =
            "bytes: done\nowner: refused\nowner: refused\nversion: refused\nverity: refused\n";
        assert_eq!(outcome.stdout, expected, "{} {outcome:?}", setting.name());
    }
}

#[tokio::test]
async fn a_process_does_not_hide_and_disk_is_not_taken_in_one_step() {
    for setting in tier_b().await {
        let outcome = setting.run(&["hide"]).await;
        assert_eq!(
            outcome.stdout,
            "undumpable: PermissionDenied\n",
            "{}",
            setting.name()
        );
        let outcome = setting.run(&["fallocate"]).await;
        let refused = "kept size: PermissionDenied\nzeroed: PermissionDenied\n";
        assert_eq!(outcome.stdout, refused, "{}", setting.name());
    }
}

#[tokio::test]
async fn what_is_written_is_counted_wherever_it_is() {
    let limits = Limits {
        memory: 256 << 20,
        ..LIMITS
    };
    for setting in tier_b().await {
        for program in ["unlinked", "unlinked-mapped", "unlinked-in-flight", "deep"] {
            let outcome = setting.run_within(limits.clone(), &[program]).await;
            let stopped =
                outcome.exit.stopped == Some(Stopped::Files) || outcome.stdout == "refused\n";
            assert!(stopped, "{} {program} {outcome:?}", setting.name());
            assert!(
                !outcome.stdout.contains("kept"),
                "{} {program}",
                setting.name()
            );
        }
    }
}

#[tokio::test]
async fn other_runs_are_not_disturbed() {
    for setting in settings().await {
        let neighbour = setting.work_folder();
        let before = neighbour.path().metadata().unwrap();
        let path = neighbour.path().to_str().unwrap();
        let outcome = setting.run(&["others-runs", path]).await;
        let refused = "true tried, 0 shut\n";
        assert_eq!(outcome.stdout, refused, "{} {outcome:?}", setting.name());
        let after = neighbour.path().metadata().unwrap();
        let state = |of: &fs::Metadata| (of.mode(), of.ctime(), of.ctime_nsec());
        assert_eq!(state(&before), state(&after), "{}", setting.name());
    }
}

#[tokio::test]
async fn what_is_hidden_is_counted_and_what_is_linked_is_not() {
    let target = tempfile::tempdir().unwrap();
    fs::set_permissions(target.path(), fs::Permissions::from_mode(0o755)).unwrap();
    for n in 0..2 * LIMITS.files {
        fs::write(target.path().join(n.to_string()), "").unwrap();
    }
    for setting in settings().await {
        let outcome = setting.run(&["many-hidden"]).await;
        // In tier A there is no room for more than the limit, and what is hidden is gone with the run.
        let made: u64 = outcome
            .stdout
            .split(' ')
            .next()
            .unwrap()
            .parse()
            .unwrap_or(0);
        let holds = match setting.tier {
            Tier::Namespaces => made < LIMITS.files,
            _ => outcome.exit.stopped == Some(Stopped::Files) && !outcome.stdout.contains("kept"),
        };
        assert!(holds, "{} {outcome:?}", setting.name());
        let path = target.path().to_str().unwrap();
        let outcome = setting.run(&["race-link", path]).await;
        assert_eq!(outcome.stdout, "raced\n", "{} {outcome:?}", setting.name());
        assert_eq!(outcome.exit.code, Some(0), "{} {outcome:?}", setting.name());
    }
}
