//! Case histories: what happened to a child or a practitioner in a run, in plain words. Events go in,
//! words come out; wrapping is for a terminal.

mod child;
mod days;
mod practitioner;
mod words;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use child::child;
pub use days::{DaysByPlace, days_by_place};
pub use practitioner::practitioner;
pub use words::{last_day, way};

/// A case history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseHistory {
    /// Whose it is.
    pub title: String,
    /// How it was chosen, if it was drawn at random.
    pub note: Option<String>,
    /// One for each episode of need, or for a time in post.
    pub chapters: Vec<Chapter>,
}

/// An episode of need, or a time in post.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chapter {
    /// What to know beforehand.
    pub about: Vec<String>,
    /// What happened.
    pub lines: Vec<Line>,
    /// What it came to.
    pub closing: Vec<String>,
}

/// What happened on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The day, as in `2020-02-11`.
    pub date: String,
    /// What happened.
    pub words: String,
}

impl CaseHistory {
    /// The case history for a terminal of `width` columns.
    pub fn text(&self, width: usize) -> String {
        let mut text = wrapped(&self.title, width, "", "  ");
        if let Some(note) = &self.note {
            text += &wrapped(note, width, "  ", "  ");
        }
        for chapter in &self.chapters {
            for about in &chapter.about {
                text += &wrapped(about, width, "  ", "  ");
            }
            text.push('\n');
            for Line { date, words } in &chapter.lines {
                text += &wrapped(words, width, &format!("  {date}  "), &" ".repeat(14));
            }
            if !chapter.closing.is_empty() {
                text.push('\n');
            }
            for closing in &chapter.closing {
                text += &wrapped(closing, width, "  ", "  ");
            }
        }
        text
    }
}

/// A paragraph in lines of at most `width` columns that begin as given. Dates are not broken.
pub fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    textwrap::fill(text, options) + "\n"
}
