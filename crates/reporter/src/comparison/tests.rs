//! Comparisons of results small enough to compute all numbers by hand.

use mhst_core::engine::statistics::DayCounts;
use mhst_core::engine::time::Span;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Dimension, Measure, SiteResult, Statistic, Subgroup, Tally};

use super::{Changed, Comparator, Comparisons, NamedPoint, Variant, changes, points};

const PRIMARY: Subgroup = Subgroup { dimension: Dimension::Phase, level: 0 };

/// Referrals, half of them (rounded down) of primary pupils, and the waits of those who started.
fn site(referrals: u64, waits: &[u32]) -> SiteResult {
    let mut days = DayCounts::default();
    waits.iter().for_each(|&wait| days.add(Span::from_days(wait)));
    let mut result = SiteResult::default();
    let mut add = |subgroup, measure, tally| result.tallies.insert((subgroup, measure), tally);
    add(Subgroup::ALL, Measure::Referrals, Tally::Count(referrals));
    add(Subgroup::ALL, Measure::WithoutHelp, Tally::Minutes(referrals * 1440));
    add(PRIMARY, Measure::Referrals, Tally::Count(referrals / 2));
    add(Subgroup::ALL, Measure::WaitReferralToStart, Tally::Durations(days));
    result
}

type Replicate = Vec<(&'static str, SiteResult)>;

fn owned(sites: &Replicate) -> Vec<(String, SiteResult)> {
    sites.iter().map(|(name, result)| ((*name).to_owned(), result.clone())).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The base and its variants, each with its sites and what came of its replicates.
fn compared(
    base: (&[&str], &[Replicate]),
    variants: &[(&'static str, &[&str], &[Replicate])],
) -> Comparisons {
    let declared = variants.iter().zip(1..).map(|((name, sites, _), point)| Variant {
        point,
        name: (*name).to_owned(),
        sites: names(sites),
    });
    let mut comparator = Comparator::new(names(base.0), declared.collect(), 0.95);
    for (replicate, sites) in base.1.iter().enumerate() {
        comparator.base(&owned(sites));
        for (index, (_, _, replicates)) in variants.iter().enumerate() {
            comparator.variant(index, CENTRAL, &owned(&replicates[replicate]));
        }
    }
    comparator.finish()
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

fn csv(found: &Comparisons) -> String {
    text(|bytes| found.write(Box::new(bytes)).unwrap())
}

/// The header and the lines that hold one of these.
fn lines(csv: &str, with: &[&str]) -> String {
    let keep = |(number, line): &(usize, &str)| {
        *number == 0 || with.iter().any(|cells| line.contains(cells))
    };
    csv.lines().enumerate().filter(keep).map(|(_, line)| format!("{line}\n")).collect()
}

/// Referrals at Alpha are 100, 101, 102 and then 110, 112, 111, as in the test of the statistics;
/// Beta has 8 in each, so that `all` differs by the same. Waits at Alpha are 10, 20 and nobody's,
/// and then 13, nobody's and 20: one pair. In the second variant Beta is another place: there is no
/// `all`, and Alpha is as in the base.
fn example() -> Comparisons {
    let beta = || ("Beta", site(8, &[]));
    let base = [
        vec![("Alpha", site(100, &[10])), beta()],
        vec![("Alpha", site(101, &[20])), beta()],
        vec![("Alpha", site(102, &[])), beta()],
    ];
    let more = [
        vec![("Alpha", site(110, &[13])), beta()],
        vec![("Alpha", site(112, &[])), beta()],
        vec![("Alpha", site(111, &[20])), beta()],
    ];
    let elsewhere = [
        vec![("Alpha", site(100, &[10]))],
        vec![("Alpha", site(101, &[20])), ("Gamma", site(5, &[7]))],
        vec![("Alpha", site(102, &[])), ("Gamma", site(6, &[]))],
    ];
    compared(
        (&["Alpha", "Beta"], &base),
        &[
            ("more, and later", &["Alpha", "Beta"], &more),
            ("elsewhere", &["Alpha", "Gamma"], &elsewhere),
        ],
    )
}

/// The table without `family_size` and `p_adjusted`, which depend on how many measures there are.
fn without_adjusted(csv: &str) -> String {
    csv.lines()
        .map(|line| {
            let (rest, distinguishable) = line.rsplit_once(',').unwrap();
            let mut rest = rest.rsplitn(3, ',').skip(2);
            format!("{},{distinguishable}\n", rest.next().unwrap())
        })
        .collect()
}

/// Ten more of 101 referrals (and so of the 109 at both sites): -+ 4.30265273 / sqrt(3). Primary
/// pupils are 50, 50, 51 and then 55, 56, 55: variances 1/3 and 1/3, of the difference 1.
#[test]
fn the_table() {
    let csv = csv(&example());
    let some =
        [",,referrals,count,", ",,wait_referral_to_start,mean,", ",phase=primary,referrals,"];
    assert_eq!(
        without_adjusted(&lines(&csv, &some)),
        "\
point,variant,site,subgroup,measure,statistic,unit,base,variant_value,difference,low,high,\
interval,worlds,falls,rises,falls_share,falls_low,falls_high,central_difference,central_low,\
central_high,ratio,ratio_low,ratio_high,replicates,variance_ratio,p_value,family,distinguishable
1,\"more, and later\",all,,referrals,count,referrals,109,119,10,7.51586229,12.4841377,95,0,,,,,,\
10,7.51586229,12.4841377,1.09174312,1.06813808,1.11596317,3,2,0.00331675872,other,false
1,\"more, and later\",all,,wait_referral_to_start,mean,days,10,13,3,,,95,0,,,,,,3,,,1.3,,,1,,,\
other,
1,\"more, and later\",all,phase=primary,referrals,count,referrals,54.3333333,59.3333333,5,\
2.51586229,7.48413771,95,0,,,,,,5,2.51586229,7.48413771,1.09202454,1.04526562,1.1410036,3,\
0.666666667,0.0130724576,other,false
1,\"more, and later\",Alpha,,referrals,count,referrals,101,111,10,7.51586229,12.4841377,95,0,,,,,,\
10,7.51586229,12.4841377,1.0990099,1.07346308,1.12528188,3,2,0.00331675872,other,false
1,\"more, and later\",Alpha,,wait_referral_to_start,mean,days,10,13,3,,,95,0,,,,,,3,,,1.3,,,1,,,\
other,
1,\"more, and later\",Alpha,phase=primary,referrals,count,referrals,50.3333333,55.3333333,5,\
2.51586229,7.48413771,95,0,,,,,,5,2.51586229,7.48413771,1.09933775,1.04877561,1.15249909,3,\
0.666666667,0.0130724576,other,false
1,\"more, and later\",Beta,,referrals,count,referrals,8,8,0,0,0,95,0,,,,,,0,0,0,1,1,1,3,,1,other,\
false
1,\"more, and later\",Beta,,wait_referral_to_start,mean,days,,,,,,95,0,,,,,,,,,,,,0,,,other,
1,\"more, and later\",Beta,phase=primary,referrals,count,referrals,4,4,0,0,0,95,0,,,,,,0,0,0,1,1,\
1,3,,1,other,false
2,elsewhere,Alpha,,referrals,count,referrals,101,101,0,0,0,95,0,,,,,,0,0,0,1,1,1,3,,1,other,false
2,elsewhere,Alpha,,wait_referral_to_start,mean,days,15,15,0,0,0,95,0,,,,,,0,0,0,1,1,1,2,,1,other,\
false
2,elsewhere,Alpha,phase=primary,referrals,count,referrals,50.3333333,50.3333333,0,0,0,95,0,,,,,,0,\
0,0,1,1,1,3,,1,other,false
"
    );
}

/// The least p-value of a family is taken as many times as the family has tests. The headline measures
/// of everybody are a family of their own; nothing of a subgroup is a headline.
#[test]
fn headlines_and_others_of_each_site_and_subgroup_are_families() {
    let csv = csv(&example());
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    let number = |row: &csv::StringRecord, column: usize| -> f64 { row[column].parse().unwrap() };
    for (subgroup, name, measure) in [
        ("", "other", "referrals"),
        ("", "headline", "without_help"),
        ("phase=primary", "other", "referrals"),
    ] {
        let family = |row: &&csv::StringRecord| {
            (&row[0], &row[2], &row[3], &row[28]) == ("1", "Alpha", subgroup, name)
                && !row[27].is_empty()
        };
        let family: Vec<_> = rows.iter().filter(family).collect();
        assert!(
            family.iter().all(|row| number(row, 29) == family.len() as f64),
            "{subgroup} {name}"
        );
        let least = family.iter().find(|row| &row[4] == measure).unwrap();
        let expected = (number(least, 27) * family.len() as f64).min(1.0);
        assert!((number(least, 30) - expected).abs() < 1e-8, "{subgroup}: {least:?}");
        match name {
            "headline" => assert!((1..=Measure::HEADLINES.len()).contains(&family.len())),
            _ => assert!(family.len() > 10, "{}", family.len()),
        }
    }
    assert!(rows.iter().all(|row| row[3].is_empty() || &row[28] == "other"));
}

#[test]
fn what_is_looked_up_is_what_the_table_says() {
    let found = example();
    let [more, elsewhere] = &found.variants[..] else { panic!("two variants") };
    assert_eq!((more.point, elsewhere.point), (1, 2));
    assert_eq!(more.sites, ["all", "Alpha", "Beta"]);
    assert_eq!(elsewhere.sites, ["Alpha"]);
    let row = more.get("Alpha", Measure::Referrals, Statistic::Count).unwrap();
    assert_eq!(row.comparison.unwrap().difference.estimate, 10.0);
    assert_eq!((row.replicates, row.is_distinguishable()), (3, Some(false)));
    let wait = more.get("Alpha", Measure::WaitReferralToStart, Statistic::Mean).unwrap();
    assert_eq!((wait.replicates, wait.is_distinguishable()), (1, None));
    assert!(elsewhere.get("Gamma", Measure::Referrals, Statistic::Count).is_none());
    assert!(elsewhere.get("all", Measure::Referrals, Statistic::Count).is_none());
    assert!(elsewhere.is_the_same() && !more.is_the_same());
}

/// A site that is missing on one side makes no pair, nor does `all` with it.
#[test]
fn a_replicate_that_is_missing_makes_no_pair() {
    let whole = || vec![("Alpha", site(10, &[])), ("Beta", site(8, &[]))];
    let part = || vec![("Alpha", site(10, &[]))];
    let found = compared(
        (&["Alpha", "Beta"], &[whole(), part(), whole(), whole()]),
        &[("other", &["Alpha", "Beta"], &[whole(), whole(), part(), vec![]])],
    );
    let pairs = |site| {
        found.variants[0].get(site, Measure::Referrals, Statistic::Count).unwrap().replicates
    };
    assert_eq!(["all", "Alpha", "Beta"].map(pairs), [1, 3, 1]);
}

#[test]
fn what_differs_much_is_distinguishable_and_what_does_not_is_not() {
    let base: Vec<Replicate> = (0..20).map(|i| vec![("A", site(100 + i % 3, &[7]))]).collect();
    let more: Vec<Replicate> = (0..20).map(|i| vec![("A", site(110 + i % 4, &[7]))]).collect();
    let found = compared((&["A"], &base), &[("more", &["A"], &more)]);
    let told = |measure, statistic| {
        found.variants[0].get("A", measure, statistic).and_then(super::Row::is_distinguishable)
    };
    assert_eq!(told(Measure::Referrals, Statistic::Count), Some(true));
    assert_eq!(told(Measure::WaitReferralToStart, Statistic::Mean), Some(false));
    assert_eq!(told(Measure::RecoveredShare, Statistic::Share), None);
}

#[test]
fn points_and_changes() {
    let point = |point, name: &str, hash: &str| NamedPoint {
        point,
        name: name.to_owned(),
        hash: hash.to_owned(),
    };
    let list = [point(0, "base", "00ff"), point(1, "a=1,b=2", "11ee")];
    assert_eq!(
        text(|bytes| points(Box::new(bytes), &list).unwrap()),
        "point,name,hash\n0,base,00ff\n1,\"a=1,b=2\",11ee\n"
    );
    let changed = |site: Option<&str>, from: &str, to: &str| Changed {
        point: 1,
        variant: "a=1".to_owned(),
        site: site.map(str::to_owned),
        key: "group.key".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        source: "other.toml:7".to_owned(),
    };
    let list = [changed(None, "-1", "2"), changed(Some("Camden"), "", "-x")];
    assert_eq!(
        text(|bytes| changes(Box::new(bytes), &list).unwrap()),
        "point,variant,site,key,from,to,source\n\
         1,a=1,,group.key,-1,2,other.toml:7\n\
         1,a=1,Camden,group.key,,'-x,other.toml:7\n"
    );
}
