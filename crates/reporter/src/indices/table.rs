//! `indices.csv`.

use std::io::{self, Write};

use mhst_core::model::results::{Measure, Statistic};

use super::{Index, Ranged, Strength};
use crate::cell;
use crate::column::{Column, Table, names, write};
use crate::kind::Number;
use crate::report::MAIN_RESULTS;

/// The table.
pub(crate) enum IndicesTable {}

impl Table for IndicesTable {
    type Row<'a> = &'a Index;
    const NAME: &'static str = "indices";
    const ROW: &'static str = "How strongly an axis of a design, or a group of axes, acts on a main result of all \
                               children; the strongest first.";
    const WRITTEN: &'static str =
        "By `mhst sweep` with a design of the kind `morris` or `sobol_indices`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text(
            "axis",
            "",
            "key of the parameter, followed by @ and the date if the axis has one; or the group: a \
             mechanism such as M10, or a group of parameters",
            |row| row.subject.as_str().into(),
        ),
        Column::text("measure", "", "what was measured, by its name in `measures.csv`", |row| {
            row.measure.name().into()
        }),
        Column::text("statistic", "", "which statistic of it", |row| row.statistic.name().into()),
        Column::number(
            "mu",
            "that of the measure",
            "mean elementary effect: by how much the result changes over the whole axis; `morris` only",
            |row| effects(row).map(|it| it.0).into(),
        ),
        Column::number(
            "mu_star",
            "that of the measure",
            "mean size of the elementary effects: how strong the axis is; `morris` only",
            |row| effects(row).map(|it| it.1.estimate).into(),
        ),
        Column::number(
            "mu_star_low",
            "that of the measure",
            "lower end of its 95% interval over trajectories",
            |row| low(effects(row).map(|it| it.1)),
        ),
        Column::number("mu_star_high", "that of the measure", "upper end of the interval", |row| {
            high(effects(row).map(|it| it.1))
        }),
        Column::number(
            "sigma",
            "that of the measure",
            "standard deviation of the elementary effects: large where the effect is curved, depends \
             on other axes, or is chance; `morris` only",
            |row| effects(row).and_then(|it| it.2).into(),
        ),
        Column::number(
            "first_order",
            "share",
            "first-order index: share of the variance that goes with the group alone; `sobol_indices` \
             only",
            |row| shares(row).map(|it| it.0.estimate).into(),
        ),
        Column::number(
            "first_order_low",
            "share",
            "lower end of its 95% interval (bootstrap over base points)",
            |row| low(shares(row).map(|it| it.0)),
        ),
        Column::number("first_order_high", "share", "upper end of the interval", |row| {
            high(shares(row).map(|it| it.0))
        }),
        Column::number(
            "total",
            "share",
            "total index: share of the variance that goes with the group and all its interactions; \
             chance counts as an interaction; `sobol_indices` only",
            |row| shares(row).map(|it| it.1.estimate).into(),
        ),
        Column::number(
            "total_low",
            "share",
            "lower end of its 95% interval (bootstrap over base points)",
            |row| low(shares(row).map(|it| it.1)),
        ),
        Column::number("total_high", "share", "upper end of the interval", |row| {
            high(shares(row).map(|it| it.1))
        }),
        Column::whole(
            "effects",
            "effects",
            "elementary effects, or base points, on which the indices rest",
            |row| row.used.into(),
        ),
        Column::whole(
            "effects_missing",
            "effects",
            "those left out because a point has no value: its runs failed or are missing, or there \
             was nothing to measure",
            |row| row.left_out.into(),
        ),
        Column::whole("points", "points", "points of the design that have a value", |row| {
            row.points.into()
        }),
    ];
}

fn effects(index: &Index) -> Option<(f64, Ranged, Option<f64>)> {
    match index.strength {
        Some(Strength::Effects { mean, size, deviation }) => Some((mean, size, deviation)),
        _ => None,
    }
}

fn shares(index: &Index) -> Option<(Ranged, Ranged)> {
    match index.strength {
        Some(Strength::Shares { first, total }) => Some((first, total)),
        _ => None,
    }
}

fn low(ranged: Option<Ranged>) -> Number {
    ranged.and_then(|it| it.bounds).map(|it| it.0).into()
}

