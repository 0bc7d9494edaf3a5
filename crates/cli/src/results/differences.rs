//! The points of a sweep against the one that its design names as base: `comparison.csv`. One point is
//! compared at a time, so memory does not grow with their number.

use anyhow::Context;
use mhst_reporter::comparison::{Comparator, Comparisons, Variant, Writer};
use mhst_reporter::points::Points;
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;
use mhst_runner::store::Store;
use mhst_runner::work::Amount;

use crate::plan::Plan;

pub(super) const FILE: &str = "comparison.csv";

/// Writes how each point differs from the base, and says what the report shows of it.
pub(super) fn write(
    directory: &mut Directory,
    store: &Store,
    plan: &Plan,
    points: &Points,
    base: u32,
) -> anyhow::Result<Comparisons> {
    let work = &plan.work;
    let unwritten = || format!("cannot write {FILE}");
    let mut writer = Writer::new(Box::new(directory.create(FILE)?)).with_context(unwritten)?;
    let against = Against {
        base,
        sites: &work.site_names(),
        amount: work.amount,
        level: plan.spread().level,
        store,
    };
    let found = against.each(points, |found| writer.add(found).with_context(unwritten))?;
    writer.finish().with_context(unwritten)?;
    Ok(found)
}

/// The same of a finished directory; nothing of a design that names no base.
pub(super) fn read(
    manifest: &Manifest,
    level: f64,
    points: &Points,
    store: &Store,
) -> anyhow::Result<Comparisons> {
    let Some(base) = manifest.base_point else { return Ok(Comparisons::default()) };
    let against = Against { base, sites: &manifest.sites, amount: manifest.amount, level, store };
    against.each(points, |_| Ok(()))
}

/// What points are compared with, and over what.
struct Against<'a> {
    base: u32,
    sites: &'a [String],
    amount: Amount,
    level: f64,
    store: &'a Store,
}

impl Against<'_> {
    /// Hands on all values of each other point, and keeps the headline measures.
    fn each(
        &self,
        points: &Points,
        mut take: impl FnMut(&Comparisons) -> anyhow::Result<()>,
    ) -> anyhow::Result<Comparisons> {
        let mut kept = Comparisons { variants: Vec::new(), level: self.level };
        for (point, _) in points.points.iter().filter(|(point, _)| *point != self.base) {
            let name = points.told(*point);
            let variant = Variant { point: *point, name, sites: self.sites.to_vec() };
            let mut comparator = Comparator::new(self.sites.to_vec(), vec![variant], self.level);
            for repeat in self.amount.repeats() {
                comparator.base(&self.store.replicate(self.base, repeat, self.sites)?);
                let results = self.store.replicate(*point, repeat, self.sites)?;
                comparator.variant(0, repeat.world, &results);
            }
            let found = comparator.finish();
            take(&found)?;
            kept.variants.extend(found.variants.into_iter().map(|found| found.headlines()));
        }
        Ok(kept)
    }
}
