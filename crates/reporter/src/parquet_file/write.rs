//! Writing a Parquet file row by row.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;

use super::columns::Columns;
use super::fault;
use super::schema::schema;
use crate::cell::Cell;
use crate::column::ColumnDescription;

/// Bytes of rows that are held back. With more, the rows of a site become a row group.
const HELD: usize = 8 << 20;

/// A table as it is written.
pub(crate) struct Writer {
    file: SerializedFileWriter<Box<dyn Write + Send>>,
    columns: Vec<ColumnDescription>,
    /// Rows that are held back, by site.
    held: BTreeMap<String, Columns>,
    /// Bytes of them all.
    bytes: usize,
    most: usize,
}

impl Writer {
    /// A table with these columns.
    pub(crate) fn new(
        out: Box<dyn Write + Send>,
        columns: &[ColumnDescription],
    ) -> io::Result<Self> {
        Self::holding(HELD, out, columns)
    }

    /// The same with so many bytes of rows held back.
    pub(super) fn holding(
        most: usize,
        out: Box<dyn Write + Send>,
        columns: &[ColumnDescription],
    ) -> io::Result<Self> {
        // Statistics of pages would take memory for each page of the file until it is finished.
        let properties = WriterProperties::builder()
            .set_created_by("mhst".to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .build();
        let file = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties));
        let file = file.map_err(fault)?;
        Ok(Self { file, columns: columns.to_vec(), held: BTreeMap::new(), bytes: 0, most })
    }

    /// Adds a row of `site`.
    pub(crate) fn row<'c>(
        &mut self,
        site: &str,
        cells: impl Iterator<Item = Cell<'c>>,
    ) -> io::Result<()> {
        self.bytes += match self.held.get_mut(site) {
            Some(rows) => rows.row(cells)?,
            None => {
                let mut rows = Columns::new(&self.columns);
                let bytes = rows.row(cells)?;
                self.held.insert(site.to_owned(), rows);
                bytes
            }
        };
        if self.bytes > self.most { self.write_largest() } else { Ok(()) }
    }

    /// Writes the rows of the site that has most of them.
    fn write_largest(&mut self) -> io::Result<()> {
        // Of two that have as many it is the first in alphabetical order.
        let largest = self.held.iter().rev().max_by_key(|(_, rows)| rows.bytes);
        let largest = largest.map(|(site, _)| site.clone());
        let Some(rows) = largest.and_then(|site| self.held.remove(&site)) else {
            return Ok(());
        };
        self.bytes -= rows.bytes;
        rows.write(self.file.next_row_group().map_err(fault)?)
    }

    /// The end of the table.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        for rows in std::mem::take(&mut self.held).into_values() {
            rows.write(self.file.next_row_group().map_err(fault)?)?;
        }
        self.file.close().map_err(fault)?;
        Ok(())
    }
}
