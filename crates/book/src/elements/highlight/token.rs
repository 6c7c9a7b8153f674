//! A coloured piece.

/// A piece of code and the class that colours it, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'code> {
    /// A highlight.js class without the `hljs-`.
    pub class: Option<&'static str>,
    /// The text, byte for byte.
    pub text: &'code str,
}
