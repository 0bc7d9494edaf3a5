//! One pass over results: each replicate is summarised once, for the tables and for the report.

use std::io;

use mhst_core::model::figures::Figure;
use mhst_core::model::results::{Subgroup, Value, values};

use crate::report::{Collected, Collector};
use crate::scorecard::{self, Scorecard};
use crate::spread::Spread;
use crate::tables::{ALL_SITES, Gathering, Replicate, Summary, TableSet};
use crate::worlds::WorldResults;

/// Takes replicates in, in order of point, world and replicate. Memory holds the published values of one
/// point, and what a report shows of all.
pub struct Pass {
    tables: Option<TableSet>,
    collector: Option<Collector>,
    point: Option<u32>,
    gathering: Gathering,
    first: Option<Summary>,
    worlds: WorldResults,
    /// What is gathered of the first point for a scorecard.
    gathered: scorecard::Gathering,
    against: Against,
    /// Level of the intervals.
    level: f64,
}

/// What results are held against.
#[derive(Clone, Debug)]
pub struct Against {
    /// The figures.
    pub figures: Vec<Figure>,
    /// What the reader must know about the comparison.
    pub notes: Vec<String>,
    /// What the intervals are over.
    pub spread: Spread,
}

/// What a pass found.
#[derive(Default)]
pub struct Found {
    /// The summary of the first point: with tables, of everything that `summary.csv` has; without
    /// them, of all sites together with subgroups and of each site without.
    pub summary: Summary,
    /// What a report shows besides; nothing where nothing was collected.
    pub collected: Collected,
    /// The main results of each world.
    pub worlds: WorldResults,
    /// The first point beside what was reported.
    pub scorecard: Scorecard,
}

impl Against {
    /// Nothing: the intervals are over this.
    pub fn nothing(spread: Spread) -> Self {
        Self { figures: Vec::new(), notes: Vec::new(), spread }
    }
}

impl Pass {
    /// A pass that fills `tables`, and collects for a report with `collector`, where there are such; the
    /// first point is held against figures. Intervals have the level of what they are over.
    pub fn new(
        tables: Option<TableSet>,
        collector: Option<Collector>,
        mut against: Against,
    ) -> Self {
        Self {
            tables,
            collector,
            point: None,
            gathering: Gathering::default(),
            first: None,
            worlds: WorldResults::default(),
            gathered: scorecard::Gathering::new(std::mem::take(&mut against.figures)),
            level: against.spread.level,
            against,
        }
    }

    /// Adds a replicate.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub fn add(&mut self, replicate: &Replicate<'_>) -> io::Result<()> {
        if self.point.is_some_and(|before| before != replicate.point()) {
            self.end_point()?;
        }
        self.point = Some(replicate.point());
        for (site, result) in replicate.results() {
            let mut published = values(result);
            if self.first.is_none() {
                self.gathered.add(site, result, &published);
            }
            published.retain(|value| self.keeps(site, value));
            self.gathering.add(site, replicate.world(), &published);
            if site == ALL_SITES {
                self.worlds.add(replicate.point(), replicate.world(), &published);
            }
            if let Some(tables) = &mut self.tables {
                tables.add(replicate, site, result, &published)?;
            }
        }
        if self.first.is_none() {
            self.gathered.end_replicate(replicate.world());
        }
        if let Some(collector) = &mut self.collector {
            collector.add(replicate);
        }
        Ok(())
    }

    /// Whether a value of a site is shown anywhere.
    fn keeps(&self, site: &str, value: &Value) -> bool {
        let has_subgroups = self.tables.as_ref().map_or(site == ALL_SITES, TableSet::has_subgroups);
        has_subgroups || value.subgroup == Subgroup::ALL
    }

    /// Hands the summary of a point over, and keeps that of the first.
    fn end_point(&mut self) -> io::Result<()> {
        let Some(point) = self.point else { return Ok(()) };
        let summary = std::mem::take(&mut self.gathering).finish(self.level);
        if let Some(tables) = &mut self.tables {
            tables.summarise(point, &summary)?;
        }
        if let Some(collector) = &mut self.collector {
            collector.summarise(point, &summary);
        }
        self.first.get_or_insert(summary);
        Ok(())
    }

    /// Ends the tables, and says what was found.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub fn finish(mut self) -> io::Result<Found> {
        self.end_point()?;
        self.tables.map_or(Ok(()), TableSet::finish)?;
        Ok(Found {
            summary: self.first.unwrap_or_default(),
            collected: self.collector.map(Collector::finish).unwrap_or_default(),
            worlds: self.worlds,
            scorecard: Scorecard::new(&self.gathered, self.against.spread, self.against.notes),
        })
    }
}
