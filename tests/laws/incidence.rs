//! Cumulative incidence, against an estimator of another form that must give the same: each event
//! counts for as many as it stands for, one over the probability of not being censored before it
//! (G. A. Satten & S. Datta, "The Kaplan-Meier estimator as an inverse-probability-of-censoring
//! weighted average", The American Statistician 55 (2001)).

use mhst_core::engine::statistics::{CompetingRisks, Ending};
use mhst_core::engine::time::Span;
use proptest::prelude::*;

type Followed = Vec<(u32, Ending)>;

fn followed() -> impl Strategy<Value = Followed> {
    use Ending::{Censored, Competing, Event};
    let ending = prop::sample::select(vec![Event, Competing, Censored]);
    prop::collection::vec((0..40_u32, ending), 1..150)
}

fn risks(followed: &Followed) -> CompetingRisks {
    let mut risks = CompetingRisks::default();
    followed.iter().for_each(|&(day, ending)| risks.add(ending, Span::from_days(day)));
    risks
}

/// The probability of not being censored before `day`: on each earlier day, those censored out of
/// those still there after the exits of that day.
fn uncensored_before(followed: &Followed, day: u32) -> f64 {
    (0..day)
        .map(|d| {
            let censored = followed.iter().filter(|&&f| f == (d, Ending::Censored)).count();
            let later = followed.iter().filter(|&&(other, _)| other > d).count();
            if censored == 0 { 1.0 } else { later as f64 / (later + censored) as f64 }
        })
        .product()
}

fn weighted_share(followed: &Followed, day: u32) -> f64 {
    let weight = |&(d, ending): &(u32, Ending)| match ending {
        Ending::Event if d <= day => 1.0 / uncensored_before(followed, d),
        _ => 0.0,
    };
    followed.iter().map(weight).sum::<f64>() / followed.len() as f64
}

proptest! {
    #[test]
    fn events_count_for_those_they_stand_for(followed in followed()) {
        let curve = risks(&followed).incidence().unwrap();
        for day in 0..45 {
            let (found, expected) = (curve.at(day), weighted_share(&followed, day));
            prop_assert!((found - expected).abs() < 1e-9, "day {day}: {found}, not {expected}");
        }
    }

    /// The two ways out and staying share out everybody, as long as somebody is followed.
    #[test]
    fn incidences_never_exceed_the_whole(followed in followed()) {
        let all = risks(&followed);
        let other =
            CompetingRisks { event: all.competing.clone(), competing: all.event.clone(), ..all };
        let (one, two) = (risks(&followed).incidence().unwrap(), other.incidence().unwrap());
        for day in 0..45 {
            let sum = one.at(day) + two.at(day);
            prop_assert!(sum <= 1.0 + 1e-9 && one.at(day) >= one.at(day.saturating_sub(1)));
        }
    }
}
