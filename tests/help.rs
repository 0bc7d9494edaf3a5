//! The laws of help: what it does comes on top of the natural course, more of it is less need, and
//! help that does nothing changes nothing.

use jiff::civil::Date;
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{Dimension, SiteResult, Subgroup, measured};
use mhst_core::model::trace::ChildEvent;

use crate::trace::watched;
use crate::world::{Pair, each, mean, plan, run};

const USUAL: (u32, u32) = (2, 16_000);

/// Help of every kind changes nothing; need does not return, so that a list that is shorter does not
/// let it return sooner, and nothing is prevented. Nobody who leaves stays in view because the
/// specialist service has them.
const WITHOUT_EFFECT: &[(&str, f64)] = &[
    ("outcome.remission_per_session", 0.0),
    ("outcome.remission_per_session_parent_led", 0.0),
    ("specialist.remission_per_month", 0.0),
    ("support.counselling_remission_per_month", 0.0),
    ("support.therapy_remission_per_month", 0.0),
    ("support.staff_remission_per_month", 0.0),
    ("onward.voluntary_remission_per_month", 0.0),
    ("onward.parenting_remission_per_month", 0.0),
    ("onward.gp_remission_per_month", 0.0),
    ("advice.held_remission_per_month", 0.0),
    ("whole_school.onset_reduction", 0.0),
    ("need.recurrence_within_year", 0.0),
    ("moving_on.specialist_continues_share", 0.0),
];

fn in_need(results: &[SiteResult]) -> Vec<u64> {
    let minutes = |result: &SiteResult| result.tallies.minutes(Subgroup::ALL, measured::InNeed);
    results.iter().map(|result| minutes(result).unwrap()).collect()
}

fn moves(results: &[SiteResult], to: Place, reason: Reason) -> u64 {
    let of = |result: &SiteResult| -> u64 {
        let flows = result.flows.iter();
        flows
            .filter(|(key, _)| (key.to, key.reason) == (Spot::In(to), reason))
            .map(|(_, n)| n)
            .sum()
    };
    results.iter().map(of).sum()
}

/// To the minute: children take the same course in help and out of it.
#[test]
fn help_without_effect_changes_no_day_in_need() {
    for other in [
        ("specialist.capacity_factor", 2.0),
        ("team.emhps", 8.0),
        ("support.counselling_places_per_1000_pupils", 20.0),
        ("onward.voluntary_places_per_10000_pupils", 2.0),
        ("remit.policy", 2.0),
        ("intervention.sessions_in_holidays", 0.0),
    ] {
        let pair = Pair::run(USUAL, WITHOUT_EFFECT, &[other]);
        assert_eq!(in_need(&pair.base), in_need(&pair.variant), "{other:?}");
        let helped = |results| each(results, M::InHelp, S::Total);
        assert_ne!(helped(&pair.base), helped(&pair.variant), "{other:?} helps as many");
    }
}

#[test]
fn each_kind_of_help_shortens_need() {
    for off in [
        ("outcome.remission_per_session", 0.0),
        ("specialist.remission_per_month", 0.0),
        ("support.counselling_remission_per_month", 0.0),
        ("support.staff_remission_per_month", 0.0),
        ("onward.voluntary_remission_per_month", 0.0),
    ] {
        let pair = Pair::run(USUAL, &[], &[off]);
        pair.raises(M::InNeed, S::Total);
    }
}

/// Recovery that comes sooner brings back sooner what returns, and never more of it.
#[test]
fn help_does_not_raise_need_through_recurrence() {
    let often = [("need.recurrence_within_year", 0.6)];
    let pair = Pair::run(USUAL, &often, &[("outcome.remission_per_session", 0.1)]);
    pair.lowers(M::InNeed, S::Total);
    let pair = Pair::run(USUAL, &often, &[("specialist.remission_per_month", 0.1)]);
    pair.lowers(M::InNeed, S::Total);
}

