//! Reports: a page that can be forwarded, from results and what is known about them. Pure: data go
//! in, a text comes out.

pub(crate) mod about;
mod collect;
mod compare;
pub(crate) mod document;
mod dots;
mod enough;
mod facts;
mod few;
mod glossary;
mod headline;
pub(crate) mod html;
pub(crate) mod markdown;
mod picture;
mod run;
pub(crate) mod scorecard;
mod sweep;
mod time;
mod unknowns;
mod warmup;
pub(crate) mod words;

pub use collect::{Collected, Collector, Window};
use document::Document;
pub use headline::MAIN_RESULTS;
pub use picture::Picture;
pub(crate) use picture::line;

pub use facts::{
    Calibration, Caution, Dated, Dates, Difference, Facts, Initial, Missing, Settings,
};

#[cfg(test)]
pub(crate) use sweep::axis_name;

use crate::comparison::{Changed, Comparisons};
use crate::indices::Index;
use crate::pass::Found;
use crate::points::Points;
use crate::sensitivity::OverWorlds;

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
    /// The report of a run, and of which unknown matters to it.
    pub fn of_run(facts: &Facts, found: &Found, over_worlds: &OverWorlds) -> Self {
        Self(run::document(facts, found, over_worlds))
    }

    /// The report of variants against the base with this name, of which unknown matters to the
    /// differences, and of what was found of the base: its start, and how it stands beside what was
    /// reported.
    pub fn of_comparison(
        facts: &Facts,
        base: &str,
        changed: &[Changed],
        compared: &Comparisons,
        over_worlds: &OverWorlds,
        found: &Found,
    ) -> Self {
        Self(compare::document(facts, base, changed, compared, over_worlds, found))
    }

    /// The report of a design with these points, and the indices that were computed from them.
    ///
    /// Without indices it shows what each axis does, fitted to all points.
    /// With a base point it shows how the others differ from it.
    pub fn of_sweep(
        facts: &Facts,
        design: &Points,
        indices: &[Index],
        from_base: &Comparisons,
        found: &Found,
    ) -> Self {
        Self(sweep::document(facts, design, indices, from_base, &found.collected.points))
    }

    /// Its charts, as files.
    pub fn pictures(&self) -> Vec<Picture> {
        self.0.figures().map(Picture::of).collect()
    }

    /// Its text.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Html => html::page(&self.0),
            Format::Markdown => markdown::text(&self.0),
        }
    }
}
