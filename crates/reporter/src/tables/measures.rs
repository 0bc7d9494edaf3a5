//! `measures.csv`: what every measure is.

use std::io::{self, Write};

use mhst_core::model::results::Measure;

use crate::cell::Table;

pub(super) fn write(out: Box<dyn Write>) -> io::Result<()> {
    let mut table = Table::new(out, &["measure", "unit", "definition", "counted"])?;
    for &measure in Measure::ALL {
        for text in [measure.name(), measure.unit(), measure.definition(), measure.counted()] {
            table.text(text)?;
        }
        table.end_row()?;
    }
    table.finish()
}
