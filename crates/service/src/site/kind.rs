//! What kind of file it is.

use std::path::Path;

/// What a browser is told of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// The media type.
    pub name: &'static str,
    /// Whether it is text, which is worth compressing.
    pub is_text: bool,
}

/// By the name, whatever its case; a file of no known kind is text if it can be read as that.
pub(super) fn kind(path: &Path, bytes: &[u8]) -> Kind {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    if let Some(kind) = known(&extension) {
        return kind;
    }
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    match is_text {
        true => text("text/plain; charset=utf-8"),
        false => other("application/octet-stream"),
    }
}

fn known(extension: &str) -> Option<Kind> {
    Some(match extension {
        "html" | "htm" => text("text/html; charset=utf-8"),
        "css" => text("text/css; charset=utf-8"),
        "js" | "mjs" => text("text/javascript; charset=utf-8"),
        "json" | "map" => text("application/json"),
        "webmanifest" => text("application/manifest+json"),
        "svg" => text("image/svg+xml"),
        "xml" => text("application/xml"),
        "wasm" => text("application/wasm"),
        "png" => other("image/png"),
        "apng" => other("image/apng"),
        "jpg" | "jpeg" => other("image/jpeg"),
        "gif" => other("image/gif"),
        "webp" => other("image/webp"),
        "avif" => other("image/avif"),
        "bmp" => other("image/bmp"),
        "ico" => other("image/x-icon"),
        "woff2" => other("font/woff2"),
        "woff" => other("font/woff"),
        "ttf" => other("font/ttf"),
        "otf" => other("font/otf"),
        "mp3" => other("audio/mpeg"),
        "wav" => other("audio/wav"),
        "ogg" | "oga" => other("audio/ogg"),
        "flac" => other("audio/flac"),
        "m4a" => other("audio/mp4"),
        "mp4" | "m4v" => other("video/mp4"),
        "webm" => other("video/webm"),
        "ogv" => other("video/ogg"),
        "mov" => other("video/quicktime"),
        "pdf" => other("application/pdf"),
        "zip" => other("application/zip"),
        "gz" => other("application/gzip"),
        _ => return None,
    })
}

fn text(name: &'static str) -> Kind {
    Kind {
        name,
        is_text: true,
    }
}

fn other(name: &'static str) -> Kind {
    Kind {
        name,
        is_text: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_a_name_says_nothing_and_what_can_be_read_is_text() {
        let name = |path: &str, bytes: &[u8]| kind(Path::new(path), bytes).name;
        assert_eq!(name("DRAWING.SVG", b""), "image/svg+xml");
        assert_eq!(name("a/clip.webm", b"\0"), "video/webm");
        for path in ["Makefile", "data.csv", "main.rs", ".cargo/config.toml"] {
            assert_eq!(name(path, "чай".as_bytes()), "text/plain; charset=utf-8");
        }
        assert_eq!(name("program", b"\x7fELF\0"), "application/octet-stream");
    }
}
