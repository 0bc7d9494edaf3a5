//! Reports: a page that can be forwarded, from results and what is known about them. Pure: data go
//! in, a text comes out.

mod about;
mod collect;
mod compare;
mod document;
mod dots;
mod facts;
mod few;
mod glossary;
mod headline;
mod html;
mod markdown;
mod run;
mod sweep;
mod time;
mod words;

pub use collect::{Collected, Collector, Window};
use document::Document;

pub use facts::{
    Calibration, Caution, Dated, Dates, Difference, Facts, Initial, Missing, Settings,
};

#[cfg(test)]
pub(crate) use sweep::axis_name;

use crate::comparison::{Changed, Comparisons};
use crate::pass::Found;
use crate::points::Points;

/// A way to write a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One HTML file.
    Html,
    /// Markdown, with tables in place of charts.
    Markdown,
}

/// A report.
pub struct Report(Document);

impl Report {
    /// The report of a run.
    pub fn of_run(facts: &Facts, found: &Found) -> Self {
        Self(run::document(facts, found))
    }

    /// The report of variants against the base with this name.
    pub fn of_comparison(
        facts: &Facts,
        base: &str,
        changed: &[Changed],
        found: &Comparisons,
    ) -> Self {
        Self(compare::document(facts, base, changed, found))
    }

    /// The report of a design with these points.
    pub fn of_sweep(facts: &Facts, design: &Points, found: &Found) -> Self {
        Self(sweep::document(facts, design, &found.collected.points))
    }

    /// Its text.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Html => html::page(&self.0),
            Format::Markdown => markdown::text(&self.0),
        }
    }
}