/// Returns take the place of first onsets: the level of need is the same.
#[test]
fn recurrence_brings_children_back_and_leaves_the_level_of_need() {
    let in_need = |recurrence| {
        let results = run(plan(2, 16_000, &[("need.recurrence_within_year", recurrence)]), 6);
        mean(&each(&results, M::InNeed, S::Total))
    };
    let ratio = in_need(0.3) / in_need(0.0);
    assert!((0.96..1.04).contains(&ratio), "{ratio}");
    let results = run(plan(2, 16_000, &[("need.recurrence_within_year", 0.0)]), 2);
    assert_eq!(moves(&results, Place::Unrecognised, Reason::Recurrence), 0);
}

/// Thirlwall 2013: with 25 % on the waiting list, 50 % recover after eight contacts and 39 % after
/// four. The rate is set on the first two, the third follows.
#[test]
fn the_effect_of_a_session_gives_both_arms_of_the_trial() {
    let values = mhst_core::model::parameters::Values::default();
    let rate =
        mhst_core::model::parameters::Parameter::named("outcome.remission_per_session_parent_led");
    let left = 1.0 - values.number(rate);
    let recovered = |sessions| 1.0 - 0.75 * left.powi(sessions);
    assert!((recovered(8) - 0.50).abs() < 0.005, "{}", recovered(8));
    assert!((recovered(4) - 0.39).abs() < 0.01, "{}", recovered(4));
}

#[test]
fn supervisors_who_know_the_threshold_step_up_fewer_and_more_of_them_are_taken() {
    let declined = |judged: f64| {
        // Complexity comes to light often: there are enough of those who are stepped up to tell.
        let set = [
            ("step_up.judged", judged),
            ("step_up.agreed_share", 0.0),
            ("complexity.seen_per_session_share", 0.3),
            ("remit.policy", 0.0),
        ];
        let results = run(plan(8, 80_000, &set), 8);
        let stepped_up = each(&results, M::SteppedUp, S::Count).iter().sum::<f64>();
        let step_up = Subgroup { dimension: Dimension::ReferredBy, level: 3 };
        let shares = results
            .iter()
            .filter_map(|it| it.tallies.ratio(step_up, measured::SpecialistDeclinedShare));
        let (declined, all) =
            shares.fold((0.0, 0.0), |sum, share| (sum.0 + share.part, sum.1 + share.whole));
        (stepped_up, declined / all)
    };
    let ((many, often), (few, seldom)) = (declined(0.0), declined(1.0));
    assert!(few < many / 2.0, "{few} of {many}");
    assert!(seldom < often - 0.2, "{seldom} for {often}");
}

#[test]
fn children_on_a_list_who_become_severe_are_noticed() {
    let unseen = [("waiting.severe_noticed_per_month", 0.0)];
    let pair = Pair::run((1, 18_000), &unseen, &[("waiting.severe_noticed_per_month", 1.0)]);
    let from_lists =
        |results| moves(results, Place::WaitingSpecialistFirst, Reason::WorsenedWhileWaiting);
    assert!(from_lists(&pair.variant) > 2 * from_lists(&pair.base));
}

#[test]
fn a_setting_supports_its_pupils_with_a_team_and_without() {
    let started = |set: &[(&str, f64)]| {
        let results = run(plan(2, 16_000, set), 3);
        mean(&each(&results, M::SettingHelpStarted, S::Count))
    };
    let usual = started(&[]);
    assert!(usual > 50.0, "{usual}");
    let no_team = [("team.emhps", 0.0), ("team.seniors", 0.0)];
    assert!(started(&no_team) > 0.7 * usual);
    assert!(started(&[("support.displaced_share", 1.0)]) < 0.5 * usual);
    let none = [("support.counselling_share", 0.0), ("support.therapy_share", 0.0)];
    assert_eq!(started(&none), 0.0);
}

