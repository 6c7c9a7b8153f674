//! A picture: an SVG beside the page, put into it, so that the theme's colours reach it.

use crate::html;

/// Puts a picture on one line; an error is what is wrong with it and the remedy.
pub(crate) fn html(svg: &str, prefix: &str) -> Result<String, (String, String)> {
    let svg = without(
        &without(&without(svg, "<?", "?>"), "<!--", "-->"),
        "<!",
        ">",
    );
    let svg = svg.trim();
    let (root, _) = svg.split_once('>').unwrap_or((svg, ""));
    if !root.starts_with("<svg") {
        return Err(wrong(
            "it is not an SVG picture",
            "begin the file with `<svg`",
        ));
    }
    if !root.contains(r#"role="img""#) {
        return Err(wrong(
            "the `<svg>` is not told to be an image",
            r#"write `<svg role="img" …>`"#,
        ));
    }
    for element in ["title", "desc"] {
        let text = svg
            .split_once(&format!("<{element}"))
            .and_then(|(_, rest)| rest.split_once('>'));
        let text = text.and_then(|(_, rest)| rest.split_once(&format!("</{element}>")));
        if text.is_none_or(|(text, _)| text.trim().is_empty()) {
            let what = format!("the picture has no `<{element}>`");
            return Err(wrong(
                &what,
                "tell in `<title>` and `<desc>` what the picture shows, for who cannot see it",
            ));
        }
    }
    let svg = with_own_ids(svg, prefix);
    Ok(format!(
        r#"<figure class="picture">{}</figure>"#,
        html::one_line(&svg)
    ))
}

fn wrong(what: &str, remedy: &str) -> (String, String) {
    (what.to_owned(), remedy.to_owned())
}

/// The text without what stands between two marks, marks included.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Ids are the page's, not the picture's: each gets the picture's prefix, and so does what refers to it.
fn with_own_ids(svg: &str, prefix: &str) -> String {
    let parts: Vec<&str> = svg.split(" id=\"").collect();
    let ids: Vec<&str> = parts
        .iter()
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect();
    let mut svg = parts.join(&format!(" id=\"{prefix}-"));
    for id in ids {
        svg = svg.replace(&format!("url(#{id})"), &format!("url(#{prefix}-{id})"));
        svg = svg.replace(
            &format!("href=\"#{id}\""),
            &format!("href=\"#{prefix}-{id}\""),
        );
    }
    for attribute in ["aria-labelledby", "aria-describedby"] {
        let open = format!("{attribute}=\"");
        let Some((before, after)) = svg.split_once(&open) else {
            continue;
        };
        let Some((names, after)) = after.split_once('"') else {
            continue;
        };
        let names: Vec<String> = names
            .split_whitespace()
            .map(|id| format!("{prefix}-{id}"))
            .collect();
        svg = format!("{before}{open}{}\"{after}", names.join(" "));
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: &str = "<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n<svg role=\"img\" aria-labelledby=\"t d\" viewBox=\"0 0 9 9\">\n\
        <title id=\"t\">Lanes</title>\n\n<desc id=\"d\">Two lanes.</desc><path id=\"p\" fill=\"url(#g)\"/><use href=\"#p\"/><linearGradient id=\"g\"/></svg>\n";

    #[test]
    fn a_picture_becomes_one_line_with_ids_of_its_own() {
        let html = html(PICTURE, "a").unwrap();
        let expected = "<figure class=\"picture\"><svg role=\"img\" aria-labelledby=\"a-t a-d\" viewBox=\"0 0 9 9\"> \
            <title id=\"a-t\">Lanes</title> <desc id=\"a-d\">Two lanes.</desc><path id=\"a-p\" fill=\"url(#a-g)\"/>\
            <use href=\"#a-p\"/><linearGradient id=\"a-g\"/></svg></figure>";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_picture_without_words_is_refused() {
        let refused = |svg: &str| html(svg, "a").unwrap_err().0;
        assert!(refused("hello").contains("not an SVG"));
        assert!(refused("<svg><title>a</title></svg>").contains("image"));
        assert!(refused("<svg role=\"img\"><title>a</title></svg>").contains("`<desc>`"));
        assert!(
            refused("<svg role=\"img\"><title> </title><desc>b</desc></svg>").contains("`<title>`")
        );
    }
}
