//! Reading a Parquet file row by row, in the order in which the rows were written.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_typed_column_reader};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::columns::{of_day, of_time};
use super::fault;
use crate::cell::Cell;
use crate::column::ColumnDescription;
use crate::kind::Kind;

/// Rows that are decoded at once.
const ROWS: usize = 4_096;

/// Where the columns are by which rows are ordered.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    /// Point, of which each has its replicates.
    pub(crate) point: usize,
    /// Site.
    pub(crate) site: usize,
    /// Replicate, of which each has its sites.
    pub(crate) replicate: usize,
}

/// A table that is read.
pub(crate) struct Reader {
    file: SerializedFileReader<File>,
    columns: Vec<ColumnDescription>,
    order: Order,
    /// The row groups of each site in order.
    sites: BTreeMap<String, VecDeque<usize>>,
}

impl Reader {
    /// A table with these columns. Fails where the file has others.
    pub(crate) fn new(file: File, columns: &[ColumnDescription], order: Order) -> io::Result<Self> {
        let file = SerializedFileReader::new(file).map_err(fault)?;
        let schema = file.metadata().file_metadata().schema_descr();
        let found = schema.columns().iter().map(|column| column.name());
        if !found.eq(columns.iter().map(|column| column.name)) {
            return Err(io::Error::other("it has other columns than this version of mhst writes"));
        }
        let mut sites: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for group in 0..file.num_row_groups() {
            let row_group = file.get_row_group(group).map_err(fault)?;
            let column = row_group.get_column_reader(order.site).map_err(fault)?;
            let mut first = Batch::<ByteArrayType>::new(column);
            first.fill(1)?;
            let site = first.next().map(text).transpose()?.unwrap_or_default().to_owned();
            sites.entry(site).or_default().push_back(group);
        }
        Ok(Self { file, columns: columns.to_vec(), order, sites })
    }

    /// Hands over the rows of the sites that are picked: by point, then by replicate, and then by
    /// site, `first` before the others.
    pub(crate) fn rows(
        mut self,
        first: &str,
        pick: impl Fn(&str) -> bool,
        mut take: impl FnMut(Vec<Cell<'_>>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut sites = Vec::new();
        for (site, groups) in std::mem::take(&mut self.sites) {
            if pick(&site) {
                let is_later = site != first;
                sites.push((is_later, Rows { reader: &self, groups, group: None }));
            }
        }
        sites.sort_by_key(|(is_later, _)| *is_later);
        let mut sites: Vec<Rows<'_>> = sites.into_iter().map(|(_, rows)| rows).collect();
        loop {
            let mut next: Option<((i64, i64), usize)> = None;
            for (index, rows) in sites.iter_mut().enumerate() {
                if let Some(at) = rows.at()? {
                    next = next.filter(|(least, _)| *least <= at).or(Some((at, index)));
                }
            }
            let Some((at, index)) = next else { return Ok(()) };
            let rows = &mut sites[index];
            while rows.at()? == Some(at) {
                take(rows.next()?)?;
            }
        }
    }
}

/// The rows of a site.
struct Rows<'a> {
    reader: &'a Reader,
    groups: VecDeque<usize>,
    group: Option<Vec<Values>>,
}

impl Rows<'_> {
    /// Point and replicate of the next row; `None` where there is none.
    fn at(&mut self) -> io::Result<Option<(i64, i64)>> {
        loop {
            if let Some(columns) = &mut self.group {
                let Order { point, replicate, .. } = self.reader.order;
                let found = (columns[point].whole()?, columns[replicate].whole()?);
                if let (Some(point), Some(replicate)) = found {
                    return Ok(Some((point, replicate)));
                }
                self.group = None;
            }
            let Some(group) = self.groups.pop_front() else { return Ok(None) };
            let group = self.reader.file.get_row_group(group).map_err(fault)?;
            let columns = self.reader.columns.iter().enumerate().map(|(index, column)| {
                let reader = group.get_column_reader(index).map_err(fault)?;
                Ok(Values::new(column.kind, reader))
            });
            self.group = Some(columns.collect::<io::Result<_>>()?);
        }
    }

    /// The cells of the next row.
    fn next(&mut self) -> io::Result<Vec<Cell<'_>>> {
        self.group.iter_mut().flatten().map(Values::next).collect()
    }
}

