//! `mhst figures`: the published figures that the model can be held against, with their roles.

use std::io::{self, Write};

use mhst_core::model::figures::Figure;
use mhst_reporter::figures::markdown;
use mhst_runner::scenario::{PUBLISHED_FIGURES, published_figures};
use serde_json::json;

use crate::arguments::{FiguresArguments, Format};
use crate::exit::{BadInput, Ending};
use crate::terminal::table::table;
use crate::terminal::text;

pub(crate) fn figures(arguments: &FiguresArguments) -> anyhow::Result<Ending> {
    let figures = published_figures().map_err(|problems| BadInput(problems.to_string()))?;
    let text = match arguments.format {
        Format::Table => as_table(&figures),
        Format::Csv => PUBLISHED_FIGURES.to_owned(),
        Format::Json => as_json(&figures)?,
        Format::Markdown => markdown(&figures),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Ending::Fine)
}

fn as_table(figures: &[Figure]) -> String {
    let mut table = table(&["role", "figure", "reported", "source"], usize::MAX);
    table.set_width(text::columns());
    let single = figures.iter().filter(|it| it.series.is_empty() && it.role.is_compared());
    for figure in single {
        let Figure { role, title, reported, source, .. } = figure;
        table.add_row([role.name(), title, reported, source]);
    }
    let note = format!(
        "The figures that results are compared with, without those by site. All {} figures, inputs \
         too, are in docs/evidence.md, or use --format csv.",
        figures.len()
    );
    format!("{}\n\n{}\n", table.trim_fmt(), text::wrapped(&note, text::width()))
}

fn as_json(figures: &[Figure]) -> anyhow::Result<String> {
    let list: Vec<_> = figures
        .iter()
        .map(|it| {
            json!({
                "key": it.key,
                "series": it.series,
                "title": it.title,
                "role": it.role.name(),
                "scenario": it.scenario,
                "site": it.sites.name(),
                "quantity": it.quantity.map(|it| it.name()),
                "value": it.value,
                "range": it.range,
                "reported": it.reported,
                "uncertainty": it.uncertainty.name(),
                "standard_error": it.standard_error,
                "discrepancy": it.discrepancy,
                "why": it.why,
                "last_year": it.last_year,
                "period": it.period,
                "place": it.place,
                "source": it.source,
                "where": it.cited,
                "use": it.purpose,
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}
