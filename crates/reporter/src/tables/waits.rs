//! The table `waits`: waits in completed weeks; those that ended and those that continue, apart.

use std::io;

use mhst_core::model::results::{Of, SiteResult, Subgroup, kinds, measured};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Waits {}

pub(super) struct Row {
    wait: Wait,
    week: u32,
    children: u64,
}

/// A wait that is measured.
#[derive(Clone, Copy)]
struct Wait {
    measure: Of<kinds::Durations>,
    status: Status,
}

#[derive(Clone, Copy)]
enum Status {
    Ended,
    Continues,
}

impl Status {
    const fn name(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Continues => "still waiting",
        }
    }
}

const fn ended(measure: Of<kinds::Durations>) -> Wait {
    Wait { measure, status: Status::Ended }
}

/// Every wait, in the order of the measures.
const WAITS: [Wait; 6] = [
    ended(measured::WaitReferralToAssessment),
    ended(measured::WaitReferralToStart),
    Wait { measure: measured::StillWaitingForStart, status: Status::Continues },
    ended(measured::WaitSpecialistFirstContact),
    ended(measured::WaitSpecialistSecondContact),
    ended(measured::CalibrationWaitSecondContact),
];

impl Table for Waits {
    type Row<'a> = Row;
    const NAME: &'static str = "waits";
    const IS_LARGE: bool = true;
    const ROW: &'static str = "Waits of one kind that have lasted the same number of weeks.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("measure", "", "which wait, by its name in `measures.csv`", |row| {
            row.wait.measure.measure().name().into()
        }),
        Column::text(
            "status",
            "",
            "`ended`, or `still waiting` at the end of the measurement window",
            |row| row.wait.status.name().into(),
        ),
        Column::whole("week", "weeks", "completed weeks of waiting", |row| row.week.into()),
        Column::whole("children", "children", "children who waited so many weeks", |row| {
            row.children.into()
        }),
    ];
}

impl OfReplicate for Waits {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        for wait in WAITS {
            let days = result.tallies.durations(Subgroup::ALL, wait.measure);
            for (week, children) in days.into_iter().flat_map(|days| days.weeks()) {
                take(Row { wait, week, children })?;
            }
        }
        Ok(())
    }
}
