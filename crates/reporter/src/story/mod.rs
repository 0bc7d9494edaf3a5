//! Stories: what a run tells of a child or a practitioner, in plain words. Events go in, words come
//! out; wrapping is for a terminal.

mod child;
mod practitioner;
mod words;

use serde::Serialize;

pub use child::{DaysByPlace, child, days_by_place};
pub use practitioner::{holder, practitioner};
pub use words::way;

/// A story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Story {
    /// Whose it is.
    pub title: String,
    /// One for each episode of need, or for a time in post.
    pub chapters: Vec<Chapter>,
}

/// An episode of need, or a time in post.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chapter {
    /// What is to be known beforehand.
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

impl Story {
    /// The story for a terminal of `width` columns.
    pub fn text(&self, width: usize) -> String {
        let wrapped = |text: &str, first: &str, rest: &str| {
            let options =
                textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
            textwrap::fill(text, options) + "\n"
        };
        let mut text = wrapped(&self.title, "", "  ");
        for chapter in &self.chapters {
            for about in &chapter.about {
                text += &wrapped(about, "  ", "  ");
            }
            text.push('\n');
            for Line { date, words } in &chapter.lines {
                text += &wrapped(words, &format!("  {date}  "), &" ".repeat(14));
            }
            text.push('\n');
            for closing in &chapter.closing {
                text += &wrapped(closing, "  ", "  ");
            }
        }
        text
    }
}
