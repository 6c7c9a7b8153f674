//! A part of a file, as players of sound and films ask for it.

use axum::http::HeaderMap;
use axum::http::header::{IF_RANGE, RANGE};

/// What is asked for of a file of this length and this tag; `Err` if it has no such part. Several parts at once, which no
/// player wants, are answered with the whole.
pub(crate) fn wanted(
    headers: &HeaderMap,
    tag: &str,
    length: usize,
) -> Result<Option<std::ops::Range<usize>>, ()> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(IF_RANGE).is_some_and(|known| known != tag) {
        return Ok(None);
    }
    let range = text(RANGE).and_then(|range| range.strip_prefix("bytes="));
    let Some((from, to)) = range.and_then(|range| range.split_once('-')) else {
        return Ok(None);
    };
    let number = |text: &str| text.trim().parse::<usize>();
    let (start, end) = match (from.trim(), to.trim()) {
        ("", last) => match number(last) {
            Ok(last) => (length.saturating_sub(last), length),
            Err(_) => return Ok(None),
        },
        (from, to) => match (number(from), number(to)) {
            (Ok(from), Ok(to)) => (from, to.saturating_add(1).min(length)),
            (Ok(from), Err(_)) if to.is_empty() => (from, length),
            _ => return Ok(None),
        },
    };
    if start < end && end <= length {
        Ok(Some(start..end))
    } else {
        Err(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn ask(range: &'static str) -> Result<Option<std::ops::Range<usize>>, ()> {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, HeaderValue::from_static(range));
        wanted(&headers, "\"tag\"", 10)
    }

    #[test]
    fn parts_are_understood_and_others_are_the_whole_or_refused() {
        assert_eq!(ask("bytes=2-4"), Ok(Some(2..5)));
        assert_eq!(ask("bytes=2-"), Ok(Some(2..10)));
        assert_eq!(ask("bytes=-3"), Ok(Some(7..10)));
        assert_eq!(ask("bytes=0-999"), Ok(Some(0..10)));
        assert_eq!(ask("bytes=10-"), Err(()));
        assert_eq!(ask("bytes=5-2"), Err(()));
        for whole in ["bytes=0-1,3-4", "lines=1-2", "bytes=a-b", "bytes="] {
            assert_eq!(ask(whole), Ok(None), "{whole}");
        }
    }

    #[test]
    fn a_part_of_an_older_file_is_not_given() {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, HeaderValue::from_static("bytes=2-4"));
        headers.insert(IF_RANGE, HeaderValue::from_static("\"old\""));
        assert_eq!(wanted(&headers, "\"tag\"", 10), Ok(None));
    }
}