/// The dates on which children move into or out of a place of help, in a run of one team.
fn dates_of_help(of: Place, set: &[(&str, f64)]) -> Vec<Date> {
    let (_, trace) = watched(&PreparedWorld::new(plan(1, 8_000, set)).unwrap());
    let touches = |what: &ChildEvent| match what {
        ChildEvent::Moved { from, to, reason, .. } => {
            let helped = [Reason::SettingHelpEnded, Reason::ElsewhereEnded];
            *to == of || (*from == of && helped.contains(reason))
        }
        _ => false,
    };
    let all = trace.children.values().flatten();
    all.filter(|told| touches(&told.what)).map(|told| told.at.date()).collect()
}

#[test]
fn counsellors_work_on_school_days_and_others_on_working_days() {
    let any_day = [("onward.on_working_days", 0.0)];
    let is_weekend = |day: &Date| day.weekday().to_monday_zero_offset() > 4;
    let is_august = |day: &Date| day.month() == 8;
    let in_setting = dates_of_help(Place::SettingHelps, &[]);
    assert!(in_setting.len() > 200, "{}", in_setting.len());
    // On the first day of the school year children change settings, and leave what they had.
    let is_new_year = |day: &Date| (day.month(), day.day()) == (9, 1);
    let off = |day: &&Date| (is_weekend(day) || is_august(day)) && !is_new_year(day);
    assert_eq!(in_setting.iter().find(off), None);
    let elsewhere = dates_of_help(Place::HelpedElsewhere, &[]);
    assert!(elsewhere.len() > 100 && elsewhere.iter().any(is_august), "{}", elsewhere.len());
    assert!(!elsewhere.iter().any(is_weekend));
    let before = dates_of_help(Place::SettingHelps, &any_day);
    assert!(before.iter().any(is_weekend) && before.iter().any(is_august));
}

/// Counselling that works at once ends need on school days only.
#[test]
fn counsellors_end_no_need_in_the_holidays() {
    let strong = [
        ("support.counselling_remission_per_month", 5.0),
        ("support.therapy_remission_per_month", 5.0),
    ];
    let remitted_in_august = |any_day: &[(&str, f64)]| {
        let set = [&strong[..], any_day].concat();
        let (_, trace) = watched(&PreparedWorld::new(plan(1, 8_000, &set)).unwrap());
        let mut found = 0;
        for told in trace.children.values() {
            let mut place = Place::Unrecognised;
            for one in told {
                let date = one.at.date();
                match one.what {
                    ChildEvent::Moved { to, .. } => place = to,
                    ChildEvent::Remitted { by_help: true } => {
                        let in_summer = date.month() == 8 && date.day() > 25;
                        found += u32::from(place == Place::SettingHelps && in_summer);
                    }
                    _ => {}
                }
            }
        }
        found
    };
    assert_eq!(remitted_in_august(&[]), 0);
    assert!(remitted_in_august(&[("onward.on_working_days", 0.0)]) > 0);
}

#[test]
fn other_help_follows_endings_as_far_as_there_are_places() {
    let none = [
        ("onward.too_mild_share", 0.0),
        ("onward.declined_share", 0.0),
        ("onward.after_help_share", 0.0),
        ("onward.disengaged_share", 0.0),
    ];
    let pair = Pair::run(USUAL, &none, &[("onward.after_help_share", 0.5)]);
    let started = |results| each(results, M::OutsideHelpStarted, S::Count).iter().sum::<f64>();
    assert_eq!(started(&pair.base), 0.0);
    assert!(started(&pair.variant) > 50.0);
    let places = [("onward.voluntary_places_per_10000_pupils", 0.0)];
    let results = run(plan(2, 16_000, &places), 2);
    assert_eq!(moves(&results, Place::HelpedElsewhere, Reason::VoluntaryHelpStarted), 0);
    assert!(moves(&results, Place::HelpedElsewhere, Reason::GpHelpStarted) > 0);
}
