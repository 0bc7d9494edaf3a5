//! The tables of a comparison: `points.csv`, `changes.csv` and `comparison.csv`.

use mhst_core::engine::statistics::Comparison;

use super::{Changed, Compared, NamedPoint, Row};
use crate::cell::Cell;
use crate::column::{Column, Table};
use crate::kind::Number;

const WRITTEN: &str = "By `mhst compare`.";

/// What the points are.
pub(crate) enum NamedPoints {}

impl Table for NamedPoints {
    type Row<'a> = &'a NamedPoint;
    const NAME: &'static str = "points";
    const ROW: &'static str = "A scenario of a comparison.";
    const WRITTEN: &'static str = WRITTEN;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("point", "", "number of the point; 0 is the base", |row| row.point.into()),
        Column::text("name", "", "name of the scenario or variant", |row| row.name.as_str().into()),
        Column::text("hash", "", "hash of the scenario", |row| row.hash.as_str().into()),
    ];
}

/// What differs in the inputs.
pub(crate) enum Changes {}

impl Table for Changes {
    type Row<'a> = &'a Changed;
    const NAME: &'static str = "changes";
    const ROW: &'static str = "An input in which a variant differs from the base.";
    const WRITTEN: &'static str = WRITTEN;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("point", "", "number of the point in `points.csv`", |row| row.point.into()),
        Column::text("variant", "", "name of the variant", |row| row.variant.as_str().into()),
        Column::text("site", "", "name of the site; empty for all that are compared", |row| {
            row.site.as_deref().unwrap_or_default().into()
        }),
        Column::text("key", "", "what differs", |row| row.key.as_str().into()),
        Column::text(
            "from",
            "that of the parameter",
            "what the base has; empty for nothing",
            |row| given(&row.from),
        ),
        Column::text(
            "to",
            "that of the parameter",
            "what the variant has; empty for nothing",
            |row| given(&row.to),
        ),
        Column::text("source", "", "where the variant states it", |row| row.source.as_str().into()),
    ];
}

/// What an input has. A negative number stays one.
fn given(value: &str) -> Cell<'_> {
    match value.parse::<f64>() {
        Ok(number) if number < 0.0 => number.into(),
        _ => value.into(),
    }
}

/// What differs in the results.
pub(crate) enum ComparisonTable {}