fn high(ranged: Option<Ranged>) -> Number {
    ranged.and_then(|it| it.bounds).map(|it| it.1).into()
}

/// Writes `indices.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn csv(indices: &[Index], out: Box<dyn Write + '_>) -> io::Result<()> {
    write::<IndicesTable>(out, indices)
}

/// Reads `indices.csv` back.
///
/// # Errors
/// When it is no such table; the message says where.
pub fn read(text: &[u8]) -> Result<Vec<Index>, String> {
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().map_err(|error| error.to_string())?;
    if !header.iter().eq(names::<IndicesTable>()) {
        return Err("1:1: the columns are not those of indices.csv".to_owned());
    }
    let rows = reader.records().zip(2..);
    rows.map(|(row, line)| {
        let row = row.map_err(|error| error.to_string())?;
        index(&row).map_err(|(column, what)| format!("{line}:{}: {what}", column + 1))
    })
    .collect()
}

/// A row, or the position of the cell that cannot be read and why.
fn index(row: &csv::StringRecord) -> Result<Index, (usize, String)> {
    let mut column = 0;
    let mut next = || {
        column += 1;
        (column - 1, cell::as_given(row.get(column - 1).unwrap_or_default()))
    };
    let subject = next().1.to_owned();
    let (at, measure) = next();
    let (_, statistic) = next();
    let mut known = MAIN_RESULTS.into_iter();
    let what = known.find(|(m, s)| m.name() == measure && s.name() == statistic);
    let (measure, statistic): (Measure, Statistic) =
        what.ok_or((at, format!("`{measure}`, `{statistic}` is no main result")))?;
    let mut number = || match next() {
        (_, "") => Ok(None),
        (at, cell) => match cell.parse::<f64>() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err((at, format!("`{cell}` is no number"))),
        },
    };
    let mut numbers = [None; 11];
    for place in &mut numbers {
        *place = number()?;
    }
    let ranged = |from: usize| {
        let [estimate, low, high] = [0, 1, 2].map(|place| numbers[from + place]);
        estimate.map(|estimate| Ranged { estimate, bounds: low.zip(high) })
    };
    let (mean, size, deviation) = (numbers[0], ranged(1), numbers[4]);
    let (first, total) = (ranged(5), ranged(8));
    let strength = match (mean.zip(size), first.zip(total)) {
        (Some((mean, size)), _) => Some(Strength::Effects { mean, size, deviation }),
        (None, Some((first, total))) => Some(Strength::Shares { first, total }),
        (None, None) => None,
    };
    let mut count = || {
        let (at, cell) = next();
        cell.parse().map_err(|_| (at, format!("`{cell}` is no whole number")))
    };
    let (used, left_out, points) = (count()?, count()?, count()?);
    Ok(Index { subject, measure, statistic, strength, used, left_out, points })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let ranged = |estimate: f64| Ranged { estimate, bounds: Some((estimate - 0.5, 2.5)) };
        let index = |subject: &str, strength| Index {
            subject: subject.to_owned(),
            measure: MAIN_RESULTS[1].0,
            statistic: MAIN_RESULTS[1].1,
            strength,
            used: 9,
            left_out: 1,
            points: 20,
        };
        let size = Ranged { estimate: 3.0, bounds: None };
        let indices = vec![
            index(
                "team.emhps",
                Some(Strength::Effects { mean: -2.0, size: ranged(2.0), deviation: Some(0.1) }),
            ),
            index("need.brief_share", Some(Strength::Effects { mean: 3.0, size, deviation: None })),
            index("M10", Some(Strength::Shares { first: ranged(0.25), total: ranged(0.5) })),
            index("M11", None),
        ];
        let mut bytes = Vec::new();
        csv(&indices, Box::new(&mut bytes)).unwrap();
        assert_eq!(read(&bytes), Ok(indices));
        let text = String::from_utf8(bytes).unwrap();
        let wrong = read(text.replace("0.25", "a quarter").as_bytes());
        assert_eq!(wrong, Err("4:9: `a quarter` is no number".to_owned()));
        let name = MAIN_RESULTS[1].0.name();
        let wrong = read(text.replacen(name, "happiness", 1).as_bytes()).unwrap_err();
        assert!(wrong.starts_with("2:2: `happiness`"), "{wrong}");
        assert!(read(b"axis,measure\n").is_err());
    }
}
