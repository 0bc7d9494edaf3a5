//! Large tables in columns: the same values as in CSV, in a small directory, and `mhst table`, which
//! gives a part of any table as CSV.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};

use jiff::civil::date;
use jiff::{SignedDuration, ToSpan};
use mhst_reporter::tables::dictionary;
use mhst_reporter::{Description, Kind};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::harness::{Bench, assert_same};

/// A run with every table.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.fine("run tiny.toml --replicates 2 --episodes --format both --out both --no-report");
    bench
}

/// The large tables that a run has.
fn large() -> impl Iterator<Item = Description> {
    dictionary().into_iter().filter(|table| table.is_large)
}

/// The rows of a CSV file, of each site by itself.
fn of_csv(bench: &Bench, table: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut rows: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let path = bench.path(&format!("both/{table}.csv"));
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        rows.entry(row[2].clone()).or_default().push(row);
    }
    rows
}

/// A cell of a Parquet file as CSV has it, computed without the program's own reader.
fn text(kind: Kind, field: &Field) -> String {
    let day = |days: i32| date(1970, 1, 1) + days.days();
    match (kind, field) {
        (_, Field::Null) => String::new(),
        (Kind::Text, Field::Str(text)) => text.clone(),
        (Kind::Whole, Field::Long(number)) => number.to_string(),
        (Kind::Number, Field::Double(number)) => number.to_string(),
        (Kind::Day, Field::Date(days)) => day(*days).to_string(),
        (Kind::Month, Field::Date(days)) => day(*days).strftime("%Y-%m").to_string(),
        (Kind::Time, Field::TimestampMillis(milliseconds)) => {
            let since = SignedDuration::from_millis(*milliseconds);
            let at = date(1970, 1, 1).at(0, 0, 0, 0) + since;
            at.strftime("%Y-%m-%dT%H:%M").to_string()
        }
        (kind, field) => panic!("{field:?} in a column that is a {}", kind.name()),
    }
}

/// The columns of a Parquet file, and the rows of each row group.
fn of_parquet(bench: &Bench, table: &Description) -> (Vec<String>, Vec<Vec<Vec<String>>>) {
    let file = File::open(bench.path(&format!("both/{}.parquet", table.name))).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr();
    let columns = schema.columns().iter().map(|column| column.name().to_owned()).collect();
    let groups = (0..reader.num_row_groups()).map(|group| {
        let group = reader.get_row_group(group).unwrap();
        let rows = group.get_row_iter(None).unwrap().map(|row| {
            let row = row.unwrap();
            let cells = row.get_column_iter().zip(&table.columns);
            cells.map(|((_, field), column)| text(column.kind, field)).collect()
        });
        rows.collect()
    });
    (columns, groups.collect())
}

#[test]
fn parquet_has_the_values_of_csv_cell_by_cell_and_each_row_group_is_of_one_site() {
    let bench = bench();
    assert_eq!(large().count(), 9);
    for table in large() {
        let expected = of_csv(&bench, table.name);
        let (columns, groups) = of_parquet(&bench, &table);
        assert!(columns.iter().eq(table.columns.iter().map(|column| column.name)));
        let mut found: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for group in groups {
            let sites: BTreeSet<&String> = group.iter().map(|row| &row[2]).collect();
            assert_eq!(sites.len(), 1, "{}: {sites:?}", table.name);
            found.entry(group[0][2].clone()).or_default().extend(group);
        }
        assert!(expected.keys().eq(found.keys()), "{}", table.name);
        for (site, rows) in &expected {
            let differs = rows.iter().zip(&found[site]).find(|(one, other)| one != other);
            assert_eq!(differs, None, "{}", table.name);
            assert_eq!(rows.len(), found[site].len(), "{}: {site}", table.name);
        }
    }
}

#[test]
fn a_table_is_the_same_csv_from_either_form() {
    let bench = bench();
    bench.fine("run tiny.toml --replicates 2 --episodes --out parquet --no-report");
    bench.fine("run tiny.toml --replicates 2 --episodes --format csv --out csv --no-report");
    for table in dictionary() {
        let csv = bench.path(&format!("csv/{}.csv", table.name));
        let Ok(expected) = fs::read_to_string(&csv) else { continue };
        for directory in ["csv", "parquet", "both"] {
            let found = bench.fine(&format!("table {directory} {} --csv", table.name)).stdout;
            assert!(found == expected, "{} of {directory}", table.name);
        }
    }
}

