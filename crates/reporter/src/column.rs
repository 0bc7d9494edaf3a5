//! A table is declared as a list of columns: name, unit, definition and how to get the cell from a
//! row. Header, rows and the dictionary of the tables follow from the list.

use std::io;

use crate::cell::{Cell, Csv};

/// A kind of table: what a row is, and its columns.
pub(crate) trait Table: Sized + 'static {
    /// What the cells of a row are taken from.
    type Row<'a>;
    /// Name of the file.
    const FILE: &'static str;
    /// What a row is, in a sentence.
    const ROW: &'static str;
    /// When the file is written, in a sentence.
    const WRITTEN: &'static str;
    /// The columns in order; for a table whose rows belong to a replicate, those that follow
    /// scenario, point, site and replicate.
    const COLUMNS: &'static [Column<Self>];
}

/// A column of a table.
pub(crate) struct Column<T: Table> {
    name: &'static str,
    unit: &'static str,
    definition: &'static str,
    cell: for<'r, 'a> fn(&'r T::Row<'a>) -> Cell<'r>,
}

impl<T: Table> Column<T> {
    /// A column: its name, its unit (empty for text), its definition, and its cell in a row.
    pub(crate) const fn new(
        name: &'static str,
        unit: &'static str,
        definition: &'static str,
        cell: for<'r, 'a> fn(&'r T::Row<'a>) -> Cell<'r>,
    ) -> Self {
        Self { name, unit, definition, cell }
    }
}

/// The names of the columns of a table.
pub(crate) fn names<T: Table>() -> impl Iterator<Item = &'static str> {
    T::COLUMNS.iter().map(|column| column.name)
}

/// The cells of a row.
pub(crate) fn cells<'r, T: Table>(row: &'r T::Row<'_>) -> impl Iterator<Item = Cell<'r>> {
    T::COLUMNS.iter().map(|column| (column.cell)(row))
}

/// Writes a table whose rows are all there.
pub(crate) fn write<'a, T: Table>(
    out: Box<dyn io::Write + '_>,
    rows: impl IntoIterator<Item = T::Row<'a>>,
) -> io::Result<()> {
    let mut csv = Csv::new(out, &names::<T>().collect::<Vec<_>>())?;
    for row in rows {
        csv.row(cells::<T>(&row))?;
    }
    csv.finish()
}

/// A table, described.
#[derive(Clone, PartialEq, Debug)]
pub struct Description {
    /// Name of the file.
    pub file: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// When the file is written.
    pub written: &'static str,
    /// Its columns, in order.
    pub columns: Vec<ColumnDescription>,
}

/// A column, described.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnDescription {
    /// The name in the first line of the file.
    pub name: &'static str,
    /// Unit of the numbers; empty for text.
    pub unit: &'static str,
    /// What it is.
    pub definition: &'static str,
}

impl Description {
    /// The description of a table.
    pub(crate) fn of<T: Table>() -> Self {
        let columns = columns::<T>().collect();
        Self { file: T::FILE, row: T::ROW, written: T::WRITTEN, columns }
    }
}

/// The columns of a table, described.
pub(crate) fn columns<T: Table>() -> impl Iterator<Item = ColumnDescription> {
    T::COLUMNS.iter().map(|Column { name, unit, definition, .. }| ColumnDescription {
        name,
        unit,
        definition,
    })
}
