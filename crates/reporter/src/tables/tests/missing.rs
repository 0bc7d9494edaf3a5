//! What is missing stays missing, and what is zero is zero.

use mhst_core::engine::statistics::CompetingRisks;
use mhst_core::engine::time::Week;
use mhst_core::model::place::Place;
use mhst_core::model::results::{Measure, SiteResult, Statistic, Subgroup, Tally};

use super::{Tables, days, durations, result};

fn site(referrals: u64, waits: &[u32]) -> SiteResult {
    let mut result = result([
        (Measure::Referrals, Tally::Count(referrals)),
        (Measure::WaitReferralToStart, durations(waits)),
        (Measure::DaysWithoutHelp, durations(waits)),
    ]);
    result.places.weeks.entry(Week(1044)).or_default()[Place::AfterHelp as usize] = [1440, 0];
    result
}

/// Beta's second run is missing: that replicate has no `all` in any table, and the summary of
/// `all` is of the first and third.
#[test]
fn a_replicate_without_one_of_its_sites_has_no_all() {
    let tables = Tables::of(
        &["Alpha", "Beta"],
        [
            vec![("Alpha", site(10, &[5])), ("Beta", site(20, &[6]))],
            vec![("Alpha", site(1_000, &[500]))],
            vec![("Alpha", site(12, &[5])), ("Beta", site(22, &[6]))],
        ],
    );
    for table in ["replicates.csv", "waits.csv", "need.csv", "places.csv"] {
        let rows = tables.rows(table);
        let there = |site: &str, replicate: &str| {
            rows.iter().any(|row| row["site"] == site && row["replicate"] == replicate)
        };
        assert!(there("all", "1") && !there("all", "2") && there("all", "3"), "{table}");
        assert!(there("Alpha", "2") && !there("Beta", "2"), "{table}");
    }
    let referrals = |site| {
        let [estimate, _, _, replicates] = tables.summarised(site, Measure::Referrals, "count");
        (estimate, replicates)
    };
    let expected = |estimate: &str, replicates: &str| (estimate.to_owned(), replicates.to_owned());
    assert_eq!(referrals("all"), expected("32", "2"));
    assert_eq!(referrals("Beta"), expected("21", "2"));
    assert_eq!(referrals("Alpha"), expected("340.666667", "3"));
}

/// A site that never ran leaves `all` out of every table, and out of the summary.
#[test]
fn without_a_complete_replicate_nothing_is_said_of_all() {
    let tables = Tables::of(&["Alpha", "Beta"], [vec![("Alpha", site(10, &[5]))]]);
    for table in ["summary.csv", "replicates.csv", "waits.csv", "need.csv", "places.csv"] {
        let rows = tables.rows(table);
        assert!(rows.iter().all(|row| row["site"] == "Alpha") && !rows.is_empty(), "{table}");
    }
    let all = tables.summary.get("all", Subgroup::ALL, Measure::Referrals, Statistic::Count);
    assert_eq!(all, None);
}

/// Another site in place of the one that is missing does not complete a replicate.
#[test]
fn the_sites_must_be_those_expected() {
    let sites = vec![("Alpha", site(1, &[1])), ("Gamma", site(1, &[1]))];
    let tables = Tables::of(&["Alpha", "Beta"], [sites]);
    assert!(tables.rows("replicates.csv").iter().all(|row| row["site"] != "all"));
}

/// Nobody started in the second replicate: its mean is empty, and the mean over replicates is of
/// one, which has no bounds; but the number who started is 0 in it and 0.5 on average.
#[test]
fn a_mean_of_nobody_is_empty_and_a_count_of_nobody_is_zero() {
    let nobody = SiteResult::default();
    let tables = Tables::of(&["A"], [vec![("A", site(1, &[40]))], vec![("A", nobody)]]);
    let rows = tables.rows("replicates.csv");
    let second = |statistic: &str| {
        let row = rows.iter().find(|row| {
            row["site"] == "A"
                && row["replicate"] == "2"
                && row["subgroup"].is_empty()
                && row["measure"] == "wait_referral_to_start"
                && row["statistic"] == statistic
        });
        row.expect("a row for every statistic")["value"].clone()
    };
    assert_eq!(["count", "mean", "p50", "max"].map(second), ["0", "", "", ""]);
    let wait = |statistic| tables.summarised("A", Measure::WaitReferralToStart, statistic);
    assert_eq!(wait("mean"), ["40", "", "", "1"]);
    let [estimate, _, _, replicates] = wait("count");
    assert_eq!([estimate, replicates], ["0.5", "2"]);
}

/// What has no value in any replicate has a row without numbers, and no number in the terminal.
#[test]
fn what_no_replicate_has_is_empty_and_of_no_replicates() {
    let tables = Tables::of(&["A"], [vec![("A", SiteResult::default())]]);
    let measure = Measure::WaitReferralToStart;
    assert_eq!(tables.summarised("A", measure, "mean"), ["", "", "", "0"]);
    assert_eq!(tables.summarised("A", Measure::Referrals, "count"), ["0", "", "", "1"]);
    assert_eq!(tables.summary.get("A", Subgroup::ALL, measure, Statistic::Mean), None);
}

/// Every replicate has the same rows, whatever happened in it.
#[test]
fn every_replicate_has_the_same_rows() {
    let tables =
        Tables::of(&["A"], [vec![("A", site(1, &[40]))], vec![("A", SiteResult::default())]]);
    let of = |replicate: &str| -> Vec<_> {
        let rows = tables.rows("replicates.csv").into_iter();
        rows.filter(|row| row["replicate"] == replicate)
            .map(|row| {
                ["site", "subgroup", "measure", "statistic"].map(|column| row[column].clone())
            })
            .collect()
    };
    assert_eq!(of("1"), of("2"));
}

/// One started on day 20 and one was still waiting on day 100: shares within 28 and 84 days are
/// known, those within 126 and 365 are not, however likely they look.
#[test]
fn a_share_beyond_observation_is_empty() {
    let risks = CompetingRisks { event: days(&[20]), censored: days(&[100]), ..Default::default() };
    let followed = result([(Measure::StartedWithin28Days, Tally::FollowUp(risks))]);
    let tables = Tables::of(&["A"], [vec![("A", followed)]]);
    let estimate = |measure| {
        let [estimate, ..] = tables.summarised("A", measure, "share");
        estimate
    };
    assert_eq!(
        [
            Measure::StartedWithin28Days,
            Measure::StartedWithin84Days,
            Measure::StartedWithin126Days,
            Measure::StartedWithin365Days,
        ]
        .map(estimate),
        ["0.5", "0.5", "", ""]
    );
}
