//! What every program may read: the system's programs and libraries, and a few settings.

use super::privileges::Identity;

/// Programs, libraries, the C compiler that links. No home, no settings, no data of services.
pub(super) const PATHS: [&str; 18] = [
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/sbin",
    "/usr/bin",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/libexec",
    "/usr/local/bin",
    "/usr/local/lib",
    "/usr/local/lib64",
    "/nix/store",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
];

/// Files of `/etc` that say as little about the machine as possible.
pub(super) fn settings(identity: Identity) -> [(&'static str, String); 4] {
    let Identity { uid, gid, .. } = identity;
    [
        ("hosts", "127.0.0.1 localhost\n::1 localhost\n".into()),
        (
            "nsswitch.conf",
            "passwd: files\ngroup: files\nhosts: files\n".into(),
        ),
        (
            "passwd",
            format!("reader:x:{uid}:{gid}:reader:/tmp:/bin/sh\n"),
        ),
        ("group", format!("reader:x:{gid}:\n")),
    ]
}
