//! A table that is written row by row, in one form or in several.

use std::io::{self, Write};

use crate::cell::{Cell, Csv};
use crate::column::ColumnDescription;
use crate::form::Form;
use crate::parquet_file;

/// Opens a file of the results by its name.
pub(crate) type Open<'o> = &'o mut dyn FnMut(&str) -> io::Result<Box<dyn Write + Send>>;

/// A table with its forms.
pub(crate) struct Sheet {
    csv: Option<Csv<'static>>,
    parquet: Option<parquet_file::Writer>,
}

impl Sheet {
    /// The table `name` with its header.
    pub(crate) fn open(
        name: &str,
        columns: &[ColumnDescription],
        forms: &[Form],
        open: Open<'_>,
    ) -> io::Result<Self> {
        let mut sheet = Self { csv: None, parquet: None };
        for form in forms {
            let out = open(&form.file(name))?;
            match form {
                Form::Csv => {
                    let header: Vec<&str> = columns.iter().map(|column| column.name).collect();
                    sheet.csv = Some(Csv::new(out, &header)?);
                }
                Form::Parquet => sheet.parquet = Some(parquet_file::Writer::new(out, columns)?),
            }
        }
        Ok(sheet)
    }

    /// A row of these cells, which is of `site`.
    pub(crate) fn row<'c, I>(&mut self, site: &str, cells: impl Fn() -> I) -> io::Result<()>
    where
        I: Iterator<Item = Cell<'c>>,
    {
        if let Some(csv) = &mut self.csv {
            csv.row(cells())?;
        }
        if let Some(parquet) = &mut self.parquet {
            parquet.row(site, cells())?;
        }
        Ok(())
    }

    /// The end of the table.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.csv.map_or(Ok(()), Csv::finish)?;
        self.parquet.map_or(Ok(()), parquet_file::Writer::finish)
    }
}
