//! The first columns of the tables that are filled from results: where a row comes from.

use std::io::{self, Write};
use std::marker::PhantomData;

use mhst_core::model::results::SiteResult;

use super::Extent;
use crate::cell::Csv;
use crate::column::{Column, Description, Table, cells, columns, names};

/// The site that a row is of.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) scenario: &'a str,
    pub(super) point: u32,
    pub(super) site: &'a str,
}

/// The replicate of a site that a row is of.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) origin: Origin<'a>,
    pub(super) replicate: u32,
}

/// The columns that say which site a row is of.
pub(super) enum Origins {}

impl Table for Origins {
    type Row<'a> = Origin<'a>;
    const FILE: &'static str = "";
    const ROW: &'static str = "";
    const WRITTEN: &'static str = "";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("scenario", "", "name of the scenario or design", |row| row.scenario.into()),
        Column::new("point", "", "number of the point in `points.csv`; 0 in a single run", |row| {
            row.point.into()
        }),
        Column::new("site", "", "name of the site; `all` for all sites together", |row| {
            row.site.into()
        }),
    ];
}

/// The column that says which replicate a row is of.
enum Sources {}

impl Table for Sources {
    type Row<'a> = Source<'a>;
    const FILE: &'static str = "";
    const ROW: &'static str = "";
    const WRITTEN: &'static str = "";
    const COLUMNS: &'static [Column<Self>] =
        &[Column::new("replicate", "", "number of the replicate, from 1", |row| {
            row.replicate.into()
        })];
}

/// A table whose rows belong to one replicate of a site.
pub(super) trait OfReplicate: Table {
    /// The least extent of output at which it is written.
    const EXTENT: Extent;
    /// Whether only a roll-out has it.
    const ONLY_IN_WAVES: bool;

    /// Hands over the rows of a result, in order.
    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()>;
}

/// What takes the rows of a table.
pub(super) type Take<'t, T> = &'t mut dyn for<'a> FnMut(<T as Table>::Row<'a>) -> io::Result<()>;

/// A table whose rows belong to replicates, as it is written.
pub(super) struct Rows<T> {
    csv: Csv<'static>,
    of: PhantomData<T>,
}

impl<T: Table> Rows<T> {
    pub(super) fn new(out: Box<dyn Write>) -> io::Result<Self> {
        let before = names::<Origins>().chain(names::<Sources>());
        let header: Vec<&str> = before.chain(names::<T>()).collect();
        Ok(Self { csv: Csv::new(out, &header)?, of: PhantomData })
    }

    pub(super) fn add(&mut self, source: &Source<'_>, row: &T::Row<'_>) -> io::Result<()> {
        let before = cells::<Origins>(&source.origin).chain(cells::<Sources>(source));
        self.csv.row(before.chain(cells::<T>(row)))
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.csv.finish()
    }
}

/// A table that is filled from results.
pub(super) trait Fill {
    /// Adds the rows of a result.
    fn fill(&mut self, source: &Source<'_>, result: &SiteResult) -> io::Result<()>;
    /// Ends the table.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

impl<T: OfReplicate> Fill for Rows<T> {
    fn fill(&mut self, source: &Source<'_>, result: &SiteResult) -> io::Result<()> {
        T::rows(result, &mut |row| self.add(source, &row))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Rows::finish(*self)
    }
}

/// The description of a table whose rows belong to replicates.
pub(super) fn describe<T: Table>() -> Description {
    let mut described = Description::of::<T>();
    let before = columns::<Origins>().chain(columns::<Sources>());
    described.columns = before.chain(described.columns).collect();
    described
}

/// Opens a table with its header.
type Open = fn(Box<dyn Write>) -> io::Result<Box<dyn Fill>>;

/// A table of the directory that is filled from results.
pub(super) struct Entry {
    pub(super) file: &'static str,
    pub(super) extent: Extent,
    pub(super) only_in_waves: bool,
    pub(super) open: Open,
    pub(super) describe: fn() -> Description,
}

impl Entry {
    pub(super) const fn of<T: OfReplicate>() -> Self {
        Self {
            file: T::FILE,
            extent: T::EXTENT,
            only_in_waves: T::ONLY_IN_WAVES,
            open: |out| Ok(Box::new(Rows::<T>::new(out)?)),
            describe: describe::<T>,
        }
    }
}
