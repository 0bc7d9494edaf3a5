//! The roll-out (M30): who is covered when, what that changes for children, what a supply that all
//! share does, and that a world of several sites is run and kept as one.

use jiff::civil::date;
use mhst_core::engine::statistics::paired_interval;
use mhst_core::engine::time::SimTime;
use mhst_core::model::plan::{SitePlan, Wave, WorldPlan};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{CoverageMonth, CoverageSide, Dimension, SiteResult, values};
use mhst_core::model::world::RunOptions;

use crate::harness::{Bench, assert_same};
use crate::world::{Pair, each, mean, plan, run};

fn day(year: i16, month: i8, day: i8) -> SimTime {
    SimTime::from_date(date(year, month, day)).unwrap()
}

/// A site of 24,000 pupils with one team from January 2020 and another from `second`.
fn in_waves(second: SimTime, set: &[(&str, f64)]) -> WorldPlan {
    let mut plan = plan(2, 24_000, set);
    plan.sites[0].waves =
        vec![Wave { on: plan.time.teams_start, teams: 1 }, Wave { on: second, teams: 1 }];
    plan
}

/// The readings of all months of all replicates.
fn months(results: &[SiteResult]) -> impl Iterator<Item = &CoverageMonth> {
    results.iter().flat_map(|result| result.coverage.values())
}

#[test]
fn without_waves_or_with_the_switch_off_nothing_is_different() {
    let plain = run(plan(2, 16_000, &[]), 2);
    let mut with_waves = plan(2, 16_000, &[("rollout.in_waves", 0.0)]);
    with_waves.sites[0].waves = vec![Wave { on: day(2021, 1, 4), teams: 2 }];
    assert!(plain == run(with_waves, 2));
    let has_coverage = |result: &SiteResult| {
        !result.coverage.is_empty()
            || values(result).iter().any(|v| v.subgroup.dimension == Dimension::Coverage)
    };
    assert!(!plain.iter().any(has_coverage));
}

#[test]
fn settings_join_with_their_team_until_it_is_full() {
    let results = run(in_waves(day(2021, 1, 4), &[]), 2);
    for result in &results {
        for (month, read) in &result.coverage {
            let teams = if month.first_day() < date(2021, 1, 1) { 1 } else { 2 };
            assert_eq!(read.teams, teams, "{month:?}");
            assert_eq!(read.covered.settings + read.uncovered.settings, 34);
            assert!(read.covered.pupils + read.uncovered.pupils <= 24_002);
            let full = 8_000.0 * teams as f64;
            assert!((read.covered.pupils as f64 - full).abs() < 1_500.0, "{read:?}");
            assert!(teams == 2 || read.teams_in_training == 1);
        }
        let sides = [Dimension::Coverage].map(|dimension| {
            let of = values(result);
            of.into_iter()
                .filter(|v| {
                    v.subgroup.dimension == dimension && v.measure == M::SpecialistReferrals
                })
                .filter_map(|v| v.value)
                .sum::<f64>()
        });
        let all = each(std::slice::from_ref(result), M::SpecialistReferrals, S::Count);
        assert_eq!(sides[0], all[0], "covered and uncovered are everybody");
    }
}

/// The posts of a wave are counted from its first day: four EMHP posts for each team that works.
#[test]
fn posts_are_those_of_the_teams_that_work() {
    for result in run(in_waves(day(2021, 1, 4), &[]), 1) {
        let ratio = result.coverage.values().map(|read| read.senior_posts / read.teams as f64);
        let seniors = ratio.clone().fold(f64::NAN, f64::max);
        assert!(ratio.clone().all(|each| (each - seniors).abs() < 1e-9), "{ratio:?}");
        for read in result.coverage.values() {
            assert_eq!(read.emhp_posts, 4.0 * read.teams as f64, "{read:?}");
            assert!(read.emhps <= read.emhp_posts && read.seniors <= read.senior_posts);
        }
    }
}

/// Larger settings are more likely to join early: a full team then has fewer settings.
#[test]
fn the_larger_join_first() {
    let settings = |power| {
        let results = run(in_waves(day(2020, 1, 6), &[("rollout.larger_first", power)]), 1);
        months(&results).last().unwrap().covered.settings
    };
    assert!(settings(0.0) > settings(2.0));
}

