//! Targets, and in how many plausible worlds they are met: `targets.csv`.

use std::fmt;
use std::io::{self, Write};

use mhst_core::engine::statistics::wilson;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, Statistic};

use crate::column::{Column, Table, write};
use crate::report::MAIN_RESULTS;
use crate::worlds::Worlds;

/// A value that a main result of all children is to reach.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Target {
    /// What is measured.
    pub measure: Measure,
    /// Which statistic of it.
    pub statistic: Statistic,
    /// Whether the result is to be at least the value; otherwise it is to be at most the value.
    pub is_least: bool,
    /// The value, in the unit of the measure.
    pub value: f64,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_least { ">=" } else { "<=" };
        write!(f, "{}{sign}{}", self.measure.result_name(self.statistic), self.value)
    }
}

/// In how many worlds a target is met at a point.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Met {
    /// The target.
    pub target: Target,
    /// Number of the point.
    pub point: u32,
    /// Worlds in which it is met.
    pub met: usize,
    /// Worlds in which the result has a value.
    pub worlds: usize,
    /// Level of the interval.
    level: f64,
}

impl Met {
    /// The probability of meeting the target, with its interval; `None` of no worlds.
    pub fn probability(&self) -> Option<(f64, (f64, f64))> {
        let interval = wilson(self.met, self.worlds, self.level)?;
        Some((self.met as f64 / self.worlds as f64, interval))
    }
}

/// In how many plausible worlds of each point the targets are met, target by target.
pub fn met(worlds: &Worlds, targets: &[Target], level: f64) -> Vec<Met> {
    let mut points: Vec<u32> = worlds.worlds.iter().map(|world| world.point).collect();
    points.dedup();
    let at = |target: &Target, point: u32| -> Option<Met> {
        let what = (target.measure, target.statistic);
        let place = MAIN_RESULTS.iter().position(|result| *result == what)?;
        let of_point = worlds.worlds.iter().filter(|it| it.point == point && it.number != CENTRAL);
        let results: Vec<f64> = of_point.filter_map(|it| it.results[place]).collect();
        let is_met = |result: &&f64| match target.is_least {
            true => **result >= target.value,
            false => **result <= target.value,
        };
        let met = results.iter().filter(is_met).count();
        Some(Met { target: *target, point, met, worlds: results.len(), level })
    };
    let pairs = targets.iter().flat_map(|target| points.iter().map(move |&it| (target, it)));
    pairs.filter_map(|(target, point)| at(target, point)).collect()
}

/// The table.
pub(crate) enum TargetsTable {}

impl Table for TargetsTable {
    type Row<'a> = &'a Met;
    const NAME: &'static str = "targets";
    const ROW: &'static str = "A target at a point.";
    const WRITTEN: &'static str = "Over plausible worlds, with `--target`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("target", "", "the target, as it is typed", |row| {
            row.target.to_string().into()
        }),
        Column::whole("point", "", "number of the point; 0 is the base or the run", |row| {
            row.point.into()
        }),
        Column::whole("met", "worlds", "plausible worlds in which it is met", |row| row.met.into()),
        Column::whole(
            "worlds",
            "worlds",
            "plausible worlds in which the result has a value",
            |row| row.worlds.into(),
        ),
        Column::number(
            "probability",
            "probability",
            "share of the worlds in which it is met",
            |row| row.probability().map(|it| it.0).into(),
        ),
        Column::number("low", "probability", "lower end of its interval (Wilson)", |row| {
            row.probability().map(|it| it.1.0).into()
        }),
        Column::number("high", "probability", "upper end of the interval", |row| {
            row.probability().map(|it| it.1.1).into()
        }),
        Column::number("interval", "%", "level of the interval", |row| {
            Some((100.0 * row.level).round()).into()
        }),
    ];
}

/// Writes `targets.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn csv(met: &[Met], out: Box<dyn Write + '_>) -> io::Result<()> {
    write::<TargetsTable>(out, met)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worlds::World;

    #[test]
    fn worlds_that_meet_a_target_are_counted_at_each_point() {
        let world = |point: u32, number: u32| World {
            point,
            number,
            values: Vec::new(),
            results: vec![Some(f64::from(number + 10 * point)); MAIN_RESULTS.len()],
        };
        let of = |point| (0..=10).map(move |number| world(point, number));
        let worlds = Worlds { parameters: Vec::new(), worlds: of(0).chain(of(1)).collect() };
        let (measure, statistic) = MAIN_RESULTS[0];
        let target = Target { measure, statistic, is_least: true, value: 8.0 };
        let found = met(&worlds, &[target, Target { is_least: false, ..target }], 0.9);
        let counts: Vec<_> = found.iter().map(|it| (it.point, it.met, it.worlds)).collect();
        // The central world, number 0, counts for nothing.
        assert_eq!(counts, [(0, 3, 10), (1, 10, 10), (0, 8, 10), (1, 0, 10)]);
        let (probability, (low, high)) = found[0].probability().unwrap();
        assert!(probability == 0.3 && low < 0.3 && high > 0.3);
    }
}
