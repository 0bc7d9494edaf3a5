//! What the teams cost.

use super::super::collect::Year;
use super::super::document::{Block, Section, Table};
use super::super::headline as h;
use super::super::words::Words;
use super::Results;
use crate::chart::Format;

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let blocks = vec![
        Block::Figures(vec![
            ("Children who started help".into(), all.ranged(&h::STARTED)),
            ("Cost per child who started".into(), all.ranged(&h::COST_PER_CHILD)),
            ("Cost per recovery".into(), all.ranged(&h::COST_PER_RECOVERY)),
        ]),
        Block::Table(years(results)),
    ];
    Section { id: "cost", title: "What it costs".to_owned(), blocks }
}

fn years(results: Results<'_>) -> Table {
    let row = |year: Year| {
        let Year { year, weeks, pay, other, funding, full } = year;
        let pounds = |value: f64| Words::from(Format::Pounds.value(value));
        vec![
            year.to_string().into(),
            weeks.to_string().into(),
            pounds(pay.estimate),
            pounds(other.estimate),
            pounds(pay.estimate + other.estimate),
            pounds(funding.estimate),
            pounds(full.estimate),
        ]
    };
    Table {
        id: "costs-table".to_owned(),
        caption: "Costs of all teams by calendar year, in pounds of the price year".to_owned(),
        header: ["year", "weeks", "pay", "other", "total", "funding", "total if fully staffed"]
            .map(str::to_owned)
            .into(),
        rows: results.collected.series.workforce.years().map(row).collect(),
        text_columns: 1,
        filter: None,
    }
}
