use mhst_core::model::figures::{Figure, Quantity, Role, Sites, Uncertainty};
use mhst_core::model::results::{Measure, SiteResult, Statistic, Subgroup, Value};

use super::*;

const WAIT: (Measure, Statistic) = (Measure::WaitReferralToStart, Statistic::Mean);

fn figure(key: &str, sites: Sites, value: f64) -> Figure {
    let (measure, statistic) = WAIT;
    Figure {
        title: format!("Wait {key}"),
        role: Role::HeldOut,
        quantity: Some(Quantity::Measured { measure, statistic, subgroup: Subgroup::ALL }),
        reported: format!("{value} days"),
        uncertainty: Uncertainty::Exact,
        period: "2021".to_owned(),
        source: "a test".to_owned(),
        ..Figure::of(key, sites, value)
    }
}

fn published(days: f64) -> [Value; 1] {
    let (measure, statistic) = WAIT;
    [Value {
        subgroup: Subgroup::ALL,
        measure,
        statistic,
        unit: "days",
        value: Some(days),
        rests_on: None,
    }]
}

fn spread(worlds: u32) -> Spread {
    Spread { level: 0.9, worlds, replicates: 1, central: 1 }
}

/// Worlds 1 to 19, in which site A waits as many days as the number of the world, B twice as many, and
/// all together one and a half times as many.
fn gathered(figures: Vec<Figure>) -> Gathering {
    let mut gathering = Gathering::new(figures);
    for world in 0..20 {
        let days = f64::from(world);
        for (site, days) in [("all", 1.5 * days), ("A", days), ("B", 2.0 * days)] {
            gathering.add(site, &SiteResult::default(), &published(days));
        }
        gathering.end_replicate(world);
    }
    gathering
}

#[test]
fn each_figure_is_held_against_its_sites() {
    let figures = vec![
        figure("pooled", Sites::Pooled, 15.0),
        figure("mean", Sites::Mean, 15.0),
        figure("highest", Sites::Highest, 15.0),
        figure("a", Sites::One("A".to_owned()), 15.0),
        figure("nowhere", Sites::One("C".to_owned()), 15.0),
        Figure { role: Role::Input, ..figure("input", Sites::Pooled, 15.0) },
    ];
    let card = Scorecard::new(&gathered(figures), spread(19), Vec::new());
    let found: Vec<_> =
        card.scores.iter().map(|it| (it.figure.key.as_str(), it.median, it.simulated)).collect();
    assert_eq!(
        found,
        [
            ("pooled", 15.0, Some((1.5, 28.5))),
            ("mean", 15.0, Some((1.5, 28.5))),
            ("highest", 20.0, Some((2.0, 38.0))),
            ("a", 10.0, Some((1.0, 19.0))),
        ]
    );
}

/// Of a replicate in which a site failed there is no mean over sites and no highest.
#[test]
fn a_part_of_the_sites_does_not_stand_for_all() {
    let mut gathering = Gathering::new(vec![
        figure("mean", Sites::Mean, 15.0),
        figure("a", Sites::One("A".to_owned()), 15.0),
    ]);
    gathering.add("A", &SiteResult::default(), &published(3.0));
    gathering.end_replicate(1);
    assert_eq!(gathering.worlds(0), []);
    assert_eq!(gathering.worlds(1), [(1, 3.0)]);
}

#[test]
fn a_figure_is_inside_too_high_or_too_low_and_a_range_holds_the_median() {
    let at = |value| figure("x", Sites::One("A".to_owned()), value);
    let range = |low, high| Figure {
        value: Some(low),
        range: Some((low, high)),
        uncertainty: Uncertainty::Assumed,
        ..at(low)
    };
    let wide = Figure { discrepancy: Some(20.0), ..at(25.0) };
    let figures = vec![at(5.0), at(25.0), at(0.5), wide, range(8.0, 12.0), range(11.0, 12.0)];
    let keyed = figures.into_iter().zip(["a", "b", "c", "d", "e", "f"]);
    let figures = keyed.map(|(it, key)| Figure { key: key.to_owned(), ..it }).collect();
    let card = Scorecard::new(&gathered(figures), spread(19), Vec::new());
    let verdicts: Vec<Option<Verdict>> = card.scores.iter().map(|score| score.verdict).collect();
    let (inside, high, low) = (Verdict::Inside, Verdict::TooHigh, Verdict::TooLow);
    assert_eq!(verdicts, [inside, low, high, inside, inside, low].map(Some));
    let coverage = card.groups[0].coverage.unwrap();
    assert_eq!((coverage.figures, coverage.inside), (6, 3));
    // 90 % of the binomial distribution of 6 at 0.9 lies from 4 to 6.
    assert_eq!(coverage.expected, (4, 6));
    let words = card.headline().unwrap();
    assert!(words.starts_with("Of 6 held-out figures 3 lie inside"), "{words}");
    // The furthest is named first.
    let missed: Vec<&str> =
        card.missed(Role::HeldOut).iter().map(|it| it.figure.key.as_str()).collect();
    assert_eq!(missed[0], "b");
}

