//! What published values rest on: a number of children, referrals, episodes or people, or something
//! that is not counted in heads.

use super::measure::{Kind, Measure};
use super::site_result::Tally;

/// How many children, referrals, episodes or people a tally of this measure has counted: the count
/// itself, the whole of a share, those averaged, those followed. `None` where the measure divides by
/// something else or is of money.
pub(super) fn heads(measure: Measure, tally: Option<&Tally>) -> Option<f64> {
    let counted = || match tally {
        Some(Tally::Count(n)) => *n as f64,
        Some(Tally::Share { whole, .. }) => *whole,
        Some(Tally::Durations(days)) => days.count() as f64,
        Some(Tally::FollowUp(risks)) => risks.count() as f64,
        Some(Tally::Minutes(_)) | None => 0.0,
    };
    is_of_heads(measure).then(counted)
}

fn is_of_heads(measure: Measure) -> bool {
    match measure.kind() {
        Kind::Count | Kind::StartedWithin(_) => true,
        Kind::PersonTime => false,
        Kind::Share | Kind::Mean | Kind::Durations => !matches!(
            measure,
            // Of the time of pupils, practitioners and teams.
            Measure::PrevalenceShare
                | Measure::CaseloadMean
                | Measure::SlotsPerEmhpWeek
                | Measure::CasesPerEmhpYear
                | Measure::EmhpTurnover
                | Measure::SeniorTurnover
                | Measure::SessionsLostToVacancy
                | Measure::StrainMean
                | Measure::CasesPrevented
                | Measure::CasesFound
                | Measure::SpecialistThreshold
                // Of posts, slots and hours.
                | Measure::EmhpVacancyShare
                | Measure::SeniorVacancyShare
                | Measure::VacancyDays
                | Measure::SeniorVacancyDays
                | Measure::SlotsUsedShare
                | Measure::SupervisionGivenShare
                // Of money.
                | Measure::CostPerChildStarted
                | Measure::CostPerRecovery
        ),
    }
}