/// The cells of a column in a row group.
enum Values {
    Text(Batch<ByteArrayType>),
    Whole(Batch<Int64Type>),
    Number(Batch<DoubleType>),
    Day(Batch<Int32Type>),
    Time(Batch<Int64Type>),
    Month(Batch<Int32Type>),
}

impl Values {
    fn new(kind: Kind, reader: ColumnReader) -> Self {
        match kind {
            Kind::Text => Self::Text(Batch::new(reader)),
            Kind::Whole => Self::Whole(Batch::new(reader)),
            Kind::Number => Self::Number(Batch::new(reader)),
            Kind::Day => Self::Day(Batch::new(reader)),
            Kind::Time => Self::Time(Batch::new(reader)),
            Kind::Month => Self::Month(Batch::new(reader)),
        }
    }

    /// The next cell, if it is a whole number. It stays the next one.
    fn whole(&mut self) -> io::Result<Option<i64>> {
        let Self::Whole(batch) = self else { return Ok(None) };
        batch.fill(ROWS)?;
        Ok(batch.peek().copied())
    }

    /// The next cell.
    fn next(&mut self) -> io::Result<Cell<'_>> {
        let cell = match self {
            Self::Text(batch) => batch.filled()?.next().map(text).transpose()?.map(Cell::from),
            Self::Whole(batch) => {
                batch.filled()?.next().map(|&number| Cell::Whole(number.max(0) as u64))
            }
            Self::Number(batch) => batch.filled()?.next().map(|&number| Cell::Number(number)),
            Self::Day(batch) => batch.filled()?.next().map(|&day| Cell::Day(of_day(day))),
            Self::Time(batch) => batch.filled()?.next().map(|&time| Cell::Time(of_time(time))),
            Self::Month(batch) => {
                batch.filled()?.next().map(|&day| Cell::Month(of_day(day).month()))
            }
        };
        Ok(cell.unwrap_or(Cell::Empty))
    }
}

fn text(bytes: &ByteArray) -> io::Result<&str> {
    bytes.as_utf8().map_err(fault)
}

/// Some cells of a column, decoded.
struct Batch<T: DataType> {
    reader: ColumnReaderImpl<T>,
    levels: Vec<i16>,
    values: Vec<T::T>,
    /// Cells and values that are done with.
    done: (usize, usize),
}

impl<T: DataType> Batch<T> {
    fn new(reader: ColumnReader) -> Self {
        let reader = get_typed_column_reader(reader);
        Self { reader, levels: Vec::new(), values: Vec::new(), done: (0, 0) }
    }

    /// Decodes so many more where all are done with.
    fn fill(&mut self, rows: usize) -> io::Result<()> {
        if self.done.0 < self.levels.len() {
            return Ok(());
        }
        self.levels.clear();
        self.values.clear();
        self.done = (0, 0);
        let levels = Some(&mut self.levels);
        self.reader.read_records(rows, levels, None, &mut self.values).map_err(fault)?;
        Ok(())
    }

    fn filled(&mut self) -> io::Result<&mut Self> {
        self.fill(ROWS)?;
        Ok(self)
    }

    /// The value of the next cell; `None` where it is empty or there is none.
    fn peek(&self) -> Option<&T::T> {
        let is_there = self.levels.get(self.done.0).is_some_and(|level| *level > 0);
        is_there.then(|| &self.values[self.done.1])
    }

    /// The same, and it is done with.
    fn next(&mut self) -> Option<&T::T> {
        let is_there = self.levels.get(self.done.0).is_some_and(|level| *level > 0);
        let value = self.done.1;
        self.done.0 += 1;
        self.done.1 += usize::from(is_there);
        is_there.then(|| &self.values[value])
    }
}
