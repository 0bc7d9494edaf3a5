//! The cells of some rows, column by column, as they go into a row group.

use std::collections::BTreeMap;
use std::io::{self, Write};

use mhst_core::engine::time::{MINUTES_PER_DAY, SimTime};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::writer::{SerializedColumnWriter, SerializedRowGroupWriter};

use super::fault;
use crate::cell::{self, Cell};
use crate::column::ColumnDescription;
use crate::kind::Kind;

/// Days from 1970, from which Parquet counts, to 2000, from which the model does.
const DAYS_TO_2000: i32 = 10_957;

/// Milliseconds of a minute.
const MILLISECONDS: i64 = 60_000;

/// A day as Parquet counts it.
fn day(at: SimTime) -> i32 {
    DAYS_TO_2000 + (at.minutes() / MINUTES_PER_DAY) as i32
}

/// The beginning of a day that Parquet counts.
pub(super) fn of_day(day: i32) -> SimTime {
    SimTime::from_minutes(day.saturating_sub(DAYS_TO_2000).max(0) as u32 * MINUTES_PER_DAY)
}

/// An instant as Parquet counts it.
fn time(at: SimTime) -> i64 {
    let minutes = i64::from(DAYS_TO_2000) * i64::from(MINUTES_PER_DAY) + i64::from(at.minutes());
    minutes * MILLISECONDS
}

/// An instant that Parquet counts.
pub(super) fn of_time(time: i64) -> SimTime {
    let minutes = time / MILLISECONDS - i64::from(DAYS_TO_2000) * i64::from(MINUTES_PER_DAY);
    SimTime::from_minutes(u32::try_from(minutes).unwrap_or(0))
}

/// Rows of a table.
pub(super) struct Columns {
    columns: Vec<Values>,
    /// About how much memory they take.
    pub(super) bytes: usize,
}

/// The cells of a column that are not empty, and for each row whether its cell is.
struct Values {
    name: &'static str,
    kind: Kind,
    levels: Runs<i16>,
    of: Of,
}

enum Of {
    Texts(Texts),
    Days(Runs<i32>),
    Wholes(Runs<i64>),
    Numbers(Vec<f64>),
}

/// Values in order, each with how often it follows itself: in most columns that is often.
#[derive(Default)]
struct Runs<T>(Vec<(T, u32)>);

impl<T: Copy + PartialEq> Runs<T> {
    /// Adds a value, and says how much memory it takes.
    fn add(&mut self, value: T) -> usize {
        if let Some((last, times)) = self.0.last_mut()
            && *last == value
        {
            *times += 1;
            return 0;
        }
        self.0.push((value, 1));
        size_of::<(T, u32)>()
    }

    fn last(&self) -> Option<T> {
        self.0.last().map(|(value, _)| *value)
    }

    fn iter(&self) -> impl Iterator<Item = T> {
        self.0.iter().flat_map(|&(value, times)| std::iter::repeat_n(value, times as usize))
    }
}

/// Texts, each of which is kept once.
#[derive(Default)]
struct Texts {
    known: BTreeMap<Box<str>, u32>,
    texts: Vec<ByteArray>,
    picked: Runs<u32>,
}

impl Columns {
    pub(super) fn new(columns: &[ColumnDescription]) -> Self {
        Self { columns: columns.iter().map(Values::new).collect(), bytes: 0 }
    }

    /// Adds a row, and says how much memory it takes.
    pub(super) fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<usize> {
        let before = self.bytes;
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += values.add(&cell)?;
        }
        Ok(self.bytes - before)
    }

    /// Writes the rows.
    pub(super) fn write<W: Write + Send>(
        self,
        mut group: SerializedRowGroupWriter<'_, W>,
    ) -> io::Result<()> {
        for values in self.columns {
            if let Some(column) = group.next_column().map_err(fault)? {
                values.write(column)?;
            }
        }
        group.close().map_err(fault)?;
        Ok(())
    }
}

impl Values {
    fn new(column: &ColumnDescription) -> Self {
        let of = match column.kind {
            Kind::Text => Of::Texts(Texts::default()),
            Kind::Whole | Kind::Time => Of::Wholes(Runs::default()),
            Kind::Number => Of::Numbers(Vec::new()),
            Kind::Day | Kind::Month => Of::Days(Runs::default()),
        };
        Self { name: column.name, kind: column.kind, levels: Runs::default(), of }
    }

    /// Adds a cell, and says how much memory it takes.
    fn add(&mut self, cell: &Cell<'_>) -> io::Result<usize> {
        let level = self.levels.add(i16::from(!matches!(cell, Cell::Empty)));
        let bytes = match (&mut self.of, cell) {
            (_, Cell::Empty) => 0,
            (Of::Texts(texts), Cell::Text(text)) => texts.add(text),
            (Of::Texts(texts), other) => texts.add(&cell::plain(other)),
            (Of::Wholes(wholes), Cell::Whole(number)) => {
                wholes.add(i64::try_from(*number).map_err(io::Error::other)?)
            }
            (Of::Wholes(times), Cell::Time(at)) => times.add(time(*at)),
            (Of::Numbers(numbers), Cell::Number(number)) => {
                numbers.push(cell::rounded(*number));
                size_of::<f64>()
            }
            (Of::Days(days), Cell::Day(at)) => days.add(day(*at)),
            (Of::Days(days), Cell::Month(month)) => days.add(day(month.first_instant())),
            (_, other) => {
                let kind = self.kind.name();
                let words = format!("`{}` is a {kind}, but a cell is {other:?}", self.name);
                return Err(io::Error::other(words));
            }
        };
        Ok(level + bytes)
    }

    fn write(self, mut column: SerializedColumnWriter<'_>) -> io::Result<()> {
        let levels: Vec<i16> = self.levels.iter().collect();
        let levels = Some(&levels[..]);
        let written = match self.of {
            Of::Texts(texts) => {
                let of = |position: u32| texts.texts[position as usize].clone();
                let values: Vec<ByteArray> = texts.picked.iter().map(of).collect();
                column.typed::<ByteArrayType>().write_batch(&values, levels, None)
            }
            Of::Days(days) => {
                let days: Vec<i32> = days.iter().collect();
                column.typed::<Int32Type>().write_batch(&days, levels, None)
            }
            Of::Wholes(wholes) => {
                let wholes: Vec<i64> = wholes.iter().collect();
                column.typed::<Int64Type>().write_batch(&wholes, levels, None)
            }
            Of::Numbers(numbers) => {
                column.typed::<DoubleType>().write_batch(&numbers, levels, None)
            }
        };
        written.map_err(fault)?;
        column.close().map_err(fault)
    }
}

impl Texts {
    /// About what a text takes that is kept, besides its letters, which are there twice.
    const KEPT: usize = size_of::<(Box<str>, u32)>() + size_of::<ByteArray>() + 64;

    fn add(&mut self, text: &str) -> usize {
        // Most rows have the text of the row before.
        let last = self.picked.last();
        let same = last.filter(|&last| self.texts[last as usize].data() == text.as_bytes());
        let (position, bytes) = match same.or_else(|| self.known.get(text).copied()) {
            Some(known) => (known, 0),
            None => {
                let position = self.texts.len() as u32;
                self.texts.push(ByteArray::from(text.as_bytes().to_vec()));
                self.known.insert(text.into(), position);
                (position, Self::KEPT + 2 * text.len())
            }
        };
        bytes + self.picked.add(position)
    }
}
