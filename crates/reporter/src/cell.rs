//! Cells of a table: how text and numbers are written.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use mhst_core::engine::time::{MINUTES_PER_DAY, Month, SimTime};

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Cell<'a> {
    /// Nothing: there is no such value.
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// The day of an instant, `2024-01-08`.
    Day(SimTime),
    /// An instant to the minute, `2024-01-08T09:30`.
    Time(SimTime),
    /// A month, `2024-01`.
    Month(Month),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Self::from(if truth { "true" } else { "false" })
    }
}

impl From<Month> for Cell<'_> {
    fn from(month: Month) -> Self {
        Self::Month(month)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Significant digits to which numbers that are not whole are written.
const DIGITS: usize = 9;

/// What a spreadsheet would take for the beginning of a formula.
const FORMULAS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// Text of a cell as it was before it was kept from being a formula.
pub(crate) fn as_given(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(cell)
}

/// Whether text must be kept from being a formula. What looks as if it had been kept is kept once
/// more, so that it can be read back.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULAS)
}

/// A CSV table that is written row by row.
pub(crate) struct Csv<'a> {
    csv: csv::Writer<Box<dyn Write + 'a>>,
    scratch: String,
}

impl<'a> Csv<'a> {
    /// A table with its header.
    pub(crate) fn new(out: Box<dyn Write + 'a>, header: &[&str]) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        csv.write_record(header)?;
        Ok(Self { csv, scratch: String::new() })
    }

    /// A row of these cells.
    pub(crate) fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> io::Result<()> {
        cells.into_iter().try_for_each(|cell| self.cell(&cell))?;
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// A cell. Text that a spreadsheet would take for a formula is made text by an apostrophe.
    /// Numbers are whole numbers as they are, others to nine significant digits, without an
    /// exponent.
    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        self.scratch.clear();
        match cell {
            Cell::Text(text) if is_formula(text) => {
                self.scratch.push('\'');
                self.scratch.push_str(text);
            }
            Cell::Text(text) => return Ok(self.csv.write_field(&**text)?),
            other => write_plain(&mut self.scratch, other),
        }
        Ok(self.csv.write_field(&self.scratch)?)
    }

    /// The end of the table.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// A cell as it is, whatever a spreadsheet would take it for.
pub(crate) fn plain(cell: &Cell<'_>) -> String {
    let mut text = String::new();
    write_plain(&mut text, cell);
    text
}

fn write_plain(text: &mut String, cell: &Cell<'_>) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Text(plain) => text.write_str(plain),
        Cell::Whole(number) => write!(text, "{number}"),
        Cell::Number(number) => {
            write_number(text, *number);
            Ok(())
        }
        Cell::Day(at) => write!(text, "{}", at.date()),
        Cell::Time(at) => {
            let minute = at.minutes() % MINUTES_PER_DAY;
            let (hour, minute) = (minute / 60, minute % 60);
            write!(text, "{}T{hour:02}:{minute:02}", at.date())
        }
        Cell::Month(month) => {
            let day = month.first_day();
            write!(text, "{:04}-{:02}", day.year(), day.month())
        }
    };
}

/// A number as it stands in a table.
pub(crate) fn written(number: f64) -> String {
    let mut text = String::new();
    write_number(&mut text, number);
    text
}

fn write_number(text: &mut String, number: f64) {
    let _ = match is_whole(number) {
        true => write!(text, "{}", number as i64),
        // The shortest decimal of the rounded value.
        false => write!(text, "{}", rounded(number)),
    };
}

/// A number as every form of a table has it: to so many significant digits, unless it is whole.
pub(crate) fn rounded(number: f64) -> f64 {
    if is_whole(number) {
        return number;
    }
    let rounded = rounded_by_scaling(number);
    rounded.or_else(|| format!("{number:.*e}", DIGITS - 1).parse().ok()).unwrap_or(number)
}

/// The same without text: scaled to a whole number of so many digits, and back. Powers of ten up to the
/// 22nd are exact, so the way back rounds once, as reading the text does. `None` where the scaled number
/// is too close to the middle of two whole numbers, or the number too large or too small.
fn rounded_by_scaling(number: f64) -> Option<f64> {
    const LARGEST_EXACT: i32 = 22;
    let power = DIGITS as i32 - 1 - number.abs().log10().floor() as i32;
    if !(0..=LARGEST_EXACT).contains(&power) {
        return None;
    }
    let scale = 10_f64.powi(power);
    let (scaled, limit) = (number * scale, 10_f64.powi(DIGITS as i32));
    let is_scaled = (limit / 10.0..limit).contains(&scaled.abs());
    let is_clear = (scaled.fract().abs() - 0.5).abs() > 1e-6;
    (is_scaled && is_clear).then(|| scaled.round() / scale)
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() < 1e15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_exact_and_without_exponents() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1_234_567.0, "1234567"),
            (1.0 / 3.0, "0.333333333"),
            (-2.5, "-2.5"),
            (0.1 + 0.2, "0.3"),
            (1e-7, "0.0000001"),
        ] {
            let mut written = String::new();
            write_number(&mut written, number);
            assert_eq!(written, text);
        }
    }

    #[test]
    fn numbers_rounded_by_scaling_are_those_read_from_text() {
        let mut bits = 1_u64;
        let mut by_scaling = 0;
        for _ in 0..200_000 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mantissa = (bits >> 11) as f64 / (1_u64 << 53) as f64 - 0.5;
            let number = mantissa * 10_f64.powi((bits % 24) as i32 - 12);
            for number in [number, (number * 1e9).round() / 1e9 + 5e-10] {
                let text: f64 = format!("{number:.8e}").parse().unwrap();
                let scaled = rounded_by_scaling(number);
                by_scaling += u32::from(scaled.is_some());
                assert!(scaled.is_none_or(|scaled| scaled == text), "{number}");
            }
        }
        assert!(by_scaling > 200_000);
    }

    #[test]
    fn text_cannot_become_a_formula_and_numbers_stay_numbers() {
        let mut bytes = Vec::new();
        let mut table = Csv::new(Box::new(&mut bytes), &["a", "b"]).unwrap();
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "plain, with a comma"] {
            table.row([Cell::from(text), Cell::from(-1.0)]).unwrap();
        }
        table.finish().unwrap();
        let written = String::from_utf8(bytes).unwrap();
        let expected =
            "a,b\n'=1+1,-1\n'+1,-1\n'-1,-1\n'@x,-1\n'\t=1,-1\n\"plain, with a comma\",-1\n";
        assert_eq!(written, expected);
        for text in ["=1+1", "-1", "'=1", "'quoted'", ""] {
            let mut bytes = Vec::new();
            let mut table = Csv::new(Box::new(&mut bytes), &["a"]).unwrap();
            table.row([Cell::from(text)]).unwrap();
            table.finish().unwrap();
            let mut rows = csv::Reader::from_reader(bytes.as_slice());
            let row = rows.records().next().unwrap().unwrap();
            assert_eq!(as_given(&row[0]), text);
        }
    }
}
