//! The first columns of the tables that are filled from results: where a row comes from.

use std::io;
use std::marker::PhantomData;

use mhst_core::model::results::SiteResult;

use super::Extent;
use crate::column::{Column, Description, Table, cells, columns};
use crate::form::{Form, Forms};
use crate::sheet::{Open, Sheet};

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
    pub(super) world: u32,
    pub(super) replicate: u32,
}

/// The columns that say which site a row is of.
pub(super) enum Origins {}

impl Table for Origins {
    type Row<'a> = Origin<'a>;
    const NAME: &'static str = "";
    const ROW: &'static str = "";
    const WRITTEN: &'static str = "";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("scenario", "", "name of the scenario or design", |row| row.scenario.into()),
        Column::whole(
            "point",
            "",
            "number of the point in `points.csv`; 0 in a single run",
            |row| row.point.into(),
        ),
        Column::text("site", "", "name of the site; `all` for all sites together", |row| {
            row.site.into()
        }),
    ];
}

/// The columns that say which replicate of which world a row is of.
enum Sources {}

impl Table for Sources {
    type Row<'a> = Source<'a>;
    const NAME: &'static str = "";
    const ROW: &'static str = "";
    const WRITTEN: &'static str = "";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole(
            "world",
            "",
            "number of the plausible world in `worlds.csv`; 0 for the central one",
            |row| row.world.into(),
        ),
        Column::whole("replicate", "", "number of the replicate in the world, from 1", |row| {
            row.replicate.into()
        }),
    ];
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
    sheet: Sheet,
    of: PhantomData<T>,
}

impl<T: Table> Rows<T> {
    pub(super) fn new(forms: &[Form], open: Open<'_>) -> io::Result<Self> {
        let Description { name, columns, .. } = describe::<T>();
        Ok(Self { sheet: Sheet::open(name, &columns, forms, open)?, of: PhantomData })
    }

    pub(super) fn add(&mut self, source: &Source<'_>, row: &T::Row<'_>) -> io::Result<()> {
        self.sheet.row(source.origin.site, || {
            let before = cells::<Origins>(&source.origin).chain(cells::<Sources>(source));
            before.chain(cells::<T>(row))
        })
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.sheet.finish()
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

/// Begins a table.
type Begin = fn(&[Form], Open<'_>) -> io::Result<Box<dyn Fill>>;

/// A table of the directory that is filled from results.
pub(super) struct Entry {
    name: &'static str,
    is_large: bool,
    pub(super) extent: Extent,
    pub(super) only_in_waves: bool,
    begin: Begin,
    pub(super) describe: fn() -> Description,
}

impl Entry {
    pub(super) const fn of<T: OfReplicate>() -> Self {
        Self {
            name: T::NAME,
            is_large: T::IS_LARGE,
            extent: T::EXTENT,
            only_in_waves: T::ONLY_IN_WAVES,
            begin: |forms, open| Ok(Box::new(Rows::<T>::new(forms, open)?)),
            describe: describe::<T>,
        }
    }

    /// Begins the table in these forms.
    pub(super) fn begin(&self, forms: Forms, open: Open<'_>) -> io::Result<Box<dyn Fill>> {
        (self.begin)(forms.of(self.is_large), open)
    }

    /// The files of the table that are not written: those of other forms or, where it is not written
    /// at all, of any.
    pub(super) fn left_out(&self, forms: Option<Forms>) -> impl Iterator<Item = String> {
        let written = forms.map_or(&[][..], |forms| forms.of(self.is_large));
        let others = Form::ALL.into_iter().filter(|form| !written.contains(form));
        others.map(|form| form.file(self.name))
    }
}
