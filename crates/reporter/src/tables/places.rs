//! `places.csv`: person-days by week and place, in need and remitted.

use std::io;

use mhst_core::engine::time::MINUTES_PER_DAY;
use mhst_core::model::place::Place;
use mhst_core::model::results::SiteResult;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] =
    &["week_beginning", "place", "in_need_person_days", "remitted_person_days"];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    let days = |minutes: u64| minutes as f64 / f64::from(MINUTES_PER_DAY);
    for (week, minutes) in &result.places.weeks {
        let beginning = week.start().date().to_string();
        for (place, [in_need, remitted]) in Place::ALL.iter().zip(minutes) {
            if *in_need == 0 && *remitted == 0 {
                continue;
            }
            source.write(table)?;
            table.text(&beginning)?;
            table.text(place.name())?;
            table.number(days(*in_need))?;
            table.number(days(*remitted))?;
            table.end_row()?;
        }
    }
    Ok(())
}
