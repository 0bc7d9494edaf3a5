//! `mhst measures`: what is measured, for people and for programs.

use std::io::{self, Write};

use mhst_core::model::results::Measure;
use mhst_reporter::measures;
use serde_json::json;

use crate::arguments::{Format, MeasuresArguments};
use crate::exit::Ending;
use crate::terminal::table::table;
use crate::terminal::text;

pub(crate) fn measures(arguments: &MeasuresArguments) -> anyhow::Result<Ending> {
    let text = match arguments.format {
        Format::Table => as_table().into_bytes(),
        Format::Csv => measures::csv()?,
        Format::Json => as_json()?.into_bytes(),
        Format::Markdown => measures::markdown().into_bytes(),
    };
    io::stdout().lock().write_all(&text)?;
    Ok(Ending::Fine)
}

fn as_table() -> String {
    let mut table = table(&["measure", "unit", "definition"], usize::MAX);
    table.set_width(text::columns());
    for measure in Measure::ALL {
        table.add_row([measure.name(), measure.unit(), measure.definition()]);
    }
    let note = format!(
        "{} measures. For statistics and who is counted, see docs/measures.md or use --format csv.",
        Measure::ALL.len()
    );
    format!("{}\n\n{}\n", table.trim_fmt(), text::wrapped(&note, text::width()))
}

fn as_json() -> anyhow::Result<String> {
    let list: Vec<_> = Measure::ALL
        .iter()
        .map(|measure| {
            let statistics: Vec<&str> =
                measure.kind().statistics().iter().map(|statistic| statistic.name()).collect();
            json!({
                "measure": measure.name(),
                "unit": measure.unit(),
                "statistics": statistics,
                "definition": measure.definition(),
                "counted": measure.counted(),
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}
