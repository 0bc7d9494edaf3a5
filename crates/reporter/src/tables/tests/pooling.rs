//! `all` is the children of all sites, never a mean of sites.

use mhst_core::engine::statistics::CompetingRisks;
use mhst_core::engine::time::{Month, Week};
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::results::{
    CohortExit, Dimension, FlowKey, Measure, SiteResult, Subgroup, Tally,
};

use super::{Tables, days, durations, result, share};

/// Counted the same way at a site and at two sites together.
struct Children {
    waits: Vec<u32>,
    still_waiting: Vec<u32>,
    referrals: u64,
    without_help_minutes: u64,
    caseload: (f64, f64),
    accepted: (f64, f64),
}

impl Children {
    fn large() -> Self {
        Self {
            waits: (0..100).map(|child| 1 + child % 3).collect(),
            still_waiting: vec![400; 50],
            referrals: 1_000,
            without_help_minutes: 1_000_000,
            caseload: (300.0, 100.0),
            accepted: (10.0, 1_000.0),
        }
    }

    fn small() -> Self {
        Self {
            waits: vec![101],
            still_waiting: vec![2],
            referrals: 1,
            without_help_minutes: 720,
            caseload: (40.0, 2.0),
            accepted: (1.0, 1.0),
        }
    }

    fn merged(&self, other: &Self) -> Self {
        let add = |a: (f64, f64), b: (f64, f64)| (a.0 + b.0, a.1 + b.1);
        Self {
            waits: [&self.waits[..], &other.waits].concat(),
            still_waiting: [&self.still_waiting[..], &other.still_waiting].concat(),
            referrals: self.referrals + other.referrals,
            without_help_minutes: self.without_help_minutes + other.without_help_minutes,
            caseload: add(self.caseload, other.caseload),
            accepted: add(self.accepted, other.accepted),
        }
    }

    fn result(&self) -> SiteResult {
        let follow_up = CompetingRisks {
            event: days(&self.waits),
            censored: days(&self.still_waiting),
            ..CompetingRisks::default()
        };
        let all = [
            (Measure::Referrals, Tally::Count(self.referrals)),
            (Measure::WithoutHelp, Tally::Minutes(self.without_help_minutes)),
            (Measure::DaysWithoutHelp, durations(&self.still_waiting)),
            (Measure::CaseloadMean, share(self.caseload.0, self.caseload.1)),
            (Measure::AcceptedShare, share(self.accepted.0, self.accepted.1)),
            (Measure::WaitReferralToStart, durations(&self.waits)),
            (Measure::StillWaitingForStart, durations(&self.still_waiting)),
            (Measure::StartedWithin28Days, Tally::FollowUp(follow_up)),
        ];
        let mut result = result(all.clone());
        let fifth = Subgroup { dimension: Dimension::DeprivationFifth, level: 2 };
        result.tallies.extend(all.map(|(measure, tally)| ((fifth, measure), tally)));
        let cohort = result.cohorts.entry(Month(240)).or_default();
        cohort.exits.insert(CohortExit::Started, days(&self.waits));
        cohort.exits.insert(CohortExit::Censored, days(&self.still_waiting));
        let week = result.places.weeks.entry(Week(1044)).or_default();
        week[Place::MissingMiddle as usize] = [self.without_help_minutes, self.referrals];
        let key = FlowKey {
            month: Month(240),
            from: Spot::In(Place::InReferral),
            to: Spot::Outside,
            reason: Reason::Remitted,
        };
        result.flows.insert(key, self.referrals);
        result
    }
}

/// A hundred children wait 1, 2 or 3 days (34, 33, 33), and one at the small site 101: the mean of
/// all is 300 / 101, the median 2 and the 95th percentile the 96th of 101; a mean of the two sites
/// would say 51.5 and 51.5. Accepted are 11 of 1,001, and 340 cases are with 102 practitioners.
#[test]
fn a_small_site_weighs_as_much_as_its_children() {
    let sites = vec![("Large", Children::large().result()), ("Small", Children::small().result())];
    let tables = Tables::of(&["Large", "Small"], [sites]);
    let estimate = |measure, statistic| {
        let [estimate, ..] = tables.summarised("all", measure, statistic);
        estimate
    };
    for (measure, statistic, expected) in [
        (Measure::WaitReferralToStart, "count", "101"),
        (Measure::WaitReferralToStart, "mean", "2.97029703"),
        (Measure::WaitReferralToStart, "p50", "2"),
        (Measure::WaitReferralToStart, "p95", "3"),
        (Measure::WaitReferralToStart, "max", "101"),
        (Measure::AcceptedShare, "share", "0.010989011"),
        (Measure::CaseloadMean, "mean", "3.33333333"),
        (Measure::Referrals, "count", "1001"),
    ] {
        assert_eq!(estimate(measure, statistic), expected, "{} {statistic}", measure.name());
    }
}

/// Whatever a table says of `all` it says of a single site that has all the children.
#[test]
fn every_table_of_all_is_that_of_the_merged_children() {
    let (large, small) = (Children::large(), Children::small());
    let merged = large.merged(&small).result();
    let pooled = Tables::of(
        &["Large", "Small"],
        [vec![("Large", large.result()), ("Small", small.result())]],
    );
    let single = Tables::of(&["Merged"], [vec![("Merged", merged)]]);
    for table in ["summary", "replicates", "waits", "incidence", "need", "places", "flows"] {
        let table = format!("{table}.csv");
        let all = pooled.lines(&table, |line| line.starts_with("tiny,0,all,"));
        assert!(all.lines().count() > 1, "{table} says nothing of all");
        let expected = single.lines(&table, |line| line.starts_with("tiny,0,Merged,"));
        assert_eq!(all, expected.replace(",Merged,", ",all,"), "{table}");
    }
}

/// The pooling is within a replicate: children of different replicates never meet. 1 and 99 days
/// have median 1, and 50 once more 50: the mean over replicates is 25.5, not the median of three.
#[test]
fn replicates_are_averaged_and_sites_are_pooled() {
    let wait = |days: &[u32]| result([(Measure::WaitReferralToStart, durations(days))]);
    let tables = Tables::of(
        &["A", "B"],
        [vec![("A", wait(&[1])), ("B", wait(&[99]))], vec![("A", wait(&[50])), ("B", wait(&[]))]],
    );
    let [estimate, _, _, replicates] =
        tables.summarised("all", Measure::WaitReferralToStart, "p50");
    assert_eq!([estimate.as_str(), replicates.as_str()], ["25.5", "2"]);
}