/// The interval goes from 1 to 19: a limit of 0.5 is contradicted, and those of 15 and 500 are not,
/// however far below the model is. No limit counts among the figures that intervals should hold.
#[test]
fn a_limit_is_missed_only_from_above() {
    let limit = |key: &str, value| Figure {
        uncertainty: Uncertainty::UpTo,
        range: Some((0.0, value)),
        ..figure(key, Sites::One("A".to_owned()), value)
    };
    let figures = vec![limit("low", 0.5), limit("middle", 15.0), limit("high", 500.0)];
    let card = Scorecard::new(&gathered(figures), spread(19), Vec::new());
    let found: Vec<_> = card.scores.iter().map(|it| (it.verdict, it.crps, it.bias)).collect();
    let within = Verdict::WithinLimit;
    let expected = [Verdict::TooHigh, within, within].map(|it| (Some(it), None, None));
    assert_eq!(found, expected);
    assert_eq!(card.groups[0].coverage, None);
    assert_eq!(card.scores[1].reported(), "up to 15");
    assert_eq!(card.missed(Role::HeldOut).len(), 1);
}

/// Figures of different roles are never counted together.
#[test]
fn roles_are_apart() {
    let calibrated = Figure { role: Role::Calibrated, ..figure("c", Sites::Pooled, 15.0) };
    let held_out = figure("h", Sites::Pooled, 500.0);
    let card = Scorecard::new(&gathered(vec![calibrated, held_out]), spread(19), Vec::new());
    let counts: Vec<(Role, usize, usize)> = card
        .groups
        .iter()
        .map(|group| (group.role, group.coverage.unwrap().figures, group.coverage.unwrap().inside))
        .collect();
    assert_eq!(counts, [(Role::HeldOut, 1, 0), (Role::Calibrated, 1, 1)]);
}

/// A series by site, with the forecast "as last year": errors, ranks and scores by hand.
#[test]
fn a_series_is_judged_by_levels_ranks_and_changes() {
    let of = |site: &str, value, last_year| Figure {
        series: "waits".to_owned(),
        last_year: Some(last_year),
        ..figure(site, Sites::One(site.to_owned()), value)
    };
    let figures = vec![of("A", 12.0, 11.0), of("B", 16.0, 19.0)];
    let card = Scorecard::new(&gathered(figures), spread(19), Vec::new());
    let series = &card.groups[0].series[0];
    assert_eq!(card.groups[0].coverage, None);
    assert_eq!((series.sites, series.mean_error, series.mean_absolute_error), (2, 1.0, 3.0));
    assert_eq!(series.rank_correlation, Some(1.0));
    let last_year = series.last_year.unwrap();
    assert_eq!((last_year.mean_error, last_year.mean_absolute_error), (1.0, 2.0));
    assert_eq!(last_year.rank_correlation, Some(1.0));
    // The model changes by -1 and +1 from last year, the reports by +1 and -3.
    assert!((last_year.correlation_of_changes.unwrap() + 1.0).abs() < 1e-12);
    let sentence = &card.sentences()[0].1[0];
    assert!(sentence.contains("does not beat") && sentence.contains("+1.0 days"), "{sentence}");
    let mut text = Vec::new();
    card.series_csv(Box::new(&mut text)).unwrap();
    assert_eq!(String::from_utf8(text).unwrap().lines().count(), 2);
}

#[test]
fn too_few_worlds_give_no_score() {
    let mut gathering = Gathering::new(vec![figure("a", Sites::Pooled, 15.0)]);
    for world in 1..5 {
        gathering.add("all", &SiteResult::default(), &published(3.0));
        gathering.end_replicate(world);
    }
    assert!(Scorecard::new(&gathering, spread(4), Vec::new()).is_empty());
}
