//! Which values are marked as resting on fewer than ten, over all replicates.

use mhst_core::engine::statistics::{CompetingRisks, Ending};
use mhst_core::engine::time::Span;
use mhst_core::model::results::{Dimension, Measure, SiteResult, Subgroup, Tally};

use super::{Tables, durations, result, share};

const PRIMARY: Subgroup = Subgroup { dimension: Dimension::Phase, level: 0 };
const COVERED: Subgroup = Subgroup { dimension: Dimension::Coverage, level: 0 };
const UNCOVERED: Subgroup = Subgroup { dimension: Dimension::Coverage, level: 1 };

/// One site in these replicates.
fn alpha(replicates: impl IntoIterator<Item = SiteResult>) -> Tables {
    Tables::of(&["Alpha"], replicates.into_iter().map(|result| vec![("Alpha", result)]))
}

impl Tables {
    /// The marks of all statistics of a measure, of a subgroup of all sites.
    #[track_caller]
    fn marks(&self, site: &str, subgroup: Subgroup, measure: Measure) -> Vec<String> {
        let rows = self.rows("summary.csv").into_iter().filter(|row| {
            row["site"] == site
                && row["subgroup"] == subgroup.name()
                && row["measure"] == measure.name()
        });
        let marks: Vec<String> = rows.map(|row| row["few"].clone()).collect();
        assert!(!marks.is_empty(), "no {} of {}", measure.name(), subgroup.name());
        marks
    }

    /// Whether a measure of everybody is marked: the same for all its statistics.
    #[track_caller]
    fn mark(&self, measure: Measure) -> String {
        let mut marks = self.marks("all", Subgroup::ALL, measure);
        marks.dedup();
        assert_eq!(marks.len(), 1, "{marks:?}");
        marks.remove(0)
    }
}

fn followed(started: u32, waiting: u32) -> Tally {
    let mut risks = CompetingRisks::default();
    (0..started).for_each(|_| risks.add(Ending::Event, Span::from_days(10)));
    (0..waiting).for_each(|_| risks.add(Ending::Censored, Span::from_days(100)));
    Tally::FollowUp(risks)
}

/// Four and five are nine, five and five are ten: of a count the count, of a share the whole, of a
/// mean and of durations those averaged, of a cumulative incidence those followed, whatever came of
/// them. In none of the replicates alone there are ten.
#[test]
fn nine_over_all_replicates_are_few_and_ten_are_not() {
    let replicate = |n: u32| {
        result([
            (Measure::Referrals, Tally::Count(n.into())),
            (Measure::RecoveredShare, share(0.0, n.into())),
            (Measure::SeverityAtStart, share(300.0, n.into())),
            (Measure::WaitReferralToStart, durations(&vec![70; n as usize])),
            (Measure::StartedWithin28Days, followed(1, n - 1)),
        ])
    };
    let nine = alpha([replicate(4), replicate(5)]);
    let ten = alpha([replicate(5), replicate(5)]);
    for measure in [
        Measure::Referrals,
        Measure::RecoveredShare,
        Measure::SeverityAtStart,
        Measure::WaitReferralToStart,
        Measure::StartedWithin28Days,
        Measure::StartedWithin84Days,
    ] {
        assert_eq!(nine.mark(measure), "true", "{}", measure.name());
        assert_eq!(ten.mark(measure), "false", "{}", measure.name());
    }
}

/// Twenty were followed to day 100, and nobody beyond it: there is no value, and it rests on nobody.
/// In the other replicate the last of four starts on day 10, so that all is known.
#[test]
fn who_is_in_no_value_does_not_count() {
    let replicate =
        |started, waiting| result([(Measure::StartedWithin28Days, followed(started, waiting))]);
    let tables = alpha([replicate(1, 19), replicate(4, 0)]);
    assert_eq!(tables.mark(Measure::StartedWithin84Days), "false");
    assert_eq!(tables.mark(Measure::StartedWithin126Days), "true");
}

#[test]
fn nobody_is_few() {
    let tables = alpha([SiteResult::default()]);
    for measure in [Measure::Referrals, Measure::AcceptedShare, Measure::StartedWithin28Days] {
        assert_eq!(tables.mark(measure), "true", "{}", measure.name());
        assert_eq!(tables.marks("all", PRIMARY, measure), ["true"], "{}", measure.name());
    }
}

#[test]
fn time_posts_and_money_are_neither_few_nor_many() {
    let tables = alpha([result([
        (Measure::WithoutHelp, Tally::Minutes(60)),
        (Measure::CaseloadMean, share(40.0, 3.0)),
        (Measure::VacancyDays, durations(&[5])),
        (Measure::CostPerRecovery, share(9_000.0, 3.0)),
    ])]);
    for measure in [
        Measure::WithoutHelp,
        Measure::CaseloadMean,
        Measure::EmhpTurnover,
        Measure::SupervisionGivenShare,
        Measure::VacancyDays,
        Measure::CostPerRecovery,
    ] {
        assert_eq!(tables.mark(measure), "", "{}", measure.name());
    }
}

/// A subgroup and a site are judged by their own children, and the children of all sites together.
#[test]
fn every_subgroup_and_site_by_its_own() {
    let site = |primary| {
        let mut result = result([(Measure::Referrals, Tally::Count(6))]);
        result.tallies.insert((PRIMARY, Measure::Referrals), Tally::Count(primary));
        result
    };
    let tables = Tables::of(&["Alpha", "Beta"], [vec![("Alpha", site(5)), ("Beta", site(4))]]);
    let marks = |site, subgroup| tables.marks(site, subgroup, Measure::Referrals);
    assert_eq!(marks("all", Subgroup::ALL), ["false"]);
    assert_eq!(marks("all", PRIMARY), ["true"]);
    assert_eq!(marks("Alpha", Subgroup::ALL), ["true"]);
}

/// A subgroup that only some runs have has every measure by which it is divided, in every replicate
/// in which anything of it was counted.
#[test]
fn a_subgroup_that_is_met_has_all_its_measures() {
    let replicate = |referrals: Option<u64>| {
        let mut result = SiteResult::default();
        result.tallies.insert((UNCOVERED, Measure::WithoutHelp), Tally::Minutes(1440));
        let referrals = referrals.map(|n| ((UNCOVERED, Measure::Referrals), Tally::Count(n)));
        result.tallies.extend(referrals);
        result
    };
    let tables = alpha([replicate(Some(12)), replicate(None)]);
    let rows = tables.rows("summary.csv");
    let referrals = rows
        .iter()
        .find(|row| row["subgroup"] == "coverage=uncovered" && row["measure"] == "referrals");
    let referrals = referrals.unwrap();
    assert_eq!([&referrals["estimate"], &referrals["replicates"]], ["6", "2"]);
    assert_eq!(tables.marks("all", UNCOVERED, Measure::StartedWithin126Days), ["true"]);
    assert!(!rows.iter().any(|row| row["subgroup"] == COVERED.name()));
    assert!(!rows.iter().any(|row| {
        row["subgroup"] == UNCOVERED.name() && row["measure"] == Measure::CaseloadMean.name()
    }));
}
