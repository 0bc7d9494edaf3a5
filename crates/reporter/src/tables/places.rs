//! The table `places`: person-days by week and place, in need and remitted.

use std::io;

use mhst_core::engine::time::{MINUTES_PER_DAY, Week};
use mhst_core::model::place::Place;
use mhst_core::model::results::SiteResult;

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Places {}

pub(super) struct Row {
    week: Week,
    place: Place,
    in_need: u64,
    remitted: u64,
}

impl Table for Places {
    type Row<'a> = Row;
    const NAME: &'static str = "places";
    const ROW: &'static str = "A place in a week in which some child was there.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::day("week_beginning", "date", "the Monday on which the week begins", |row| {
            row.week.start().into()
        }),
        Column::text(
            "place",
            "",
            "where the children are, in the account of need: `in help`, `waiting` on a list, \
             `setting's support only`, `with nobody`, `not recognised`",
            |row| row.place.name().into(),
        ),
        Column::number(
            "in_need_person_days",
            "person-days",
            "time that children in need spent there",
            |row| days(row.in_need).into(),
        ),
        Column::number(
            "remitted_person_days",
            "person-days",
            "time that children whose need had remitted spent there",
            |row| days(row.remitted).into(),
        ),
    ];
}

fn days(minutes: u64) -> f64 {
    minutes as f64 / f64::from(MINUTES_PER_DAY)
}

impl OfReplicate for Places {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        for (&week, minutes) in &result.places.weeks {
            for (&place, &[in_need, remitted]) in Place::ALL.iter().zip(minutes) {
                if in_need > 0 || remitted > 0 {
                    take(Row { week, place, in_need, remitted })?;
                }
            }
        }
        Ok(())
    }
}