#[test]
fn covered_settings_get_more_help_and_nobody_asks_a_team_that_is_not_there() {
    // Teams that are known at once: a year is short for trust to grow in. Settings have no
    // counsellors or therapists of their own: these help wherever there is no team too.
    let known = [
        ("engagement.rises_over_months", 0.0),
        ("support.counselling_share", 0.0),
        ("support.therapy_share", 0.0),
    ];
    let results = run(in_waves(day(2021, 1, 4), &known), 4);
    let share = |of: fn(&CoverageMonth) -> &CoverageSide, what: fn(&CoverageSide) -> u64| {
        let (part, whole) = months(&results)
            .map(of)
            .fold((0, 0), |(part, whole), side| (part + what(side), whole + side.in_need));
        part as f64 / whole as f64
    };
    let (covered, uncovered) =
        (share(|m| &m.covered, |s| s.in_help), share(|m| &m.uncovered, |s| s.in_help));
    assert!(covered > 1.3 * uncovered, "{covered} and {uncovered}");
    for result in &results {
        let made = values(result).into_iter().find(|v| {
            (v.subgroup.name().as_str(), v.measure) == ("coverage=uncovered", M::Referrals)
        });
        assert_eq!(made.and_then(|v| v.value).unwrap_or(0.0), 0.0, "referrals to no team");
    }
}

#[test]
fn a_later_wave_is_later_access() {
    let pair = Pair {
        base: run(in_waves(day(2020, 9, 7), &[]), 6),
        variant: run(in_waves(day(2021, 9, 6), &[]), 6),
    };
    pair.lowers(M::Started, S::Count);
    let in_help = |results: &[SiteResult]| -> u64 {
        months(results).map(|month| month.covered.in_help + month.uncovered.in_help).sum()
    };
    assert!(in_help(&pair.variant) < in_help(&pair.base));
}

/// Three sites that share a market, with a wave each year.
fn shared(set: &[(&str, f64)]) -> WorldPlan {
    let one = in_waves(day(2020, 9, 7), set);
    let site = |number: u32| {
        let mut site: SitePlan = one.sites[0].clone();
        site.name = format!("Area {number}");
        site
    };
    WorldPlan { sites: (1..=3).map(site).collect(), time: one.time }
}

fn pooled(plan: WorldPlan, replicates: u32) -> Vec<SiteResult> {
    let world = PreparedWorld::new(plan).unwrap();
    (0..replicates)
        .map(|replicate| {
            let mut pooled = SiteResult::default();
            for site in world.run(7, replicate.into(), RunOptions::default()).unwrap() {
                pooled.merge(&site);
            }
            pooled
        })
        .collect()
}

#[test]
fn a_supply_that_is_too_small_for_the_waves_leaves_posts_empty() {
    let vacant = |set: &[(&str, f64)], of: fn(&CoverageMonth) -> (f64, f64)| {
        let results = pooled(shared(set), 4);
        let (posts, filled) = months(&results)
            .map(of)
            .fold((0.0, 0.0), |(posts, filled), (p, f)| (posts + p, filled + f));
        1.0 - filled / posts
    };
    let emhps = |m: &CoverageMonth| (m.emhp_posts, m.emhps);
    let seniors = |m: &CoverageMonth| (m.senior_posts, m.seniors);
    let (free, scarce) = (
        vacant(&[("rollout.trainees_per_100_posts_per_cohort", 100.0)], emhps),
        vacant(&[("rollout.trainees_per_100_posts_per_cohort", 8.0)], emhps),
    );
    assert!(scarce > free + 0.05, "{scarce} and {free}");
    let (free, scarce) = (
        vacant(&[], seniors),
        vacant(&[("rollout.seniors_per_100_posts_per_year", 15.0)], seniors),
    );
    assert!(scarce > free + 0.05, "{scarce} and {free}");
}

