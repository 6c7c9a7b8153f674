//! What a reader asks to have compiled.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An edition of the language.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub enum Edition {
    /// 2015, what an empty edition means to the Rust Playground.
    #[serde(rename = "2015")]
    E2015,
    /// 2018.
    #[serde(rename = "2018")]
    E2018,
    /// 2021.
    #[serde(rename = "2021")]
    E2021,
    /// 2024, the edition of the book.
    #[default]
    #[serde(rename = "2024")]
    E2024,
}

impl Edition {
    /// The year, as rustc wants it.
    pub fn year(self) -> &'static str {
        match self {
            Edition::E2015 => "2015",
            Edition::E2018 => "2018",
            Edition::E2021 => "2021",
            Edition::E2024 => "2024",
        }
    }
}

impl FromStr for Edition {
    type Err = String;

    fn from_str(year: &str) -> Result<Self, Self::Err> {
        match year {
            "2015" => Ok(Edition::E2015),
            "2018" => Ok(Edition::E2018),
            "2021" => Ok(Edition::E2021),
            "2024" => Ok(Edition::E2024),
            other => Err(format!(
                "there is no edition \"{other}\": the editions are 2015, 2018, 2021 and 2024"
            )),
        }
    }
}

/// With or without optimisations.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Quick to compile, checks overflow.
    #[default]
    Debug,
    /// Optimised.
    Release,
}

/// A program as it was asked for.
#[derive(Clone, Debug)]
pub struct Source {
    /// The text of `main.rs`.
    pub code: String,
    /// Its edition.
    pub edition: Edition,
    /// Its build.
    pub mode: Mode,
    /// Whether its `#[test]` functions are wanted instead of its main.
    pub tests: bool,
    /// Whether a panic shows the way to it, line by line.
    pub backtrace: bool,
}
