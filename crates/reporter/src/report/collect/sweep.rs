//! What came out of every point of a design, of all children.

use mhst_core::model::results::{Subgroup, values};

use super::super::headline;
use crate::tables::{ALL_SITES, Gathering, Replicate, Summary};

/// Takes the results of many points in, point by point. Memory holds the headline numbers of each.
#[derive(Default)]
pub struct SweepCollector {
    current: Option<(u32, Gathering)>,
    points: Vec<(u32, Summary)>,
}

impl SweepCollector {
    /// Adds a replicate. They come in order of point.
    pub fn add(&mut self, replicate: &Replicate<'_>) {
        let Some(pooled) = replicate.pooled() else { return };
        if self.current.as_ref().is_some_and(|(point, _)| *point != replicate.point()) {
            self.close();
        }
        let (_, gathering) =
            self.current.get_or_insert_with(|| (replicate.point(), Gathering::default()));
        let mut values = values(pooled);
        values.retain(|value| {
            value.subgroup == Subgroup::ALL
                && headline::ROWS.iter().any(|(_, shown)| shown.measure == value.measure)
        });
        gathering.add(ALL_SITES, &values);
    }

    fn close(&mut self) {
        let closed = self.current.take().map(|(point, gathering)| (point, gathering.finish()));
        self.points.extend(closed);
    }

    /// The numbers of each point that has any, in order.
    pub fn finish(mut self) -> Vec<(u32, Summary)> {
        self.close();
        self.points
    }
}
