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
pub(crate) const IN_HELP: Shown = shown(Measure::InHelpShare, Statistic::Share, Format::Percent(1));
pub(crate) const ON_LIST: Shown = shown(Measure::OnListShare, Statistic::Share, Format::Percent(1));
pub(crate) const SETTING_ONLY: Shown =
    shown(Measure::SettingOnlyShare, Statistic::Share, Format::Percent(1));
pub(crate) const WITH_NOBODY: Shown =
    shown(Measure::WithNobodyShare, Statistic::Share, Format::Percent(1));
pub(crate) const NOT_RECOGNISED: Shown =
    shown(Measure::NotRecognisedShare, Statistic::Share, Format::Percent(1));
pub(crate) const WITHOUT_HELP: Shown = shown(Measure::WithoutHelp, Statistic::Total, Format::Whole);
pub(crate) const WITHOUT_SUPPORT: Shown =
    shown(Measure::WithoutSupport, Statistic::Total, Format::Whole);
pub(crate) const IN_NEED: Shown = shown(Measure::InNeed, Statistic::Total, Format::Whole);
pub(crate) const WITHOUT_HELP_SHARE: Shown =
    shown(Measure::WithoutHelpShare, Statistic::Share, Format::Percent(1));
pub(crate) const WITHOUT_SUPPORT_SHARE: Shown =
    shown(Measure::WithoutSupportShare, Statistic::Share, Format::Percent(1));
pub(crate) const DAYS_WITHOUT_HELP: Shown =
    shown(Measure::DaysWithoutHelp, Statistic::Mean, Format::Whole);
pub(crate) const DAYS_WITHOUT_SUPPORT: Shown =
    shown(Measure::DaysWithoutSupport, Statistic::Mean, Format::Whole);
pub(crate) const DAYS_WITHOUT_HELP_MEDIAN: Shown =
    shown(Measure::DaysWithoutHelp, Statistic::P50, Format::Whole);
pub(crate) const DAYS_IN_NEED: Shown = shown(Measure::DaysInNeed, Statistic::Mean, Format::Whole);
pub(crate) const EPISODES: Shown = shown(Measure::DaysWithoutHelp, Statistic::Count, Format::Whole);
pub(crate) const SEVERITY_DAYS: Shown =
    shown(Measure::SeverityDaysPerEpisode, Statistic::Mean, Format::Whole);
pub(crate) const FIRST_HELP: Shown = shown(Measure::DaysToFirstHelp, Statistic::P50, Format::Whole);
pub(crate) const HELPED_IN_A_YEAR: Shown =
    shown(Measure::HelpedWithinYear, Statistic::Share, Format::Percent(0));
pub(crate) const RECOVERED_WITH_HELP: Shown =
    shown(Measure::RecoveredWithHelp, Statistic::Count, Format::Whole);
pub(crate) const MISSING_MIDDLE_STOCK: Shown =
    shown(Measure::MissingMiddleStock, Statistic::Mean, Format::Whole);
pub(crate) const COST_PER_YEAR: Shown =
    shown(Measure::CostPerYear, Statistic::Mean, Format::Pounds);
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

/// The account of need on an average day, from help to none.
pub(crate) const ACCOUNT: [(&str, Shown); 5] = [
    ("In help", IN_HELP),
    ("On a list", ON_LIST),
    ("Supported by the setting only", SETTING_ONLY),
    ("Known, with nobody", WITH_NOBODY),
    ("Not recognised", NOT_RECOGNISED),
];

/// What comparisons and sweeps show, by name: the headline measures, then others.
pub(crate) const ROWS: [(&str, Shown); 19] = [
    ("Started within 18 weeks", IN_18_WEEKS),
    ("Days in need without help", WITHOUT_HELP),
    ("Children in the missing middle", MISSING_MIDDLE_STOCK),
    ("EMHP posts vacant", EMHP_VACANCY),
    ("Cost per child started", COST_PER_CHILD),
    ("Days in need", IN_NEED),
    ("Days in need without any support", WITHOUT_SUPPORT),
    ("Helped within a year of onset", HELPED_IN_A_YEAR),
    ("Recovered with help of any kind", RECOVERED_WITH_HELP),
    ("Entries into the missing middle", MISSING_MIDDLE),
    ("Referrals", REFERRALS),
    ("Started help", STARTED),
    ("Started within 4 weeks", IN_4_WEEKS),
    ("Wait to start, mean", WAIT_MEAN),
    ("Wait to start, 90th percentile", WAIT_P90),
    ("Recovered with the team", RECOVERED),
    ("Supervision given", SUPERVISION),
    ("Specialist wait, mean", SPECIALIST_WAIT),
    ("Cost per year", COST_PER_YEAR),
];

/// The same as measures and statistics.
pub const MAIN_RESULTS: [(Measure, Statistic); ROWS.len()] = {
    let mut results = [(Measure::Referrals, Statistic::Count); ROWS.len()];
    let mut row = 0;
    while row < ROWS.len() {
        results[row] = (ROWS[row].1.measure, ROWS[row].1.statistic);
        row += 1;
    }
    results
};
