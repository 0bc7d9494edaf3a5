//! Tests of the tables, on results made by hand.

mod cells;
mod few;
mod golden;
mod intervals;
mod missing;
mod pooling;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use mhst_core::engine::statistics::DayCounts;
use mhst_core::engine::time::Span;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, SiteResult, Subgroup, Tally};

use super::{Expected, Extent, Replicate, Summary, TableSet};
use crate::form::Forms;
use crate::pass::{Against, Pass};
use crate::spread::Spread;

/// Files in memory, by name.
type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

struct File {
    name: String,
    files: Files,
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut files = self.files.lock().unwrap();
        files.entry(self.name.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The tables of a scenario and its summary.
struct Tables {
    files: BTreeMap<String, String>,
    summary: Summary,
}

/// The sites of one replicate that are there.
type Sites = Vec<(&'static str, SiteResult)>;

impl Tables {
    /// The tables of a scenario `tiny` of which `sites` are expected, with replicates from 1 on.
    fn of(sites: &[&str], replicates: impl IntoIterator<Item = Sites>) -> Self {
        Self::named("tiny", sites, replicates)
    }

    fn named(scenario: &str, sites: &[&str], replicates: impl IntoIterator<Item = Sites>) -> Self {
        let files = Files::default();
        let expected: Vec<String> = sites.iter().map(|&site| site.to_owned()).collect();
        let mut open = |name: &str| -> io::Result<Box<dyn Write + Send>> {
            Ok(Box::new(File { name: name.to_owned(), files: Arc::clone(&files) }))
        };
        let what = Expected { extent: Extent::Episodes, in_waves: false, forms: Forms::Csv };
        let tables = TableSet::new(scenario, what, &mut open).unwrap();
        let spread = Spread { level: 0.95, ..Spread::default() };
        let mut pass = Pass::new(Some(tables), None, Against::nothing(spread));
        for (sites, replicate) in replicates.into_iter().zip(1..) {
            let sites: Vec<(String, SiteResult)> =
                sites.into_iter().map(|(name, result)| (name.to_owned(), result)).collect();
            pass.add(&Replicate::new(0, (CENTRAL, replicate), &expected, &sites)).unwrap();
        }
        let summary = pass.finish().unwrap().summary;
        let files = std::mem::take(&mut *files.lock().unwrap()).into_iter();
        let files = files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
        Self { files, summary }
    }

    /// All of a table.
    fn text(&self, table: &str) -> &str {
        &self.files[table]
    }

    /// The header of a table and those of its lines that `pick` takes.
    fn lines(&self, table: &str, pick: impl Fn(&str) -> bool) -> String {
        let mut lines = self.text(table).lines();
        let mut text = format!("{}\n", lines.next().unwrap());
        for line in lines.filter(|line| pick(line)) {
            text += line;
            text.push('\n');
        }
        text
    }

    /// The rows of a table as cells by column.
    fn rows(&self, table: &str) -> Vec<BTreeMap<String, String>> {
        csv::Reader::from_reader(self.text(table).as_bytes())
            .deserialize()
            .map(Result::unwrap)
            .collect()
    }

    /// A row of the summary, everybody at `site`: estimate, low, high, replicates.
    #[track_caller]
    fn summarised(&self, site: &str, measure: Measure, statistic: &str) -> [String; 4] {
        let rows = self.rows("summary.csv");
        let mut found = rows.iter().filter(|row| {
            row["site"] == site
                && row["subgroup"].is_empty()
                && row["measure"] == measure.name()
                && row["statistic"] == statistic
        });
        let row = found.next().expect("such a row");
        assert_eq!(found.next(), None);
        ["estimate", "low", "high", "replicates"].map(|column| row[column].clone())
    }
}

/// A result in which some things were counted, for everybody.
fn result(tallies: impl IntoIterator<Item = (Measure, Tally)>) -> SiteResult {
    let tallies = tallies.into_iter().map(|(measure, tally)| ((Subgroup::ALL, measure), tally));
    SiteResult { tallies: tallies.collect(), ..SiteResult::default() }
}

fn days(days: &[u32]) -> DayCounts {
    let mut counts = DayCounts::default();
    for &day in days {
        counts.add(Span::from_days(day));
    }
    counts
}

fn durations(all: &[u32]) -> Tally {
    Tally::Durations(days(all))
}

fn share(part: f64, whole: f64) -> Tally {
    Tally::Share { part, whole }
}
