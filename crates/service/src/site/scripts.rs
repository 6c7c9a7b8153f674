//! What a page is given while it is served here.

/// Reloads it when the book was built anew; the last thing of a page.
const LIVE: &[u8] = b"<script src=\"/book/live.js\" defer></script>\n";
/// For a page that asks the Rust Playground; before every script of its own.
const PLAYGROUND: &[u8] = b"<script src=\"/book/playground.js\"></script>\n";
/// Draws what its programs log.
const TIMELINES: &[u8] = b"<script src=\"/book/timelines.js\" defer></script>\n";

pub(super) fn with_live_script(mut page: Vec<u8>) -> Vec<u8> {
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|window| window == end);
    if let Some(place) = place {
        page.splice(place..place, LIVE.iter().copied());
    }
    page
}

/// A page without a script asks nobody, and is left as it is.
pub(super) fn with_playground_script(mut page: Vec<u8>, timelines: bool) -> Vec<u8> {
    let place = after_head(&page).or_else(|| find(&page, b"<script"));
    if let Some(place) = place {
        let timelines = if timelines { TIMELINES } else { b"" };
        page.splice(place..place, [PLAYGROUND, timelines].concat());
    }
    page
}

/// Where the tag `<head>` ends, whatever its case and its attributes.
fn after_head(page: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let behind = from + find(&page[from..], b"<head")? + b"<head".len();
        let next = *page.get(behind)?;
        // `<header>` begins the same.
        if next == b'>' || next.is_ascii_whitespace() {
            let end = page[behind..].iter().position(|byte| *byte == b'>')?;
            return Some(behind + end + 1);
        }
        from = behind;
    }
}

fn find(page: &[u8], start: &[u8]) -> Option<usize> {
    let mut windows = page.windows(start.len());
    windows.position(|window| window.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: Vec<u8>) -> String {
        String::from_utf8(page).unwrap()
    }

    #[test]
    fn the_live_script_is_the_last_thing_of_a_page() {
        let page = text(with_live_script(b"<body>a</body></html>".to_vec()));
        assert!(page.starts_with("<body>a<script src=\"/book/live.js\""));
        assert!(page.ends_with("</script>\n</body></html>"));
    }

    #[test]
    fn the_playgrounds_script_is_the_first_of_a_page() {
        for before in [
            "<html><head>",
            "<html><HEAD>",
            "<html><head prefix=\"og: https://ogp.me/ns#\">",
            "<html><head\n  lang=\"en\"\n>",
            "<header></header>",
        ] {
            let page = format!("{before}<script src=\"a.js\">");
            let page = text(with_playground_script(page.into_bytes(), false));
            let expected = format!("{before}<script src=\"/book/playground.js\">");
            assert!(page.starts_with(&expected), "{page}");
            assert!(page.ends_with("<script src=\"a.js\">"), "{page}");
        }
        assert_eq!(
            text(with_playground_script(b"a page".to_vec(), true)),
            "a page"
        );
        let page = text(with_playground_script(b"<head><title>".to_vec(), true));
        assert!(
            page.contains("playground.js\"></script>\n<script src=\"/book/timelines.js\""),
            "{page}"
        );
    }
}