/// If supply falls short, the first site of the plan gets no more than the last.
#[test]
fn no_site_is_served_before_the_others() {
    let scarce = [("rollout.trainees_per_100_posts_per_cohort", 8.0)];
    let world = PreparedWorld::new(shared(&scarce)).unwrap();
    let mut filled = [const { Vec::new() }; 3];
    for replicate in 0..32 {
        let results = world.run(7, replicate, RunOptions::default()).unwrap();
        for (filled, site) in filled.iter_mut().zip(results) {
            let months = site.coverage.values();
            filled.push(mean(&months.map(|m| m.emhps / m.emhp_posts.max(1.0)).collect::<Vec<_>>()));
        }
    }
    for pair in [[0, 1], [1, 2], [0, 2]] {
        let [first, later] = pair.map(|site| &filled[site]);
        let (low, high) = paired_interval(first, later, 0.99).unwrap().bounds.unwrap();
        assert!(low < 0.0 && 0.0 < high && high - low < 0.2, "{pair:?}: {low} to {high}");
    }
}

const WAVES: &str = "\
site,begins,teams
Alpha,2019-01-07,1
Beta,2019-05-06,1
Gamma,2019-01-07,1
Gamma,2019-09-02,1
";

/// A bench with `england.toml`: the three small sites as one world, in waves.
fn one_world() -> Bench {
    let bench = Bench::new();
    bench.write("waves.csv", WAVES);
    let text = "extends = \"tiny.toml\"\nname = \"england\"\n\
                [sites]\nwaves = \"waves.csv\"\none_world = true\n\
                [rollout]\npupils_per_team = 1500\n";
    bench.write("england.toml", text);
    bench
}

#[test]
fn one_world_is_the_same_bytes_on_any_threads_in_shards_and_after_losses() {
    let bench = one_world();
    bench.fine("run england.toml --threads 1 --replicates 4 --out one");
    bench.fine("run england.toml --threads 4 --replicates 4 --out four");
    assert_same(&bench.results("one"), &bench.results("four"));

    for shard in 1..=3 {
        bench.fine(&format!("run england.toml --replicates 4 --shard {shard}/3 --out s{shard}"));
    }
    bench.fine("merge s1 s2 s3 --out merged");
    assert_same(&bench.results("one"), &bench.results("merged"));

    // A store that was cut short within the results of a world lacks that run as a whole.
    let store = bench.path("four").join("store");
    let segment = std::fs::read_dir(store).unwrap().flatten().map(|entry| entry.path());
    let segment = segment.filter(|path| path.extension().is_some_and(|end| end == "mhst")).max();
    let file = std::fs::File::options().write(true).open(segment.unwrap()).unwrap();
    file.set_len(file.metadata().unwrap().len() - 100).unwrap();
    let done = bench.fine("run england.toml --threads 2 --replicates 4 --out four");
    assert!(done.stdout.contains("1 run in"), "{done:#?}");
    assert_same(&bench.results("one"), &bench.results("four"));
}

#[test]
fn a_scenario_with_waves_has_a_table_of_coverage_and_others_have_none() {
    let bench = one_world();
    bench.fine("run england.toml --out with");
    let table = std::fs::read_to_string(bench.path("with").join("coverage.csv")).unwrap();
    let row = |start: &str| table.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    assert!(row("england,0,all,0,1,2019-12,4,0").contains(",covered,"), "{table}");
    assert!(row("england,0,Beta,0,1,2019-02,0,1").contains(",covered,0,0,"), "{table}");
    let summary = std::fs::read_to_string(bench.path("with").join("summary.csv")).unwrap();
    assert!(summary.contains("coverage=uncovered,specialist_referrals"));
    let page = |out: &str| std::fs::read_to_string(bench.path(out).join("report.html")).unwrap();
    for level in ["Coverage: covered", "Coverage: uncovered"] {
        assert!(page("with").contains(level), "{level}");
    }
    bench.fine("run tiny.toml --out without");
    assert!(!bench.path("without").join("coverage.csv").exists());
    let summary = std::fs::read_to_string(bench.path("without").join("summary.csv")).unwrap();
    assert!(!summary.contains("coverage="));
    assert!(!page("without").contains("Coverage: "));
}

#[test]
fn some_sites_of_one_world_are_refused() {
    let bench = one_world();
    let words = bench.refused("run england.toml --sites Alpha --out alone");
    assert!(words.contains("one world") && words.contains("sites.one_world"), "{words}");
}
