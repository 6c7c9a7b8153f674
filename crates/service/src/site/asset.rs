//! One file of the site, ready to be sent.

use std::io::Write;
use std::path::Path;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::kind::kind;
use super::scripts::{with_live_script, with_playground_script};

/// Whose pages are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// This book's, whose own script asks this server.
    Own,
    /// Another mdBook's, whose stock script asks the Rust Playground.
    Stock {
        /// Whether log lines that its programs print are drawn.
        timelines: bool,
    },
}

/// A file's bytes, as they are and compressed, with what is said about them.
#[derive(Debug)]
pub(crate) struct Asset {
    /// The bytes.
    pub bytes: Bytes,
    /// The bytes in gzip, where that is shorter.
    pub gzip: Option<Bytes>,
    /// The bytes of a script in Brotli, where that is shorter: a page waits for its scripts.
    pub brotli: Option<Bytes>,
    /// Its media type.
    pub kind: &'static str,
    /// Changes whenever the bytes change.
    pub tag: String,
    /// How long a browser may keep it.
    pub keep: &'static str,
}

impl Asset {
    /// Reads a file; none if it is not a file, or is outside of the folder (through a symbolic link).
    pub(crate) fn read(folder: &Path, path: &Path, pages: Pages) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let file = folder.join(path).canonicalize().ok()?;
        if !file.starts_with(&folder) || !file.is_file() {
            return None;
        }
        let mut bytes = std::fs::read(&file).ok()?;
        let kind = kind(path, &bytes);
        let keep = if has_hash(path, &bytes) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        if kind.name.starts_with("text/html") {
            bytes = with_live_script(bytes);
            if let Pages::Stock { timelines } = pages {
                bytes = with_playground_script(bytes, timelines);
            }
        }
        let mut tag = runner::hex_digest(&[&bytes]);
        tag.truncate(16);
        Some(Asset {
            gzip: kind.is_text.then(|| gzip(&bytes)).flatten(),
            brotli: kind
                .name
                .contains("javascript")
                .then(|| brotli(&bytes))
                .flatten(),
            bytes: bytes.into(),
            kind: kind.name,
            tag: format!("\"{tag}\""),
            keep,
        })
    }
}

/// From this size on, the best that Brotli can do takes longer than the shorter way is worth.
const LARGE: usize = 100_000;

fn brotli(bytes: &[u8]) -> Option<Bytes> {
    let quality = if bytes.len() < LARGE { 11 } else { 9 };
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).ok()?;
    (compressed.len() < bytes.len()).then(|| compressed.into())
}

fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).ok()?;
    let compressed = encoder.finish().ok()?;
    (compressed.len() < bytes.len()).then(|| compressed.into())
}

/// mdBook puts eight digits of a file's hash into its name: such a file never changes. A date looks the same; the hash of a
/// file that names others is of what it was before their names were put in, and it is not kept either.
fn has_hash(path: &Path, bytes: &[u8]) -> bool {
    let stem = path.file_name().and_then(|name| name.to_str());
    let stem = stem.unwrap_or_default().split('.').next();
    let Some((_, digits)) = stem.and_then(|stem| stem.rsplit_once('-')) else {
        return false;
    };
    let digest = Sha256::digest(bytes);
    let hash: String = digest[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits == hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_the_hash_of_the_file_are_kept_for_ever() {
        // The SHA-256 of nothing begins so.
        assert!(has_hash(Path::new("css/general-e3b0c442.css"), b""));
        assert!(!has_hash(Path::new("css/general-e3b0c442.css"), b"a"));
        assert!(!has_hash(Path::new("notes-20260131.html"), b""));
        assert!(!has_hash(Path::new("js/run-timeline.js"), b""));
        assert!(!has_hash(Path::new("async/tasks.html"), b""));
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_does_not_lead_out_of_the_folder() {
        let (site, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(site.path().join("page.txt"), "page").unwrap();
        let link = site.path().join("link");
        std::os::unix::fs::symlink(outside.path(), &link).unwrap();
        let read = |path| Asset::read(site.path(), Path::new(path), Pages::Own);
        assert!(read("page.txt").is_some());
        assert!(read("link/secret.txt").is_none());
    }
}
