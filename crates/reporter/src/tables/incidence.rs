//! The table `incidence`: how referrals to the team end, by time since referral and month of referral.

use std::io;

use mhst_core::engine::statistics::CompetingRisks;
use mhst_core::engine::time::{DAYS_PER_MONTH, Month};
use mhst_core::model::results::{CohortExit, ReferralCohort, SiteResult};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::cell::Cell;
use crate::column::{Column, Table};

/// Months after referral at which the curves are read.
const MONTHS: [u32; 9] = [1, 2, 3, 4, 6, 9, 12, 18, 24];

pub(super) enum Incidence {}

pub(super) struct Row {
    /// Month of referral; none for all together.
    referred: Option<Month>,
    months: u32,
    exit: CohortExit,
    incidence: f64,
    referrals: u64,
}

impl Table for Incidence {
    type Row<'a> = Row;
    const NAME: &'static str = "incidence";
    const ROW: &'static str = "How many of the referrals of a month have ended in one way so many \
        months later. A row is left out where nobody was followed for so long.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text(
            "referral_month",
            "month",
            "month of referral; `all` for all months together",
            |row| row.referred.map_or(Cell::from("all"), Cell::from),
        ),
        Column::whole("months_since_referral", "months", "months since referral", |row| {
            row.months.into()
        }),
        Column::text("exit", "", "how the referral ended", |row| row.exit.name().into()),
        Column::number(
            "cumulative_incidence",
            "proportion",
            "estimated proportion that has ended in this way by then, other ways competing \
             (Aalen-Johansen)",
            |row| row.incidence.into(),
        ),
        Column::whole("referrals", "referrals", "referrals followed, however they ended", |row| {
            row.referrals.into()
        }),
    ];
}

impl OfReplicate for Incidence {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        let mut pooled = ReferralCohort::default();
        for cohort in result.cohorts.values() {
            for (exit, days) in &cohort.exits {
                pooled.exits.entry(*exit).or_default().merge(days);
            }
        }
        rows_of(None, &pooled, take)?;
        result.cohorts.iter().try_for_each(|(month, cohort)| rows_of(Some(*month), cohort, take))
    }
}

fn rows_of(
    referred: Option<Month>,
    cohort: &ReferralCohort,
    take: Take<'_, Incidence>,
) -> io::Result<()> {
    for exit in CohortExit::ALL.into_iter().filter(|exit| *exit != CohortExit::Censored) {
        let risks = risks(cohort, exit);
        let Some(curve) = risks.incidence() else { continue };
        for months in MONTHS {
            let day = (f64::from(months) * DAYS_PER_MONTH) as u32;
            let Some(incidence) = curve.known_at(day) else { break };
            take(Row { referred, months, exit, incidence, referrals: risks.count() })?;
        }
    }
    Ok(())
}

/// One exit against all others.
fn risks(cohort: &ReferralCohort, of: CohortExit) -> CompetingRisks {
    let mut risks = CompetingRisks::default();
    for (exit, days) in &cohort.exits {
        let side = match exit {
            CohortExit::Censored => &mut risks.censored,
            exit if *exit == of => &mut risks.event,
            _ => &mut risks.competing,
        };
        side.merge(days);
    }
    risks
}