impl Table for ComparisonTable {
    type Row<'a> = (&'a Compared, &'a Row, f64);
    const NAME: &'static str = "comparison";
    const ROW: &'static str = "A value of a variant next to that of the base; in a sweep, of a point \
        next to that of the base point.";
    const WRITTEN: &'static str =
        "By `mhst compare`, and by `mhst sweep` of a design that names a base point.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("point", "", "number of the point in `points.csv`", |(variant, ..)| {
            variant.point.into()
        }),
        Column::text(
            "variant",
            "",
            "name of the variant; in a sweep, the values of the point",
            |(variant, ..)| variant.name.as_str().into(),
        ),
        Column::text(
            "site",
            "",
            "name of the site; `all` for all sites together, where both have the same",
            |(variant, row, _)| variant.sites[row.site].as_str().into(),
        ),
        Column::text("subgroup", "", "which children; empty for all", |(_, row, _)| {
            row.subgroup.name().into()
        }),
        Column::text(
            "measure",
            "",
            "what was measured, by its name in `measures.csv`",
            |(_, row, _)| row.measure.name().into(),
        ),
        Column::text("statistic", "", "which statistic of it", |(_, row, _)| {
            row.statistic.name().into()
        }),
        Column::text("unit", "", "unit of the values and their difference", |(_, row, _)| {
            row.unit.into()
        }),
        Column::number(
            "base",
            "as in `unit`",
            "the base: median over plausible worlds, or without such mean over the pairs",
            |(_, row, _)| found(row, |found| Some(found.base)),
        ),
        Column::number(
            "variant_value",
            "as in `unit`",
            "the same of the variant",
            |(_, row, _)| found(row, |found| Some(found.variant)),
        ),
        Column::number(
            "difference",
            "as in `unit`",
            "variant less base: median or mean",
            |(_, row, _)| found(row, |found| Some(found.difference.estimate)),
        ),
        Column::number(
            "low",
            "as in `unit`",
            "lower end of the paired interval of the difference, at the level in `interval`; empty of too \
             few worlds, or of fewer than two pairs",
            |(_, row, _)| found(row, |found| found.difference.bounds.map(|(low, _)| low)),
        ),
        Column::number("high", "as in `unit`", "upper end of the interval", |(_, row, _)| {
            found(row, |found| found.difference.bounds.map(|(_, high)| high))
        }),
        Column::number("interval", "%", "level of the intervals in this row", |(.., level)| {
            Some((100.0 * level).round()).into()
        }),
        Column::whole(
            "worlds",
            "worlds",
            "plausible worlds in which both have a value",
            |(_, row, _)| row.signs.map_or(0, |signs| signs.worlds).into(),
        ),
        Column::number(
            "falls",
            "worlds",
            "worlds in which the variant is below the base",
            |(_, row, _)| row.signs.map(|signs| signs.falls as f64).into(),
        ),
        Column::number(
            "rises",
            "worlds",
            "worlds in which the variant is above the base",
            |(_, row, _)| row.signs.map(|signs| signs.rises as f64).into(),
        ),
        Column::number(
            "falls_share",
            "share",
            "share of worlds in which the variant is below the base",
            |(_, row, level)| {
                row.signs.and_then(|it| it.share_falling(*level)).map(|it| it.0).into()
            },
        ),
        Column::number(
            "falls_low",
            "share",
            "lower end of the interval of that share",
            |(_, row, level)| {
                row.signs.and_then(|it| it.share_falling(*level)).map(|it| it.1.0).into()
            },
        ),
        Column::number("falls_high", "share", "upper end of the interval", |(_, row, level)| {
            row.signs.and_then(|it| it.share_falling(*level)).map(|it| it.1.1).into()
        }),
        Column::number(
            "central_difference",
            "as in `unit`",
            "mean difference of the pairs of replicates of the central world",
            |(_, row, _)| row.central.map(|interval| interval.estimate).into(),
        ),
        Column::number(
            "central_low",
            "as in `unit`",
            "lower end of its interval; empty of fewer than two pairs",
            |(_, row, _)| row.central.and_then(|it| it.bounds).map(|(low, _)| low).into(),
        ),
        Column::number(
            "central_high",
            "as in `unit`",
            "upper end of its interval",
            |(_, row, _)| row.central.and_then(|it| it.bounds).map(|(_, high)| high).into(),
        ),
        Column::number("ratio", "ratio", "variant divided by base", |(_, row, _)| {
            found(row, |found| found.ratio)
        }),
        Column::number(
            "ratio_low",
            "ratio",
            "lower end of the interval of the ratio",
            |(_, row, _)| found(row, |found| found.ratio_bounds.map(|(low, _)| low)),
        ),
        Column::number("ratio_high", "ratio", "upper end of the interval", |(_, row, _)| {
            found(row, |found| found.ratio_bounds.map(|(_, high)| high))
        }),
        Column::whole(
            "replicates",
            "replicates",
            "pairs of replicates in which both have a value",
            |(_, row, _)| row.replicates.into(),
        ),
        Column::number(
            "variance_ratio",
            "ratio",
            "variance of the difference without pairing, divided by its variance in pairs: how many \
             times more replicates would be needed without pairing; empty where differences do not vary",
            |(_, row, _)| found(row, |found| found.variance_ratio),
        ),
        Column::number(
            "p_value",
            "probability",
            "of the paired t-test, by itself",
            |(_, row, _)| found(row, |found| found.p_value),
        ),
        Column::text(
            "family",
            "",
            "what the value is corrected with: `headline` for the headline measures of everybody, \
             `other` for all others of the site and subgroup",
            |(_, row, _)| row.family.name().into(),
        ),
        Column::whole(
            "family_size",
            "values",
            "values of the family that are tested",
            |(_, row, _)| row.test.map(|test| test.measures).into(),
        ),
        Column::number(
            "p_adjusted",
            "probability",
            "the p-value after Holm's correction within the family",
            |(_, row, _)| row.test.map(|test| test.p_adjusted).into(),
        ),
        Column::text(
            "distinguishable",
            "",
            "whether the adjusted p-value is at most 0.05; empty where there is no test",
            |(_, row, _)| row.is_distinguishable().into(),
        ),
    ];
}

/// A number of a comparison; nothing of no pairs.
fn found(row: &Row, number: impl Fn(&Comparison) -> Option<f64>) -> Number {
    row.comparison.as_ref().and_then(number).into()
}
