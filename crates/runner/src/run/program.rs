//! What is to be run.

use crate::compile::Source;

/// A program as it was asked for.
#[derive(Clone, Debug)]
pub enum Program {
    /// To be compiled.
    Rust(Source),
    /// The text of a Python program.
    Python(String),
}

impl Program {
    /// Its text.
    pub fn code(&self) -> &str {
        match self {
            Program::Rust(source) => &source.code,
            Program::Python(code) => code,
        }
    }

    /// Whether its tests are wanted.
    pub fn has_tests(&self) -> bool {
        matches!(self, Program::Rust(source) if source.tests)
    }
}
