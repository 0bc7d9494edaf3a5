//! `incidence.csv`: how referrals to the team end, by time since referral and month of referral.

use std::io;

use mhst_core::engine::statistics::CompetingRisks;
use mhst_core::engine::time::DAYS_PER_MONTH;
use mhst_core::model::results::{CohortExit, ReferralCohort, SiteResult};

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] =
    &["referral_month", "months_since_referral", "exit", "cumulative_incidence", "referrals"];

/// Months after referral at which the curves are read.
const MONTHS: [u32; 9] = [1, 2, 3, 4, 6, 9, 12, 18, 24];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    let mut pooled = ReferralCohort::default();
    for cohort in result.cohorts.values() {
        for (exit, days) in &cohort.exits {
            pooled.exits.entry(*exit).or_default().merge(days);
        }
    }
    write_cohort(table, source, "all", &pooled)?;
    for (month, cohort) in &result.cohorts {
        let name = month.first_day().strftime("%Y-%m").to_string();
        write_cohort(table, source, &name, cohort)?;
    }
    Ok(())
}

fn write_cohort(
    table: &mut Table,
    source: &Source,
    name: &str,
    cohort: &ReferralCohort,
) -> io::Result<()> {
    for exit in CohortExit::ALL.into_iter().filter(|exit| *exit != CohortExit::Censored) {
        let risks = risks(cohort, exit);
        let Some(curve) = risks.incidence() else { continue };
        for month in MONTHS {
            let day = (f64::from(month) * DAYS_PER_MONTH) as u32;
            let Some(height) = curve.known_at(day) else { break };
            source.write(table)?;
            table.text(name)?;
            table.whole(u64::from(month))?;
            table.text(exit.name())?;
            table.number(height)?;
            table.whole(risks.count())?;
            table.end_row()?;
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
