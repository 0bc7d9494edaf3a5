//! The measures that reports show first, and how each is written.

use mhst_core::model::results::{Measure, Statistic};

use super::words::Shown;
use crate::chart::Format;

const fn shown(measure: Measure, statistic: Statistic, format: Format) -> Shown {
    Shown { measure, statistic, format }
}

pub(crate) const REFERRALS: Shown = shown(Measure::Referrals, Statistic::Count, Format::Whole);
pub(crate) const STARTED: Shown = shown(Measure::Started, Statistic::Count, Format::Whole);
pub(crate) const RECOVERED: Shown = shown(Measure::Recovered, Statistic::Count, Format::Whole);
pub(crate) const IN_4_WEEKS: Shown =
    shown(Measure::StartedWithin28Days, Statistic::Share, Format::Percent(0));
pub(crate) const IN_12_WEEKS: Shown =
    shown(Measure::StartedWithin84Days, Statistic::Share, Format::Percent(0));
pub(crate) const IN_18_WEEKS: Shown =
    shown(Measure::StartedWithin126Days, Statistic::Share, Format::Percent(0));
pub(crate) const IN_A_YEAR: Shown =
    shown(Measure::StartedWithin365Days, Statistic::Share, Format::Percent(0));
pub(crate) const WAIT_MEAN: Shown =
    shown(Measure::WaitReferralToStart, Statistic::Mean, Format::Whole);
pub(crate) const WAIT_MEDIAN: Shown =
    shown(Measure::WaitReferralToStart, Statistic::P50, Format::Whole);
pub(crate) const WAIT_P90: Shown =
    shown(Measure::WaitReferralToStart, Statistic::P90, Format::Whole);
pub(crate) const MISSING_MIDDLE: Shown =
    shown(Measure::MissingMiddleEntered, Statistic::Count, Format::Whole);
pub(crate) const UNMET_MEAN: Shown =
    shown(Measure::UnmetDaysPerEpisode, Statistic::Mean, Format::Whole);
pub(crate) const UNMET_MEDIAN: Shown =
    shown(Measure::UnmetDaysPerEpisode, Statistic::P50, Format::Whole);
pub(crate) const UNMET_12_WEEKS: Shown =
    shown(Measure::UnmetOver12Weeks, Statistic::Share, Format::Percent(0));
pub(crate) const EPISODES: Shown =
    shown(Measure::UnmetDaysPerEpisode, Statistic::Count, Format::Whole);
pub(crate) const EMHP_TURNOVER: Shown =
    shown(Measure::EmhpTurnover, Statistic::Mean, Format::Decimal(2));
pub(crate) const SENIOR_TURNOVER: Shown =
    shown(Measure::SeniorTurnover, Statistic::Mean, Format::Decimal(2));
pub(crate) const EMHP_VACANCY: Shown =
    shown(Measure::EmhpVacancyShare, Statistic::Share, Format::Percent(0));
pub(crate) const SENIOR_VACANCY: Shown =
    shown(Measure::SeniorVacancyShare, Statistic::Share, Format::Percent(0));
pub(crate) const VACANCY_DAYS: Shown = shown(Measure::VacancyDays, Statistic::Mean, Format::Whole);
pub(crate) const CASELOAD: Shown =
    shown(Measure::CaseloadMean, Statistic::Mean, Format::Decimal(1));
pub(crate) const SLOTS_USED: Shown =
    shown(Measure::SlotsUsedShare, Statistic::Share, Format::Percent(0));
pub(crate) const SUPERVISION: Shown =
    shown(Measure::SupervisionGivenShare, Statistic::Share, Format::Percent(0));
pub(crate) const COST_PER_CHILD: Shown =
    shown(Measure::CostPerChildStarted, Statistic::Mean, Format::Pounds);
pub(crate) const COST_PER_RECOVERY: Shown =
    shown(Measure::CostPerRecovery, Statistic::Mean, Format::Pounds);
pub(crate) const SPECIALIST_WAIT: Shown =
    shown(Measure::WaitSpecialistSecondContact, Statistic::Mean, Format::Whole);

/// What comparisons and sweeps show, by name: the headline measures, then others.
pub(crate) const ROWS: [(&str, Shown); 13] = [
    ("Started within 18 weeks", IN_18_WEEKS),
    ("Unmet for more than 12 weeks", UNMET_12_WEEKS),
    ("Entries into the missing middle", MISSING_MIDDLE),
    ("EMHP posts vacant", EMHP_VACANCY),
    ("Cost per child started", COST_PER_CHILD),
    ("Referrals", REFERRALS),
    ("Started help", STARTED),
    ("Started within 4 weeks", IN_4_WEEKS),
    ("Wait to start, mean", WAIT_MEAN),
    ("Wait to start, 90th percentile", WAIT_P90),
    ("Recovered with the team", RECOVERED),
    ("Supervision given", SUPERVISION),
    ("Specialist wait, mean", SPECIALIST_WAIT),
];
