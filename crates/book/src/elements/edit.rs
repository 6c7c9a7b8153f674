//! An edit that the page suggests: what to change, and what then happens.

use serde::Serialize;

use crate::edition::Edition;
use crate::elements::diff::diff;
use crate::elements::output::Output;
use crate::html;
use crate::markdown;
use catalogue::{Edit, Listing};

#[derive(Serialize)]
struct Data<'a> {
    find: &'a str,
    replace: &'a str,
    stdout: &'a str,
    stderr: &'a str,
    exit: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// The edit as one line of HTML.
pub(crate) fn html(edit: &Edit, listing: &Listing, edition: &Edition) -> String {
    let output = Output::new(edit.stdout.as_ref(), edit.stderr.as_ref());
    let change = &edit.change;
    let data = Data {
        find: &change.find,
        replace: &change.replace,
        stdout: output.stdout(),
        stderr: output.stderr(),
        exit: output.exit().filter(|_| change.compile_error.is_none()),
        signal: output.signal(),
        error: change.compile_error.as_deref(),
    };
    let (name, say) = (&edit.name, markdown::inline(&change.say));
    let (caption, heard) = match change.compile_error {
        Some(_) => (
            "Recorded compiler error",
            "Recorded compiler error after the edit {1}",
        ),
        None => ("Recorded output", "Recorded output after the edit {1}"),
    };
    let block = output.block(caption, &edition.say_of(heard, name), edition);
    format!(
        r#"<div class="edit" id="edit-{id}" data-edit="{name}" data-listing="{listing}"><p class="say">{say}</p><pre class="diff" tabindex="0" role="group" aria-label="{label}"><code class="rs nohighlight">{diff}</code></pre><div class="edit-controls"></div><details class="outcome"><summary>{happens}</summary>{timeline}{block}</details>{data}</div>"#,
        id = html::id(name),
        label = edition.say_of("The edit {1}", name),
        happens = edition.say("What happens"),
        listing = change.listing,
        diff = diff(listing.source.text(), &change.find, &change.replace),
        timeline = output.timeline(),
        data = html::json_script("edit-data", &data),
    )
}
