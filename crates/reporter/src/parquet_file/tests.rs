//! Laws of Parquet files, on rows made by hand.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;

use mhst_core::engine::time::{Month, SimTime};
use parquet::file::reader::{FileReader, SerializedFileReader};
use proptest::prelude::*;

use super::{Order, Reader, Writer};
use crate::cell::Cell;
use crate::column::ColumnDescription;
use crate::kind::Kind;

const ORDER: Order = Order { point: 0, site: 1, replicate: 2 };

/// Point, site, replicate, and a column of each kind.
fn columns() -> Vec<ColumnDescription> {
    let kinds = [
        ("point", Kind::Whole),
        ("site", Kind::Text),
        ("replicate", Kind::Whole),
        ("text", Kind::Text),
        ("number", Kind::Number),
        ("day", Kind::Day),
        ("time", Kind::Time),
        ("month", Kind::Month),
    ];
    kinds.map(|(name, kind)| ColumnDescription { name, kind, unit: "", definition: "" }).to_vec()
}

/// The cells of a row that differ from row to row.
type Row = (u32, String, f64, bool);

fn cells(point: u64, site: &str, replicate: u64, row: &Row) -> Vec<Cell<'static>> {
    let (minutes, text, number, is_there) = row;
    let at = SimTime::from_minutes(*minutes);
    let midnight = SimTime::from_minutes(minutes / 1_440 * 1_440);
    let or_empty = |cell| if *is_there { cell } else { Cell::Empty };
    vec![
        Cell::Whole(point),
        Cell::from(site.to_owned()),
        Cell::Whole(replicate),
        or_empty(Cell::from(text.clone())),
        or_empty(Cell::Number(*number)),
        or_empty(Cell::Day(midnight)),
        Cell::Time(at),
        or_empty(Cell::Month(Month(minutes % 1_200))),
    ]
}

/// A file with these rows of which so many bytes are held back while it is written.
fn written(most: usize, rows: &[Vec<Cell<'_>>]) -> File {
    let file = tempfile::tempfile().unwrap();
    let out: Box<dyn Write + Send> = Box::new(file.try_clone().unwrap());
    let mut writer = Writer::holding(most, out, &columns()).unwrap();
    for row in rows {
        let Cell::Text(site) = &row[1] else { panic!("a row has a site") };
        writer.row(site, row.iter().cloned()).unwrap();
    }
    writer.finish().unwrap();
    file
}

/// The sites of each row group.
fn sites_of_groups(file: &File) -> Vec<BTreeSet<String>> {
    let reader = SerializedFileReader::new(file.try_clone().unwrap()).unwrap();
    let groups = 0..reader.num_row_groups();
    let of = |group| {
        let rows = reader.get_row_group(group).unwrap();
        let rows = rows.get_row_iter(None).unwrap();
        rows.map(|row| row.unwrap().get_column_iter().nth(1).unwrap().1.to_string()).collect()
    };
    groups.map(of).collect()
}

fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Text(text) => Cell::Text(text.into_owned().into()),
        Cell::Empty => Cell::Empty,
        Cell::Whole(number) => Cell::Whole(number),
        Cell::Number(number) => Cell::Number(number),
        Cell::Day(at) => Cell::Day(at),
        Cell::Time(at) => Cell::Time(at),
        Cell::Month(month) => Cell::Month(month),
    }
}

fn read(file: File, pick: impl Fn(&str) -> bool) -> Vec<Vec<Cell<'static>>> {
    let mut rows = Vec::new();
    let reader = Reader::new(file, &columns(), ORDER).unwrap();
    let keep = |cells: Vec<Cell<'_>>| {
        rows.push(cells.into_iter().map(owned).collect());
        Ok(())
    };
    reader.rows("all", pick, keep).unwrap();
    rows
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let number = prop_oneof![(-9_999_i32..9_999).prop_map(f64::from), Just(0.25), Just(1.125e-7)];
    let row = (0_u32..40_000_000, "[=a-z ]{0,4}", number, any::<bool>());
    prop::collection::vec(row, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// However much is held back, each row group is of one site and what is read is what was
    /// written, in the same order.
    #[test]
    fn rows_come_back_in_their_order(of in rows(), most in 0_usize..6_000) {
        let mut table = Vec::new();
        for point in 0..2 {
            for replicate in 1..4 {
                for site in ["all", "Camden", "abroad"] {
                    let share = of.iter().skip(site.len() % 4).step_by(replicate as usize);
                    table.extend(share.map(|row| cells(point, site, replicate, row)));
                }
            }
        }
        // The order of sites in a replicate: `all`, and the others by name.
        let file = written(most, &table);
        for sites in sites_of_groups(&file) {
            prop_assert_eq!(sites.len(), 1);
        }
        prop_assert_eq!(&read(file.try_clone().unwrap(), |_| true), &table);
        table.retain(|row| row[1] == Cell::from("abroad"));
        prop_assert_eq!(&read(file, |site| site == "abroad"), &table);
    }
}

#[test]
fn little_held_back_gives_many_row_groups_and_much_gives_one_a_site() {
    let row = (1_000_000, "text".to_owned(), 0.5, true);
    let table: Vec<_> = (1..200).flat_map(|r| ["a", "b"].map(|s| cells(0, s, r, &row))).collect();
    let groups = |most| sites_of_groups(&written(most, &table)).len();
    assert_eq!(groups(usize::MAX), 2);
    assert!(groups(2_000) > 10, "{}", groups(2_000));
}

#[test]
fn numbers_are_those_of_the_other_form() {
    let third = (0, String::new(), 1.0 / 3.0, true);
    let rows = read(written(0, &[cells(0, "a", 1, &third)]), |_| true);
    assert_eq!(rows[0][4], Cell::Number(0.333_333_333));
}

#[test]
fn a_cell_of_another_type_is_an_error() {
    let out: Box<dyn Write + Send> = Box::new(Vec::new());
    let mut writer = Writer::new(out, &columns()).unwrap();
    let error = writer.row("a", [Cell::Number(0.5)].into_iter()).unwrap_err();
    assert!(error.to_string().contains("`point` is a whole number"), "{error}");
}

#[test]
fn a_file_with_other_columns_is_not_read() {
    let file = written(0, &[cells(0, "a", 1, &(0, String::new(), 1.0, true))]);
    let error = Reader::new(file, &columns()[1..], ORDER).err().unwrap();
    assert!(error.to_string().contains("other columns"), "{error}");
}
