//! What is wrong with a page or a file, told so that its author can repair it.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is wrong: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the book's root.
    pub file: PathBuf,
    /// The line in it, counted from 1, if one line is to blame.
    pub line: Option<usize>,
    /// What is wrong, in one sentence without the final stop.
    pub what: String,
    /// What to do about it, in one sentence without the final stop.
    pub remedy: String,
    /// Whether another problem may be its cause: then it is told after all that are not so.
    pub may_follow: bool,
}

/// What is wrong and the remedy, found by whoever does not know the page and the line: these are added by its caller.
pub(crate) type Fault = (String, String);

impl Problem {
    /// A problem with a whole file.
    pub fn new(file: &Path, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        let (what, remedy) = (what.into(), remedy.into());
        Problem {
            file: file.to_owned(),
            line: None,
            what,
            remedy,
            may_follow: false,
        }
    }

    /// The same problem, which is gone perhaps when another is mended.
    pub fn that_may_follow(mut self) -> Problem {
        self.may_follow = true;
        self
    }

    /// The same problem, pinned to a line.
    pub fn at(mut self, line: usize) -> Problem {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display().to_string().replace('\\', "/");
        match self.line {
            Some(line) => write!(f, "{file}:{line}: ")?,
            None => write!(f, "{file}: ")?,
        }
        write!(f, "{}\n  remedy: {}", self.what, self.remedy)
    }
}

/// Everything that is wrong with the book: causes before what may follow from them, then by file and line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Keeps the value, or notes the problem and goes on.
    pub fn note<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.push(problem)).ok()
    }

    /// Nothing is wrong, or this is the error.
    pub fn into_result(mut self) -> Result<(), Problems> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0
            .sort_by(|a, b| (a.may_follow, &a.file, a.line).cmp(&(b.may_follow, &b.file, b.line)));
        self.0.dedup();
        Err(self)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The names nearest to a mistyped one, as the end of a sentence: "`a`, `b` and `c`".
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_file_line_and_remedy() {
        let problem = Problem::new(Path::new("src/a.md"), "it is torn", "mend it").at(7);
        assert_eq!(
            problem.to_string(),
            "src/a.md:7: it is torn\n  remedy: mend it"
        );
    }

    #[test]
    fn problems_come_in_the_order_of_files_and_lines_once_each() {
        let at = |file: &str, line| Problem::new(Path::new(file), "w", "r").at(line);
        let problems = Problems(vec![at("b", 1), at("a", 9), at("a", 2), at("a", 9)]);
        let sorted = problems.into_result().unwrap_err().0;
        assert_eq!(sorted, [at("a", 2), at("a", 9), at("b", 1)]);
    }

    #[test]
    fn what_may_follow_comes_last() {
        let at = |file: &str| Problem::new(Path::new(file), "w", "r");
        let problems = Problems(vec![at("a").that_may_follow(), at("b")]);
        let sorted = problems.into_result().unwrap_err().0;
        assert_eq!(sorted, [at("b"), at("a").that_may_follow()]);
    }

    #[test]
    fn names_read_as_a_list() {
        assert_eq!(names(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(names([]), "nothing");
    }
}
