//! A part of a table of a results directory, as CSV, whatever form the table has.

use std::fs::File;
use std::io::{self, Read, Write};

use crate::cell::{self, Csv};
use crate::column::Description;
use crate::form::Form;
use crate::parquet_file::{self, Order};
use crate::tables::ALL_SITES;

/// A table of which some rows are wanted.
pub struct Piece {
    columns: Vec<String>,
    of: Of,
}

enum Of {
    Csv(csv::Reader<Box<dyn Read>>),
    Parquet(parquet_file::Reader, usize),
}

/// Which rows are wanted: those that have one of these texts in each of these columns.
pub type Wanted = [(&'static str, Vec<String>)];

impl Piece {
    /// The table that `file` holds in this form.
    ///
    /// # Errors
    /// When it cannot be read, or is another table.
    pub fn open(table: &Description, form: Form, file: File) -> io::Result<Self> {
        match form {
            Form::Csv => {
                let file: Box<dyn Read> = Box::new(file);
                let mut reader =
                    csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_reader(file);
                let columns = reader.headers()?.iter().map(str::to_owned).collect();
                Ok(Self { columns, of: Of::Csv(reader) })
            }
            Form::Parquet => {
                let columns: Vec<String> =
                    table.columns.iter().map(|column| column.name.to_owned()).collect();
                let at = |name: &str| {
                    position(&columns, name).ok_or_else(|| io::Error::other("it has no order"))
                };
                let order =
                    Order { point: at("point")?, site: at("site")?, replicate: at("replicate")? };
                let reader = parquet_file::Reader::new(file, &table.columns, order)?;
                Ok(Self { columns, of: Of::Parquet(reader, order.site) })
            }
        }
    }

    /// Whether the table has a column.
    pub fn has(&self, column: &str) -> bool {
        position(&self.columns, column).is_some()
    }

    /// Writes the rows that are wanted, in the order of the CSV form.
    ///
    /// # Errors
    /// When the table cannot be read, or its rows cannot be written.
    pub fn write(self, wanted: &Wanted, out: Box<dyn Write + '_>) -> io::Result<()> {
        let Self { columns, of } = self;
        let wanted = wanted.iter().map(|(column, texts)| {
            let missing = || io::Error::other(format!("it has no column `{column}`"));
            Ok((position(&columns, column).ok_or_else(missing)?, texts.as_slice()))
        });
        let wanted: Vec<(usize, &[String])> = wanted.collect::<io::Result<_>>()?;
        match of {
            Of::Csv(reader) => of_csv(reader, &wanted, out),
            Of::Parquet(reader, site) => {
                let header: Vec<&str> = columns.iter().map(String::as_str).collect();
                of_parquet(reader, site, &wanted, Csv::new(out, &header)?)
            }
        }
    }
}

fn position(columns: &[String], name: &str) -> Option<usize> {
    columns.iter().position(|column| column == name)
}

fn of_csv(
    mut reader: csv::Reader<Box<dyn Read>>,
    wanted: &[(usize, &[String])],
    out: Box<dyn Write + '_>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    writer.write_record(reader.headers()?)?;
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row)? {
        let is = |column: usize, texts: &[String]| {
            texts.iter().any(|text| text == cell::as_given(&row[column]))
        };
        if wanted.iter().all(|(column, texts)| is(*column, texts)) {
            writer.write_record(&row)?;
        }
    }
    writer.flush()
}

fn of_parquet(
    reader: parquet_file::Reader,
    site: usize,
    wanted: &[(usize, &[String])],
    mut out: Csv<'_>,
) -> io::Result<()> {
    // The rows of other sites are not even decoded.
    let pick = |name: &str| {
        let mut of_site = wanted.iter().filter(|(column, _)| *column == site);
        of_site.all(|(_, texts)| texts.iter().any(|text| text == name))
    };
    reader.rows(ALL_SITES, pick, |cells| {
        let is = |column: usize, texts: &[String]| texts.contains(&cell::plain(&cells[column]));
        match wanted.iter().all(|(column, texts)| is(*column, texts)) {
            true => out.row(cells),
            false => Ok(()),
        }
    })?;
    out.finish()
}