#[test]
fn a_part_of_a_table_has_the_rows_that_were_asked_for() {
    let bench = bench();
    fs::create_dir(bench.path("csv")).unwrap();
    for (name, bytes) in bench.results("both") {
        if !name.ends_with(".parquet") {
            bench.write(&format!("csv/{name}"), bytes);
        }
    }
    for table in ["flows", "episodes", "summary", "time"] {
        let all = fs::read_to_string(bench.path(&format!("both/{table}.csv"))).unwrap();
        for (options, picks) in [
            ("--site Beta", ["tiny,0,Beta,"].as_slice()),
            ("--site Gamma,Alpha", &["tiny,0,Alpha,", "tiny,0,Gamma,"]),
            ("--site all --point 0", &["tiny,0,all,"]),
        ] {
            let mut lines = all.lines();
            let header = lines.next().unwrap();
            let picked = lines.filter(|line| picks.iter().any(|pick| line.starts_with(pick)));
            let expected: Vec<&str> = [header].into_iter().chain(picked).collect();
            for directory in ["both", "csv"] {
                let found = bench.fine(&format!("table {directory} {table} {options}")).stdout;
                assert!(found.lines().eq(expected.iter().copied()), "{table} {options}");
            }
        }
    }
    bench.fine("table both flows --site Beta --replicate 2 --out piece.csv");
    let piece = fs::read_to_string(bench.path("piece.csv")).unwrap();
    assert!(piece.lines().count() > 10);
    assert!(piece.lines().skip(1).all(|line| line.starts_with("tiny,0,Beta,0,2,")), "{piece}");
}

#[test]
fn a_variant_is_found_by_its_name() {
    let bench = Bench::new();
    bench.fine("compare tiny.toml --variant firm:remit.policy=firm --replicates 1 --out compared");
    let rows = |options: &str| bench.fine(&format!("table compared places {options}")).stdout;
    assert_eq!(rows("--variant firm"), rows("--point 1"));
    assert_eq!(rows("--variant tiny"), rows("--point 0"));
    assert_ne!(rows("--variant firm"), rows("--variant tiny"));
    let error = bench.refused("table compared places --variant fern");
    assert!(error.contains("no variant `fern`; it has: tiny, firm"), "{error}");
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let bench = bench();
    for (options, words) in [
        ("flow", "no table `flow`; it has: summary, replicates, waits, incidence,"),
        ("coverage", "no table `coverage`"),
        ("flows --site Camdn", "no site `Camdn`; it has: Alpha, Beta, Gamma, all"),
        ("flows --point 3", "no point 3; it has: 0"),
        ("flows --replicate 3", "no replicate 3; it has 1 to 2"),
        ("flows --variant firm", "no comparison, so it has no variants"),
        ("measures --site Alpha", "measures has no column `site`; leave out --site"),
        ("summary --replicate 1", "summary has no column `replicate`; leave out --replicate"),
    ] {
        let error = bench.refused(&format!("table both {options}"));
        assert!(error.contains(words), "{options}: {error}");
    }
    let error = bench.refused("table nowhere flows");
    assert!(error.contains("nowhere holds no results of mhst"), "{error}");
    bench.fine("run tiny.toml --shard 1/2 --out shard --replicates 2");
    assert!(bench.refused("table shard flows").contains("`mhst merge`"));
}

#[test]
fn columns_are_the_same_on_any_threads_and_from_shards() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --replicates 3 --episodes --threads 1 --out one");
    bench.fine("run tiny.toml --replicates 3 --episodes --threads 3 --out three");
    for shard in 1..=2 {
        bench.fine(&format!(
            "run tiny.toml --replicates 3 --episodes --shard {shard}/2 --out {shard}"
        ));
    }
    bench.fine("merge 1 2 --out merged");
    let one = bench.results("one");
    assert!(large().all(|table| one.contains_key(&format!("{}.parquet", table.name))));
    assert!(large().all(|table| !one.contains_key(&format!("{}.csv", table.name))));
    assert_same(&one, &bench.results("three"));
    assert_same(&one, &bench.results("merged"));
}

#[test]
fn a_directory_keeps_its_form_until_another_is_asked_for() {
    let bench = Bench::new();
    let forms = || ["csv", "parquet"].map(|form| bench.path(&format!("out/flows.{form}")).exists());
    bench.fine("run tiny.toml --replicates 1 --format csv --out out");
    assert_eq!(forms(), [true, false]);
    bench.fine("extend out --replicates 2");
    assert_eq!(forms(), [true, false]);
    bench.fine("resume out --format parquet");
    assert_eq!(forms(), [false, true]);
    bench.fine("resume out");
    assert_eq!(forms(), [false, true]);
    bench.fine("resume out --format both");
    assert_eq!(forms(), [true, true]);
}

/// In the default form the large tables take a fifth of what they take as CSV, or less.
#[test]
fn the_default_form_is_small() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --replicates 12 --format both --out both --no-report");
    let files = bench.results("both");
    let bytes = |form: &str| -> usize {
        let files = files
            .iter()
            .filter(|(name, _)| large().any(|table| **name == format!("{}.{form}", table.name)));
        files.map(|(_, bytes)| bytes.len()).sum()
    };
    assert!(bytes("parquet") * 5 < bytes("csv"), "{} {}", bytes("parquet"), bytes("csv"));
}
