//! Numbers of bytes as people say them.

/// A number of bytes, in the largest unit of which it has one.
pub fn bytes(count: u64) -> String {
    const KIB: u64 = 1024;
    const MIB: u64 = 1024 * KIB;
    const GIB: u64 = 1024 * MIB;
    let tenths = |unit: u64| {
        let (whole, tenth) = (count / unit, count % unit * 10 / unit);
        if tenth == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{tenth}")
        }
    };
    match count {
        GIB.. => format!("{} GiB", tenths(GIB)),
        MIB.. => format!("{} MiB", tenths(MIB)),
        KIB.. => format!("{} KiB", tenths(KIB)),
        1 => "1 byte".to_owned(),
        _ => format!("{count} bytes"),
    }
}
