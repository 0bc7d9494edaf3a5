//! One pass over results: each replicate is summarised once, for the tables and for the report.

use std::io;

use mhst_core::model::results::{Subgroup, Value, values};

use crate::report::{Collected, Collector};
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
    /// Level of the intervals.
    level: f64,
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
}

impl Pass {
    /// A pass that fills `tables`, and collects for a report with `collector`, where there are such.
    /// Intervals have the level `level`, such as 0.95.
    pub fn new(tables: Option<TableSet>, collector: Option<Collector>, level: f64) -> Self {
        Self {
            tables,
            collector,
            point: None,
            gathering: Gathering::default(),
            first: None,
            worlds: WorldResults::default(),
            level,
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
            published.retain(|value| self.keeps(site, value));
            self.gathering.add(site, replicate.world(), &published);
            if site == ALL_SITES {
                self.worlds.add(replicate.point(), replicate.world(), &published);
            }
            if let Some(tables) = &mut self.tables {
                tables.add(replicate, site, result, &published)?;
            }
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
        })
    }
}
