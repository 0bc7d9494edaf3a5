//! `costs.csv`: what each team costs by calendar year, beside its funding and what full staffing
//! would cost. Parts of years at the ends of the measurement window are parts.

use std::collections::BTreeMap;
use std::io;

use mhst_core::model::results::SiteResult;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &[
    "team",
    "year",
    "weeks",
    "pay_gbp",
    "other_gbp",
    "total_gbp",
    "funding_gbp",
    "full_staffing_pay_gbp",
    "full_staffing_less_funding_gbp",
];

#[derive(Default)]
struct Year {
    weeks: u64,
    pay: f64,
    other: f64,
    funding: f64,
    pay_if_full: f64,
}

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    let mut years: BTreeMap<(u32, i16), Year> = BTreeMap::new();
    for ((team, week), row) in &result.teams {
        let year = years.entry((*team, week.start().date().year())).or_default();
        year.weeks += 1;
        year.pay += row.pay;
        year.other += row.other_costs;
        year.funding += row.funding;
        year.pay_if_full += row.pay_if_full;
    }
    for ((team, number), year) in years {
        source.write(table)?;
        table.whole(u64::from(team))?;
        table.text(&number.to_string())?;
        table.whole(year.weeks)?;
        for pounds in [
            year.pay,
            year.other,
            year.pay + year.other,
            year.funding,
            year.pay_if_full,
            year.pay_if_full + year.other - year.funding,
        ] {
            table.number(pounds.round())?;
        }
        table.end_row()?;
    }
    Ok(())
}
