//! The report of a run.

mod access;
mod children;
mod cost;
mod evidence;
mod flows;
mod need;
mod sentences;
mod sites;
#[cfg(test)]
mod tests;
mod waits;
mod workforce;

use super::collect::Series;
use super::document::{Document, Section};
use super::facts::Facts;
use super::unknowns;
use super::words::Numbers;
use super::{about, enough, warmup};
use crate::pass::Found;
use crate::sensitivity::OverWorlds;
use crate::tables::{ALL_SITES, Summary};
use crate::warmup::warning;

/// What a section is made of.
#[derive(Clone, Copy)]
struct Results<'a> {
    facts: &'a Facts,
    found: &'a Found,
}

impl<'a> Results<'a> {
    /// The numbers of all children.
    fn all(self) -> Numbers<'a> {
        self.site(ALL_SITES)
    }

    /// The numbers of everybody at a site.
    fn site(self, site: &'a str) -> Numbers<'a> {
        Numbers::of(self.summary(), self.found.collected.point.unwrap_or_default(), site)
    }

    /// The published values.
    fn summary(self) -> &'a Summary {
        &self.found.summary
    }

    /// Level of the intervals.
    fn level(self) -> f64 {
        self.facts.spread.level
    }

    /// What is drawn of all children.
    fn series(self) -> &'a Series {
        &self.found.collected.series
    }
}

/// The report of a run with these facts and results. A section that does not concern the run is left
/// out, and so is its entry in the contents; one that concerns it and of which there are no results
/// says so in a sentence.
pub(crate) fn document(facts: &Facts, found: &Found, over_worlds: &OverWorlds) -> Document {
    let results = Results { facts, found };
    let sections: Vec<Option<Section>> = vec![
        Some(sentences::section(results, &over_worlds.met)),
        unknowns::section(&facts.spread, &over_worlds.explained, |_| None),
        Some(waits::section(results)),
        Some(need::section(results)),
        Some(children::section(results)),
        Some(workforce::section(results)),
        sites::section(results),
        Some(access::section(results)),
        Some(cost::section(results)),
        evidence::section(results),
    ];
    let runs = [
        enough::of_numbers(&facts.spread, &found.summary),
        warmup::section(facts, &found.collected, ""),
    ];
    let runs = runs.into_iter().flatten();
    let sections = sections.into_iter().flatten().chain(about::sections(facts, runs)).collect();
    Document {
        title: about::title(facts),
        origin: about::origin(facts, "Scenario"),
        warnings: about::warnings(facts),
        cautions: about::cautions(facts, warning(facts, &found.collected)),
        sections,
    }
}
