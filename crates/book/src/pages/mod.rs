//! A page's text: its directives are found, and each is replaced by the HTML of its element.
//!
//! ```text
//! expand           a page: text stays, each directive becomes HTML; what is wrong is noted with page and line
//! ├── directives   `{{#listing …}}` and its kin, read from the text; those in code fences (fences) are text
//! ├── page         the page while it is expanded: its numbers, and what it has shown
//! ├── appendix     the lists of the appendix, made before any page
//! ├── beside       what lies beside a page: its quiz, its pictures, the lists of the appendix
//! ├── pair         two programs side by side
//! ├── captions     what each listing is called where it stands
//! ├── predict      what the reader says before an output is seen
//! └── unused       what was written and is on no page (used)
//! ```

pub(crate) mod appendix;
mod beside;
pub(crate) mod captions;
pub(crate) mod directives;
pub(crate) mod expand;
pub(crate) mod fences;
pub(crate) mod page;
mod pair;
pub(crate) mod predict;
mod unused;
pub(crate) mod used;
