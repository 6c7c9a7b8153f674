//! One file of the site, ready to be sent.

use std::io::Write;
use std::path::Path;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What a page is given while it is served here.
const LIVE: &[u8] = b"<script src=\"/book/live.js\" defer></script>\n";
/// What a page that asks the Rust Playground is given beside, before every script of its own.
const PLAYGROUND: &[u8] = b"<script src=\"/book/playground.js\"></script>\n";

/// Whose pages are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// This book's, whose own script asks this server.
    Own,
    /// Another mdBook's, whose stock script asks the Rust Playground.
    Stock,
}

/// A file's bytes, as they are and compressed, with what is said about them.
#[derive(Debug)]
pub(crate) struct Asset {
    /// The bytes.
    pub bytes: Bytes,
    /// The bytes in gzip, where that is shorter.
    pub compressed: Option<Bytes>,
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
        let (kind, is_text) = kind(path);
        if kind.starts_with("text/html") {
            bytes = with_live_script(bytes);
            if pages == Pages::Stock {
                bytes = with_playground_script(bytes);
            }
        }
        let mut tag = runner::hex_digest(&[&bytes]);
        tag.truncate(16);
        Some(Asset {
            compressed: is_text.then(|| compress(&bytes)).flatten(),
            bytes: bytes.into(),
            kind,
            tag: format!("\"{tag}\""),
            keep: if has_hash(path) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            },
        })
    }
}

fn with_live_script(mut page: Vec<u8>) -> Vec<u8> {
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|window| window == end);
    if let Some(place) = place {
        page.splice(place..place, LIVE.iter().copied());
    }
    page
}

fn with_playground_script(mut page: Vec<u8>) -> Vec<u8> {
    let start = b"<head>";
    let place = page.windows(start.len()).position(|window| window == start);
    if let Some(place) = place.map(|place| place + start.len()) {
        page.splice(place..place, PLAYGROUND.iter().copied());
    }
    page
}

fn compress(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).ok()?;
    let compressed = encoder.finish().ok()?;
    (compressed.len() < bytes.len()).then(|| compressed.into())
}

/// mdBook puts eight or more digits of a file's hash into its name: such a file never changes.
fn has_hash(path: &Path) -> bool {
    let stem = path.file_name().and_then(|name| name.to_str());
    let stem = stem.unwrap_or_default().split('.').next();
    let hash = stem.and_then(|stem| stem.rsplit_once('-'));
    hash.is_some_and(|(_, hash)| {
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The media type, and whether it is text, which is worth compressing.
fn kind(path: &Path) -> (&'static str, bool) {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension.unwrap_or_default() {
        "html" => ("text/html; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "json" | "map" => ("application/json", true),
        "svg" => ("image/svg+xml", true),
        "txt" | "md" | "toml" | "rs" | "py" => ("text/plain; charset=utf-8", true),
        "xml" => ("application/xml", true),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "gif" => ("image/gif", false),
        "webp" => ("image/webp", false),
        "ico" => ("image/x-icon", false),
        "woff2" => ("font/woff2", false),
        "woff" => ("font/woff", false),
        "ttf" => ("font/ttf", false),
        "wasm" => ("application/wasm", true),
        "pdf" => ("application/pdf", false),
        _ => ("application/octet-stream", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(has_hash(Path::new("css/general-2459343d.css")));
        assert!(has_hash(Path::new("book-a0b12cfe.js")));
        assert!(!has_hash(Path::new("js/run-timeline.js")));
        assert!(!has_hash(Path::new("async/tasks.html")));
    }

    #[test]
    fn the_live_script_is_the_last_thing_of_a_page() {
        let page = with_live_script(b"<body>a</body></html>".to_vec());
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with("<body>a<script src=\"/book/live.js\""));
        assert!(page.ends_with("</script>\n</body></html>"));
    }

    #[test]
    fn the_playgrounds_script_is_the_first_of_a_page() {
        let page = with_playground_script(b"<html><head><script src=\"a.js\">".to_vec());
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with("<html><head><script src=\"/book/playground.js\">"));
        assert!(page.ends_with("<script src=\"a.js\">"));
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
