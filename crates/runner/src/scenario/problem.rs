//! What is wrong with a scenario, where, and what to do about it.

use std::fmt;
use std::rc::Rc;

/// A place in a file that a user wrote, or an option of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file as the user would name it, or the option.
    pub file: Rc<str>,
    /// Line and column, from 1, where the column of a table is the number of its cell; `None` for
    /// an option and for a file that cannot be read.
    pub position: Option<(usize, usize)>,
}

impl Location {
    /// All of a file.
    pub fn whole(file: &Rc<str>) -> Self {
        Self { file: Rc::clone(file), position: None }
    }

    /// The beginning of a file, for what should be in it and is not.
    pub fn start(file: &Rc<str>) -> Self {
        Self { file: Rc::clone(file), position: Some((1, 1)) }
    }

    /// The byte at `offset` of the text of a file.
    pub fn at_offset(file: &Rc<str>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Self { file: Rc::clone(file), position: Some((line, column)) }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong, or that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub at: Location,
    /// What was found, and what is allowed.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)?;
        if !self.remedy.is_empty() {
            write!(f, "\n    {}", self.remedy)?;
        }
        Ok(())
    }
}

/// All that is wrong with a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    pub(super) fn add(
        &mut self,
        at: &Location,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.0.push(Problem { at: at.clone(), what: what.into(), remedy: remedy.into() });
    }

    /// `value`, unless something is wrong.
    pub(super) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
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

/// Puts what is wrong in the order of the files in which it was found, and of their lines.
pub(super) fn in_order_of_lines(problems: &mut [Problem]) {
    let mut files: Vec<Rc<str>> = Vec::new();
    for problem in problems.iter() {
        if !files.contains(&problem.at.file) {
            files.push(Rc::clone(&problem.at.file));
        }
    }
    problems.sort_by_key(|problem| {
        let file = files.iter().position(|file| *file == problem.at.file);
        (file, problem.at.position.map(|(line, _)| line))
    });
}
