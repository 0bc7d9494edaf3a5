//! What the teams cost.

use super::super::about;
use super::super::collect::Year;
use super::super::document::{Block, Figure, Section, Table};
use super::super::headline as h;
use super::super::words::{Words, estimate};
use super::{Results, workforce};
use crate::chart::{Axis, Bars, Bounds, Caption, Estimate, Format, Group, Ink, Kind};

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let title = "Costs".to_owned();
    if results.series().workforce.years(results.level()).next().is_none() {
        let blocks = vec![Block::Paragraph(workforce::NO_TEAMS.into())];
        return Section { id: "cost", title, blocks };
    }
    let mut blocks = vec![Block::Figures(vec![
        ("Children who started help".into(), all.ranged(&h::STARTED)),
        ("Cost per child started".into(), all.ranged(&h::COST_PER_CHILD)),
        ("Cost per recovery".into(), all.ranged(&h::COST_PER_RECOVERY)),
    ])];
    blocks.extend(about::of_central(results.facts));
    blocks.push(Block::Chart(Figure::of(&bars(results))));
    blocks.push(Block::Table(years(results)));
    Section { id: "cost", title, blocks }
}

/// Cost beside funding and the cost of full staffing, year by year.
fn bars(results: Results<'_>) -> Bars {
    let years: Vec<Year> = results.series().workforce.years(results.level()).collect();
    let sum = |of: fn(&Year) -> f64| years.iter().map(of).sum::<f64>();
    let (cost, funding) =
        (sum(|year| year.pay.estimate + year.other.estimate), sum(|year| year.funding.estimate));
    let full = sum(|year| year.full.estimate);
    let group = |year: &Year| Group {
        name: match year.weeks {
            52.. => year.year.to_string(),
            weeks => format!("{} ({weeks} weeks)", year.year),
        },
        values: vec![
            Estimate::exact(year.pay.estimate + year.other.estimate),
            estimate(year.funding),
            estimate(year.full),
        ],
    };
    let kind = |name: &str, ink| Kind { name: name.to_owned(), ink };
    Bars {
        caption: Caption {
            id: "costs".to_owned(),
            title: "Cost of all teams, funding, and the cost of full staffing".to_owned(),
            description: format!(
                "In the measurement window the teams cost {} and their funding was {}. With every post \
                 filled they would have cost {}.",
                Format::Pounds.value(cost),
                Format::Pounds.value(funding),
                Format::Pounds.value(full),
            ),
        },
        groups_are: "Year".to_owned(),
        axis: Axis {
            label: "Pounds, at prices of the price year".to_owned(),
            format: Format::Pounds,
            bounds: Bounds::FromZero,
        },
        kinds: vec![
            kind("Cost", Ink::NAVY),
            kind("Funding", Ink::TEAL),
            kind("Fully staffed", Ink::CHARCOAL),
        ],
        groups: years.iter().map(group).collect(),
    }
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
        id: "yearly-costs-table".to_owned(),
        caption: "Costs of all teams by calendar year, at prices of the price year".to_owned(),
        header: ["year", "weeks", "pay", "other", "total", "funding", "total if fully staffed"]
            .map(str::to_owned)
            .into(),
        rows: results.series().workforce.years(results.level()).map(row).collect(),
        text_columns: 1,
        filter: None,
    }
}
