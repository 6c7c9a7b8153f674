//! What a program can see and reach.

#![cfg(target_os = "linux")]

mod common;

use common::{settings, tier_a};
use sandbox::{Job, Tier};
use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::fs::PermissionsExt;

#[tokio::test]
async fn the_network_is_not_reached() {
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    udp.set_nonblocking(true).unwrap();
    let (tcp_address, udp_address) = (
        tcp.local_addr().unwrap().to_string(),
        udp.local_addr().unwrap().to_string(),
    );
    for setting in settings().await {
        let outcome = setting
            .run(&[
                "connect",
                &tcp_address,
                &udp_address,
                "192.0.2.1:80",
                "[2001:db8::1]:80",
            ])
            .await;
        for line in outcome.stdout.lines() {
            // A datagram to the own loopback is sent and reaches nobody.
            let lost = setting.tier == Tier::Namespaces
                && line.starts_with("udp 127.0.0.1")
                && line.ends_with("Ok(1)");
            assert!(line.contains("Err(") || lost, "{} {line}", setting.name());
        }
        assert_eq!(
            outcome.stdout.lines().count(),
            8,
            "{} {outcome:?}",
            setting.name()
        );
        assert!(udp.recv(&mut [0; 8]).is_err(), "{}", setting.name());
    }
}

#[tokio::test]
async fn local_sockets_of_the_machine_are_not_reached() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    for setting in settings().await {
        let outcome = setting.run(&["unix", path.to_str().unwrap()]).await;
        assert!(
            outcome.stdout.starts_with("Err("),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn the_own_loopback_works() {
    for setting in tier_a().await {
        let outcome = setting.run(&["loopback"]).await;
        assert_eq!(
            outcome.stdout,
            "echo true Ok(true)\n",
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn a_program_may_start_its_own_file() {
    for setting in settings().await {
        let outcome = setting.run(&["again", "exit", "7"]).await;
        let expected = "child: exit status: 7\nkilled: signal: 9 (SIGKILL)\n";
        assert_eq!(outcome.stdout, expected, "{} {outcome:?}", setting.name());
    }
}

#[tokio::test]
async fn only_its_own_processes_are_seen() {
    for setting in tier_a().await {
        let outcome = setting.run(&["list", "/proc"]).await;
        assert_eq!(
            outcome.stdout,
            "/proc: [\"2\", \"self\", \"thread-self\"]\n",
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn nothing_of_the_machine_is_read() {
    let secret = tempfile::tempdir().unwrap();
    let secret = secret.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    let settings_of_the_machine = readable_by_all("/etc");
    assert!(!settings_of_the_machine.is_empty());
    for setting in settings().await {
        let own = std::process::id();
        let environ = format!("/proc/{own}/environ");
        let outcome = setting
            .run(&[
                "read",
                "/etc/shadow",
                "/etc/hostname",
                "/etc/machine-id",
                &environ,
                "/proc/1/environ",
                secret.to_str().unwrap(),
            ])
            .await;
        for line in outcome.stdout.lines() {
            assert!(
                line.ends_with("NotFound") || line.ends_with("PermissionDenied"),
                "{} {line}",
                setting.name()
            );
        }
        assert_eq!(
            outcome.stdout.lines().count(),
            6,
            "{} {outcome:?}",
            setting.name()
        );
        // What nothing keeps from anybody but the sandbox: modes do not.
        let open = setting.folder.path().join("open");
        fs::write(&open, "for everybody").unwrap();
        fs::set_permissions(&open, PermissionsExt::from_mode(0o644)).unwrap();
        let files = settings_of_the_machine.iter().map(String::as_str);
        let args: Vec<&str> = ["read", open.to_str().unwrap()]
            .into_iter()
            .chain(files)
            .collect();
        let outcome = setting.run(&args).await;
        let refused = [": NotFound", ": PermissionDenied"];
        let is_read = |line: &&str| !refused.iter().any(|end| line.ends_with(end));
        let read: Vec<&str> = outcome.stdout.lines().filter(is_read).collect();
        assert_eq!(read, Vec::<&str>::new(), "{}", setting.name());
        assert_eq!(outcome.stdout.lines().count(), args.len() - 1);
        let outcome = setting.run(&["list", "/sys", "/run", "/boot"]).await;
        for line in outcome.stdout.lines() {
            assert!(
                line.ends_with("NotFound") || line.ends_with("PermissionDenied"),
                "{} {line}",
                setting.name()
            );
        }
    }
}

/// The files of a folder that everybody may read, save those that every program gets, or others of the same names.
fn readable_by_all(folder: &str) -> Vec<String> {
    const GIVEN: [&str; 6] = [
        "group",
        "hosts",
        "ld.so.cache",
        "ld.so.conf",
        "nsswitch.conf",
        "passwd",
    ];
    let is_open = |found: fs::Metadata| found.is_file() && found.permissions().mode() & 0o004 != 0;
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let open = entries.filter(|entry| entry.metadata().is_ok_and(is_open));
    let names = open.filter_map(|entry| entry.file_name().into_string().ok());
    let names = names.filter(|name| !GIVEN.contains(&name.as_str()));
    names.map(|name| format!("{folder}/{name}")).collect()
}

#[tokio::test]
async fn links_out_of_the_sandbox_lead_nowhere() {
    for setting in settings().await {
        let outcome = setting.run(&["link"]).await;
        assert_eq!(
            outcome.stdout.lines().count(),
            3,
            "{} {outcome:?}",
            setting.name()
        );
        assert!(
            !outcome.stdout.contains("bytes"),
            "{} {outcome:?}",
            setting.name()
        );
    }
}

#[tokio::test]
async fn what_is_readable_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(
        folder.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o777),
    )
    .unwrap();
    let file = folder.path().join("crate");
    fs::write(&file, "prebuilt").unwrap();
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
    for setting in settings().await {
        let before = fs::read(setting.hostile()).unwrap();
        let outcome = setting.run(&["own-binary"]).await;
        assert_eq!(
            outcome.stdout.matches("Err(").count(),
            3,
            "{} {outcome:?}",
            setting.name()
        );
        assert!(fs::read(setting.hostile()).unwrap() == before);
        for (program, expected) in [
            ("read", ": 8 bytes\n"),
            ("write", ""),
            ("inodes", ": 0 files\n"),
        ] {
            let work = setting.work_folder();
            let path = if program == "inodes" {
                folder.path()
            } else {
                &file
            };
            let job = setting.job(work.path(), &[program, path.to_str().unwrap()]);
            let outcome = setting
                .run_job(Job {
                    ordered: true,
                    readable: vec![folder.path().into()],
                    ..job
                })
                .await;
            assert!(
                outcome.stdout.ends_with(expected),
                "{} {outcome:?}",
                setting.name()
            );
            assert!(
                !outcome.stdout.contains("opened"),
                "{} {outcome:?}",
                setting.name()
            );
        }
    }
}

#[tokio::test]
async fn a_program_in_its_work_folder_is_not_writable_either() {
    for setting in tier_a().await {
        let work = setting.work_folder();
        let program = work.path().join("program");
        fs::copy(setting.hostile(), &program).unwrap();
        let job = Job {
            ordered: true,
            program: program.clone(),
            ..setting.job(work.path(), &["own-binary"])
        };
        let outcome = setting.run_job(job).await;
        assert_eq!(
            outcome.stdout.matches("Err(").count(),
            3,
            "{} {outcome:?}",
            setting.name()
        );
        assert!(fs::read(&program).unwrap() == fs::read(setting.hostile()).unwrap());
    }
}
