//! Intervals of the summary.

use mhst_core::model::results::{Measure, Statistic, Subgroup, Tally};

use super::{Tables, durations, result, share};

fn of_one_site(measure: Measure, replicates: impl IntoIterator<Item = Tally>) -> Tables {
    let sites = replicates.into_iter().map(|tally| vec![("A", result([(measure, tally)]))]);
    Tables::of(&["A"], sites)
}

/// 11, 12 and 16 have mean 13 and squares of deviations 4 + 1 + 9, so a standard error of
/// sqrt(14 / 2 / 3) = 1.52752523; t at two degrees of freedom is 4.30265273.
#[test]
fn three_replicates_by_hand() {
    let tables = of_one_site(Measure::Referrals, [11, 12, 16].map(Tally::Count));
    let row = tables.summarised("A", Measure::Referrals, "count");
    assert_eq!(row, ["13", "6.42758939", "19.5724106", "3"]);
    let found = |site| {
        tables.summary.get(site, Subgroup::ALL, Measure::Referrals, Statistic::Count).unwrap()
    };
    assert_eq!(found("A"), found("all"));
    assert_eq!((found("A").estimate, found("A").replicates), (13.0, 3));
    let (low, high) = found("A").bounds.unwrap();
    assert!((low - 6.427_589_4).abs() < 1e-7 && (high - 19.572_410_6).abs() < 1e-7);
}

#[test]
fn one_replicate_has_no_bounds() {
    let tables = of_one_site(Measure::Referrals, [Tally::Count(11)]);
    assert_eq!(tables.summarised("A", Measure::Referrals, "count"), ["11", "", "", "1"]);
}

#[test]
fn replicates_that_agree_have_an_interval_of_no_width() {
    let tables = of_one_site(Measure::Referrals, [Tally::Count(7), Tally::Count(7)]);
    assert_eq!(tables.summarised("A", Measure::Referrals, "count"), ["7", "7", "7", "2"]);
}

/// 0.9, 1 and 0.95: 0.95 -+ 4.30265273 * 0.05 / sqrt(3) would reach 1.07; and likewise below 0.
#[test]
fn bounds_of_shares_stay_within_0_and_1() {
    let measure = Measure::AcceptedShare;
    let shares = |parts: [f64; 3]| of_one_site(measure, parts.map(|part| share(part, 100.0)));
    let row = shares([90.0, 100.0, 95.0]).summarised("A", measure, "share");
    assert_eq!(row, ["0.95", "0.825793114", "1", "3"]);
    let row = shares([10.0, 0.0, 5.0]).summarised("A", measure, "share");
    assert_eq!(row, ["0.05", "0", "0.174206886", "3"]);
    let row = shares([50.0, 60.0, 55.0]).summarised("A", measure, "share");
    assert_eq!(row, ["0.55", "0.425793114", "0.674206886", "3"]);
}

/// 1, 2 and 6: 3 -+ 6.57241061. Counts, person-time, means and days end at 0 and not at 1.
#[test]
fn bounds_of_all_else_stay_above_0() {
    let expected = ["3", "0", "9.57241061", "3"];
    let check = |measure, tally: fn(u32) -> Tally, statistic| {
        let tables = of_one_site(measure, [1, 2, 6].map(tally));
        assert_eq!(tables.summarised("A", measure, statistic), expected, "{}", measure.name());
    };
    check(Measure::Referrals, |n| Tally::Count(u64::from(n)), "count");
    check(Measure::WithoutHelp, |n| Tally::Minutes(1440 * u64::from(n)), "total");
    check(Measure::CaseloadMean, |n| share(f64::from(n), 1.0), "mean");
    check(Measure::WaitReferralToStart, |n| durations(&[n]), "mean");
    check(Measure::WaitReferralToStart, |n| durations(&[n]), "p90");
}
