//! `worlds.csv`: the worlds of a run, a row for each with the values of its parameters and the main
//! results of all children. It is what sensitivity is computed from, and a list of worlds that other
//! scenarios can be run in.

use std::collections::BTreeMap;
use std::io::{self, Write};

use mhst_core::model::parameters::Parameter;
use mhst_core::model::results::{Subgroup, Value};

use crate::cell::{self, Cell, Csv};
use crate::column::{Column, ColumnDescription, Description, Table, names};
use crate::kind::Kind;
use crate::report::MAIN_RESULTS;

/// The table; columns for the parameters and the results follow.
pub(crate) enum WorldsTable {}

impl Table for WorldsTable {
    type Row<'a> = (u32, u32);
    const NAME: &'static str = "worlds";
    const ROW: &'static str = "A world at a point.";
    const WRITTEN: &'static str = "Where plausible worlds are run.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole(
            "point",
            "",
            "number of the point in `points.csv`; 0 in a single run",
            |row| row.0.into(),
        ),
        Column::whole("world", "", "number of the world; 0 for the central one", |row| {
            row.1.into()
        }),
    ];
}

/// What stands in the dictionary for the columns of the parameters, and of the results.
pub const PARAMETER: &str = "<key>";
/// See [`PARAMETER`].
pub const RESULT: &str = "<measure>:<statistic>";

/// The description of the table, with a column that stands for the parameters and one for the results.
pub(crate) fn description() -> Description {
    let mut description = Description::of::<WorldsTable>();
    description.columns.push(ColumnDescription {
        name: PARAMETER,
        kind: Kind::Number,
        unit: "that of the parameter",
        definition: "value of the parameter in the world; a column for each that differs between worlds, \
            named by its key ([parameters.md](parameters.md))",
    });
    description.columns.push(ColumnDescription {
        name: RESULT,
        kind: Kind::Number,
        unit: "that of the measure",
        definition: "mean over the replicates of the world for all children; a column for each main \
            result, such as `missing_middle_entered:count`; empty where none had a value",
    });
    description
}

/// The main results of each world at each point, over its replicates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorldResults {
    worlds: BTreeMap<(u32, u32), [(f64, u32); MAIN_RESULTS.len()]>,
}

impl WorldResults {
    /// Adds the values of all children in a replicate of a world.
    pub(crate) fn add(&mut self, point: u32, world: u32, values: &[Value]) {
        let sums = self.worlds.entry((point, world)).or_default();
        for value in values.iter().filter(|value| value.subgroup == Subgroup::ALL) {
            let what = (value.measure, value.statistic);
            let place = MAIN_RESULTS.iter().position(|result| *result == what);
            if let (Some(place), Some(number)) = (place, value.value) {
                let (sum, count) = &mut sums[place];
                *sum += number;
                *count += 1;
            }
        }
    }

    /// Every world, in order of point and number, with its main results.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, [Option<f64>; MAIN_RESULTS.len()])> {
        self.worlds.iter().map(|(&(point, world), sums)| {
            let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
            (point, world, sums.map(mean))
        })
    }
}

/// The worlds of a run: what differs between them, and what came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worlds {
    /// The parameters that differ.
    pub parameters: Vec<Parameter>,
    /// Each world.
    pub worlds: Vec<World>,
}

/// A world at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Number of the point.
    pub point: u32,
    /// Number of the world; 0 for the central one.
    pub number: u32,
    /// The values of the parameters.
    pub values: Vec<f64>,
    /// The main results, in the order of [`MAIN_RESULTS`].
    pub results: Vec<Option<f64>>,
}

impl Worlds {
    /// Writes `worlds.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: Box<dyn Write + '_>) -> io::Result<()> {
        let results = MAIN_RESULTS.map(|(measure, statistic)| measure.result_name(statistic));
        let mut header: Vec<&str> = names::<WorldsTable>().collect();
        header.extend(self.parameters.iter().map(|parameter| parameter.declaration().key));
        header.extend(results.iter().map(String::as_str));
        let mut csv = Csv::new(out, &header)?;
        for world in &self.worlds {
            let names = [world.point, world.number].map(|number| Cell::Whole(number.into()));
            let values = world.values.iter().map(|value| Cell::Number(*value));
            let results = world.results.iter().map(|result| Cell::from(*result));
            csv.row(names.into_iter().chain(values).chain(results))?;
        }
        csv.finish()
    }

    /// Reads `worlds.csv` back.
    ///
    /// # Errors
    /// When it is no such table; the message says where.
    pub fn read(text: &[u8]) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(text);
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let names = WorldsTable::COLUMNS.len();
        let count = header.len().checked_sub(names + MAIN_RESULTS.len());
        let count = count.ok_or("1:1: there are fewer columns than worlds.csv has")?;
        let key = |name: &str| Parameter::find(name).ok_or(format!("1: `{name}` is no parameter"));
        let parameters: Vec<Parameter> =
            header.iter().skip(names).take(count).map(key).collect::<Result<_, _>>()?;
        let results = MAIN_RESULTS.map(|(measure, statistic)| measure.result_name(statistic));
        if !header.iter().skip(names + count).eq(results.iter().map(String::as_str)) {
            return Err("1: the results are not those of this version".to_owned());
        }
        let mut worlds = Vec::new();
        for (row, line) in reader.records().zip(2..) {
            let row = row.map_err(|error| error.to_string())?;
            let cell = |place: usize| cell::as_given(row.get(place).unwrap_or_default());
            let number = |place: usize| {
                let wrong = format!("{line}:{}: `{}` is no number", place + 1, cell(place));
                cell(place).parse::<f64>().map_err(|_| wrong)
            };
            let result = |place: usize| match cell(place) {
                "" => Ok(None),
                _ => number(place).map(Some),
            };
            let (first, last) = (names + count, header.len());
            worlds.push(World {
                point: number(0)? as u32,
                number: number(1)? as u32,
                values: (names..first).map(number).collect::<Result<_, _>>()?,
                results: (first..last).map(result).collect::<Result<_, _>>()?,
            });
        }
        Ok(Self { parameters, worlds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut results = vec![Some(1.5); MAIN_RESULTS.len()];
        results[2] = None;
        let world = |point, number| World {
            point,
            number,
            values: vec![0.25, f64::from(number)],
            results: results.clone(),
        };
        let keys = ["attrition.other_per_year", "severity.onset_sd"];
        let worlds = Worlds {
            parameters: keys.map(Parameter::named).to_vec(),
            worlds: vec![world(0, 0), world(0, 1), world(1, 1)],
        };
        let mut bytes = Vec::new();
        worlds.write(Box::new(&mut bytes)).unwrap();
        assert_eq!(Worlds::read(&bytes), Ok(worlds));
        let text = String::from_utf8(bytes).unwrap();
        let wrong = Worlds::read(text.replace("0.25", "a quarter").as_bytes());
        assert_eq!(wrong, Err("2:3: `a quarter` is no number".to_owned()));
        assert!(Worlds::read(b"point,world\n").is_err());
    }
}
