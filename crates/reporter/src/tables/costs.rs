//! `costs.csv`: what each team costs by calendar year, beside its funding and what full staffing
//! would cost. Parts of years at the ends of the measurement window are parts.

use std::collections::BTreeMap;
use std::io;

use mhst_core::model::results::SiteResult;

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Costs {}

#[derive(Default)]
pub(super) struct Year {
    team: u32,
    year: i16,
    weeks: u64,
    pay: f64,
    other: f64,
    funding: f64,
    pay_if_full: f64,
}

impl Table for Costs {
    type Row<'a> = Year;
    const NAME: &'static str = "costs";
    const ROW: &'static str = "A team in a calendar year. Pounds are of the price year.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("team", "", "number of the team within its site, from 1", |row| {
            row.team.into()
        }),
        Column::whole("year", "year", "calendar year", |row| u32::try_from(row.year).ok().into()),
        Column::whole("weeks", "weeks", "weeks of the year in the measurement window", |row| {
            row.weeks.into()
        }),
        Column::number("pay_gbp", "pounds", "pay and on-costs of those in post", |row| {
            row.pay.round().into()
        }),
        Column::number("other_gbp", "pounds", "other costs", |row| row.other.round().into()),
        Column::number("total_gbp", "pounds", "pay, on-costs and other costs", |row| {
            (row.pay + row.other).round().into()
        }),
        Column::number("funding_gbp", "pounds", "funding, as published", |row| {
            row.funding.round().into()
        }),
        Column::number(
            "full_staffing_pay_gbp",
            "pounds",
            "pay and on-costs if every post were held by somebody qualified",
            |row| row.pay_if_full.round().into(),
        ),
        Column::number(
            "full_staffing_less_funding_gbp",
            "pounds",
            "what full staffing and other costs would cost beyond the funding; negative where the \
             funding is more",
            |row| (row.pay_if_full + row.other - row.funding).round().into(),
        ),
    ];
}

impl OfReplicate for Costs {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        let mut years: BTreeMap<(u32, i16), Year> = BTreeMap::new();
        for (&(team, week), row) in &result.teams {
            let number = week.start().date().year();
            let fresh = || Year { team, year: number, ..Year::default() };
            let year = years.entry((team, number)).or_insert_with(fresh);
            year.weeks += 1;
            year.pay += row.pay;
            year.other += row.other_costs;
            year.funding += row.funding;
            year.pay_if_full += row.pay_if_full;
        }
        years.into_values().try_for_each(take)
    }
}
