//! A pair: a Python program and a Rust one that print the same lines, side by side.

use crate::pages::expand::Expander;
use crate::pages::page::Page;
use crate::problem::Fault;
use catalogue::PAIRED;

impl Expander<'_> {
    /// The two figures in one block; the page's stylesheet makes columns of them where there is room.
    pub(crate) fn pair(
        &mut self,
        name: &str,
        caption: &str,
        page: &mut Page,
    ) -> Result<String, Fault> {
        let caption = match caption {
            "" => format!("`{name}`"),
            caption => caption.to_owned(),
        };
        let python = self.python(
            &format!("{name}{PAIRED}"),
            &self.edition.say_of("{1}, in Python", &caption),
            page,
        )?;
        let caption = self.edition.say_of("{1}, in Rust", &caption);
        let rust = self.listing(None, name, &[], &caption, page)?;
        Ok(format!(
            r#"<div class="pair" data-pair="{name}">{python}{rust}</div>"#
        ))
    }
}
