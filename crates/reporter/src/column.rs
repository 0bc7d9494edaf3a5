//! A table is declared as a list of columns: name, unit, definition and how to get the cell from a
//! row. Header, rows and the dictionary of the tables follow from the list.

use std::io;

use crate::cell::{Cell, Csv};
use crate::form::Form;
use crate::kind::{Day, Kind, MonthOfYear, Number, Time, Whole};

/// A kind of table: what a row is, and its columns.
pub(crate) trait Table: Sized + 'static {
    /// What the cells of a row are taken from.
    type Row<'a>;
    /// Its name: that of its files, without their ending.
    const NAME: &'static str;
    /// What a row is, in a sentence.
    const ROW: &'static str;
    /// When the file is written, in a sentence.
    const WRITTEN: &'static str;
    /// Whether it is large, so that it is written in columns unless CSV is asked for.
    const IS_LARGE: bool = false;
    /// The columns in order; for a table whose rows belong to a replicate, those that follow
    /// scenario, point, site and replicate.
    const COLUMNS: &'static [Column<Self>];
}

/// A column of a table.
pub(crate) struct Column<T: Table> {
    described: ColumnDescription,
    get: Get<T>,
}

/// How the cell of a column is got from a row.
enum Get<T: Table> {
    Text(for<'r, 'a> fn(&'r T::Row<'a>) -> Cell<'r>),
    Whole(for<'r, 'a> fn(&'r T::Row<'a>) -> Whole),
    Number(for<'r, 'a> fn(&'r T::Row<'a>) -> Number),
    Day(for<'r, 'a> fn(&'r T::Row<'a>) -> Day),
    Time(for<'r, 'a> fn(&'r T::Row<'a>) -> Time),
    Month(for<'r, 'a> fn(&'r T::Row<'a>) -> MonthOfYear),
}

/// Declares a column: its name, its unit (empty for text), its definition, and its cell in a row.
macro_rules! declares {
    ($($name:ident $kind:ident $cell:ty;)+) => {
        impl<T: Table> Column<T> {
            $(#[doc = concat!("A column of the kind [`Kind::", stringify!($kind), "`].")]
            pub(crate) const fn $name(
                name: &'static str,
                unit: &'static str,
                definition: &'static str,
                get: for<'r, 'a> fn(&'r T::Row<'a>) -> $cell,
            ) -> Self {
                let kind = Kind::$kind;
                let described = ColumnDescription { name, kind, unit, definition };
                Self { described, get: Get::$kind(get) }
            })+
        }
    };
}

declares! {
    text Text Cell<'r>;
    whole Whole Whole;
    number Number Number;
    day Day Day;
    time Time Time;
    month Month MonthOfYear;
}

impl<T: Table> Column<T> {
    fn cell<'r>(&self, row: &'r T::Row<'_>) -> Cell<'r> {
        match self.get {
            Get::Text(get) => get(row),
            Get::Whole(get) => get(row).into(),
            Get::Number(get) => get(row).into(),
            Get::Day(get) => get(row).into(),
            Get::Time(get) => get(row).into(),
            Get::Month(get) => get(row).into(),
        }
    }
}

/// The names of the columns of a table.
pub(crate) fn names<T: Table>() -> impl Iterator<Item = &'static str> {
    T::COLUMNS.iter().map(|column| column.described.name)
}

/// The cells of a row.
pub(crate) fn cells<'r, T: Table>(row: &'r T::Row<'_>) -> impl Iterator<Item = Cell<'r>> {
    T::COLUMNS.iter().map(|column| column.cell(row))
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
    /// Its name: that of its files, without their ending.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// When the file is written.
    pub written: &'static str,
    /// Whether it is written in columns unless CSV is asked for.
    pub is_large: bool,
    /// Its columns, in order.
    pub columns: Vec<ColumnDescription>,
}

/// A column, described.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnDescription {
    /// The name in the first line of the file.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// Unit of the numbers; empty for text.
    pub unit: &'static str,
    /// What it is.
    pub definition: &'static str,
}

impl Description {
    /// Its file where no form is asked for.
    pub fn file(&self) -> String {
        let form = if self.is_large { Form::Parquet } else { Form::Csv };
        form.file(self.name)
    }

    /// The description of a table.
    pub(crate) fn of<T: Table>() -> Self {
        Self {
            name: T::NAME,
            row: T::ROW,
            written: T::WRITTEN,
            is_large: T::IS_LARGE,
            columns: columns::<T>().collect(),
        }
    }
}

/// The columns of a table, described.
pub(crate) fn columns<T: Table>() -> impl Iterator<Item = ColumnDescription> {
    T::COLUMNS.iter().map(|column| column.described)
}
