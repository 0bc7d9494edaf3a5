//! Series of results small enough to compute all numbers by hand.

use mhst_core::engine::statistics::{CompetingRisks, Ending};
use mhst_core::engine::time::{SimTime, Span};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::results::{FlowKey, Measure, SiteResult, Statistic, Subgroup, Tally};

use super::{Collector, Window};
use crate::pass::{Against, Found, Pass};
use crate::spread::Spread;
use crate::tables::{ALL_SITES, Replicate};

/// Replicates of the central world.
const SPREAD: Spread = Spread { level: 0.95, worlds: 0, replicates: 0, central: 2 };

fn on(year: i16, month: i8, day: i8) -> SimTime {
    SimTime::from_date(jiff::civil::date(year, month, day)).unwrap()
}

fn collected(replicates: Vec<SiteResult>) -> Found {
    let window = Window { from: on(2020, 1, 1), to: on(2020, 3, 1) };
    let mut pass = Pass::new(None, Some(Collector::new(window, &SPREAD)), Against::nothing(SPREAD));
    let sites = ["Alpha".to_owned()];
    for (result, number) in replicates.into_iter().zip(1..) {
        let results = [("Alpha".to_owned(), result)];
        pass.add(&Replicate::new(0, (CENTRAL, number), &sites, &results)).unwrap();
    }
    pass.finish().unwrap()
}

fn followed(times: &[(u32, Ending)]) -> SiteResult {
    let mut risks = CompetingRisks::default();
    times.iter().for_each(|&(day, ending)| risks.add(ending, Span::from_days(day)));
    let key = (Subgroup::ALL, Measure::StartedWithin28Days);
    let tallies = [(key, Tally::FollowUp(risks))].into_iter().collect();
    SiteResult { tallies, ..SiteResult::default() }
}

/// Of four in one replicate two start, one gives up and one waits on; of two in the other one
/// starts.
#[test]
fn the_curve_is_that_of_the_summary_to_the_last_digit() {
    use Ending::{Censored, Competing, Event};
    let found = collected(vec![
        followed(&[(10, Event), (29, Competing), (85, Event), (400, Censored)]),
        followed(&[(28, Event), (390, Censored)]),
    ]);
    let curves: Vec<_> = found.collected.series.waits.curves(SPREAD.level).collect();
    // Waiting: 3/4, 1/2 and 1/4 of the one, 1/2 of the other.
    for (days, measure, still) in [
        (28, Measure::StartedWithin28Days, 0.625),
        (84, Measure::StartedWithin84Days, 0.5),
        (126, Measure::StartedWithin126Days, 0.375),
    ] {
        let (_, started, waiting) = curves.iter().find(|(day, ..)| *day == days).unwrap();
        let summary = found.summary.get(ALL_SITES, Subgroup::ALL, measure, Statistic::Share);
        assert_eq!(Some(*started), summary, "{days} days");
        assert!((waiting.estimate - still).abs() < 1e-12, "{days} days");
    }
}

/// The week of 30 December begins before the window, that of 24 February ends after it.
#[test]
fn children_are_averaged_over_the_weeks_inside_the_window() {
    let mut result = SiteResult::default();
    let mut week = on(2019, 12, 30).week();
    for children in [90, 1, 2, 3, 4, 5, 6, 7, 90] {
        let minutes = children * u64::from(mhst_core::engine::time::MINUTES_PER_WEEK);
        let places = result.places.weeks.entry(week).or_default();
        places[Place::MissingMiddle as usize] = [minutes, 5];
        week = week.next();
    }
    let found = collected(vec![result.clone(), result]);
    let months = found.collected.series.places.averages();
    let means: Vec<f64> =
        months.map(|(_, children)| children[Place::MissingMiddle as usize]).collect();
    assert_eq!(means, [2.5, 6.0]);
}

#[test]
fn moves_before_the_window_are_left_out_and_replicates_are_averaged() {
    let middle = Spot::In(Place::MissingMiddle);
    let key = |at: SimTime| FlowKey {
        month: at.month(),
        from: Spot::In(Place::InReferral),
        to: middle,
        reason: Reason::TooComplexForTeam,
    };
    let result = |children| SiteResult {
        flows: [(key(on(2019, 12, 1)), 100), (key(on(2020, 2, 1)), children)].into(),
        ..SiteResult::default()
    };
    let found = collected(vec![result(3), result(6)]);
    let ways = found.collected.series.flows.by_reason(|_, to| to == middle);
    assert_eq!(ways, [(Reason::TooComplexForTeam, 4.5)]);
}
