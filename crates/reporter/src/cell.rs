//! Cells of a table: how text and numbers are written.

use std::fmt::Write as _;
use std::io::{self, Write};

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

/// A CSV table that is written cell by cell.
pub(crate) struct Table<'a> {
    csv: csv::Writer<Box<dyn Write + 'a>>,
    scratch: String,
}

impl<'a> Table<'a> {
    /// A table with its header.
    pub(crate) fn new(out: Box<dyn Write + 'a>, header: &[&str]) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        csv.write_record(header)?;
        Ok(Self { csv, scratch: String::new() })
    }

    /// Text. What a spreadsheet would take for a formula is made text by an apostrophe.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        if is_formula(text) {
            self.scratch.clear();
            self.scratch.push('\'');
            self.scratch.push_str(text);
            self.csv.write_field(&self.scratch)?;
        } else {
            self.csv.write_field(text)?;
        }
        Ok(())
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, number: u64) -> io::Result<()> {
        self.scratch.clear();
        let _ = write!(self.scratch, "{number}");
        Ok(self.csv.write_field(&self.scratch)?)
    }

    /// A number: whole numbers as they are, others to nine significant digits, without an
    /// exponent.
    pub(crate) fn number(&mut self, number: f64) -> io::Result<()> {
        self.scratch.clear();
        write_number(&mut self.scratch, number);
        Ok(self.csv.write_field(&self.scratch)?)
    }

    /// A number, or nothing where there is none.
    pub(crate) fn number_or_empty(&mut self, number: Option<f64>) -> io::Result<()> {
        match number {
            Some(number) => self.number(number),
            None => self.empty(),
        }
    }

    /// `true` or `false`, or nothing where it is neither.
    pub(crate) fn truth_or_empty(&mut self, truth: Option<bool>) -> io::Result<()> {
        match truth {
            Some(truth) => self.text(if truth { "true" } else { "false" }),
            None => self.empty(),
        }
    }

    /// Nothing: there is no such value.
    pub(crate) fn empty(&mut self) -> io::Result<()> {
        Ok(self.csv.write_field("")?)
    }

    /// The end of a row.
    pub(crate) fn end_row(&mut self) -> io::Result<()> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// The end of the table.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// A number as it stands in a table.
pub(crate) fn written(number: f64) -> String {
    let mut text = String::new();
    write_number(&mut text, number);
    text
}

fn write_number(text: &mut String, number: f64) {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        let _ = write!(text, "{}", number as i64);
        return;
    }
    // Rounded in scientific notation, then written as the shortest decimal of that value.
    let rounded: f64 = format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number);
    let _ = write!(text, "{rounded}");
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
    fn text_cannot_become_a_formula_and_numbers_stay_numbers() {
        let mut bytes = Vec::new();
        let mut table = Table::new(Box::new(&mut bytes), &["a", "b"]).unwrap();
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "plain, with a comma"] {
            table.text(text).unwrap();
            table.number(-1.0).unwrap();
            table.end_row().unwrap();
        }
        table.finish().unwrap();
        let written = String::from_utf8(bytes).unwrap();
        let expected =
            "a,b\n'=1+1,-1\n'+1,-1\n'-1,-1\n'@x,-1\n'\t=1,-1\n\"plain, with a comma\",-1\n";
        assert_eq!(written, expected);
        for text in ["=1+1", "-1", "'=1", "'quoted'", ""] {
            let mut bytes = Vec::new();
            let mut table = Table::new(Box::new(&mut bytes), &["a"]).unwrap();
            table.text(text).unwrap();
            table.end_row().unwrap();
            table.finish().unwrap();
            let mut rows = csv::Reader::from_reader(bytes.as_slice());
            let row = rows.records().next().unwrap().unwrap();
            assert_eq!(as_given(&row[0]), text);
        }
    }
}
