//! Case histories: a traced run is the same run, every case history is consistent with itself and with
//! the records of the episodes, and the command says what it is asked.

use std::collections::{BTreeMap, BTreeSet};

use mhst_core::engine::time::{SimTime, Span};
use mhst_core::model::place::{Place, Reason, Standing};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::EpisodeRecord;
use mhst_core::model::trace::{
    ChildEvent, Happening, PractitionerEvent, Problem, Trace, Watch, draw_children,
};
use mhst_core::model::world::RunOptions;
use mhst_reporter::case_history::days_by_place;

use crate::harness::Bench;
use crate::world::plan;

const SEED: u64 = 5;

fn world() -> PreparedWorld {
    let held = [("remit.policy", 2.0), ("bridging.policy", 2.0), ("ladder.exists", 1.0)];
    PreparedWorld::new(plan(1, 8_000, &held)).unwrap()
}

/// A run in which everybody is watched.
pub(crate) fn watched(world: &PreparedWorld) -> (Vec<EpisodeRecord>, Trace) {
    let (result, trace) = world.trace(SEED, 1, &Watch::default()).unwrap().remove(0);
    let children = result.episodes.iter().map(|record| record.child).collect();
    let practitioners = trace.roster.iter().map(|entry| entry.who.key).collect();
    let watch = Watch { children, practitioners };
    let (result, trace) = world.trace(SEED, 1, &watch).unwrap().remove(0);
    (result.episodes, trace)
}

#[test]
fn a_traced_run_has_the_results_of_any_other() {
    let world = world();
    let plain =
        world.run(SEED, 1, RunOptions { episodes: true, ..<_>::default() }).unwrap().remove(0);
    let (episodes, trace) = watched(&world);
    assert!(trace.children.len() > 500 && trace.practitioners.len() > 5);
    assert!(plain.episodes == episodes);
    let everybody = Watch {
        children: trace.children.keys().copied().collect(),
        practitioners: trace.practitioners.keys().copied().collect(),
    };
    let (traced, _) = world.trace(SEED, 1, &everybody).unwrap().remove(0);
    assert!(traced == plain);
}

#[test]
fn only_those_who_are_watched_are_told_of() {
    let world = world();
    let (episodes, all) = watched(&world);
    let one = BTreeSet::from([episodes[episodes.len() / 2].child]);
    let watch = Watch { children: one.clone(), practitioners: BTreeSet::new() };
    let (_, trace) = world.trace(SEED, 1, &watch).unwrap().remove(0);
    assert!(trace.children.keys().copied().collect::<BTreeSet<_>>() == one);
    assert!(trace.practitioners.is_empty());
    assert!(trace.children.iter().all(|(key, told)| all.children[key] == *told));
}

/// Dates are in order, every move begins where the last ended, and the days by place are those of
/// the episode and its record.
#[test]
fn the_story_of_every_child_is_consistent() {
    let world = world();
    let (episodes, trace) = watched(&world);
    let time = plan(1, 8_000, &[]).time;
    let mut records: BTreeMap<u64, Vec<&EpisodeRecord>> = BTreeMap::new();
    for record in &episodes {
        records.entry(record.child).or_default().push(record);
    }
    assert!(records.keys().eq(trace.children.keys()));
    for (key, told) in &trace.children {
        assert!(told.windows(2).all(|pair| pair[0].at <= pair[1].at), "{key:x}");
        let mut place = None;
        for happening in told {
            match &happening.what {
                ChildEvent::Opened(_) => {
                    assert_eq!(place, None, "{key:x}");
                    place = Some(Place::Unrecognised);
                }
                ChildEvent::Moved { from, to, .. } => {
                    assert_eq!(place, Some(*from), "{key:x}");
                    place = Some(*to);
                }
                ChildEvent::Closed { from, .. } => {
                    assert_eq!(place, Some(*from), "{key:x}");
                    place = None;
                }
                _ => assert!(place.is_some(), "{key:x}: {happening:?}"),
            }
        }
        let own = &mut records.get_mut(key).unwrap();
        own.sort_by_key(|record| record.episode);
        let days = days_by_place(told, &time);
        // Records are of episodes that were open in the measurement window.
        assert!(days.len() >= own.len());
        for (days, record) in days.iter().rev().zip(own.iter().rev()) {
            let whole = days.places.values().fold(Span::ZERO, |all, span| all + *span);
            assert_eq!(whole, days.whole, "{key:x}");
            assert_eq!(days.whole, record.closed.unwrap_or(time.end).since(record.opened));
            let account = days.account.map(|span| u64::from(span.minutes()));
            assert_eq!(account, record.minutes, "{key:x}");
        }
    }
}

/// Who is taken on was counted once, and everybody who left the roster tells why.
#[test]
fn the_stories_of_practitioners_and_children_agree() {
    let (_, trace) = watched(&world());
    let mut taken = BTreeMap::<u64, usize>::new();
    for told in trace.practitioners.values() {
        assert!(matches!(told[0].what, PractitionerEvent::Joined(_)));
        for happening in told {
            if let PractitionerEvent::TookOn { children, .. } = &happening.what {
                children.iter().for_each(|child| *taken.entry(*child).or_default() += 1);
            }
        }
    }
    for (key, told) in &trace.children {
        let told = told.iter().filter(|one| matches!(one.what, ChildEvent::TakenOn { .. }));
        assert_eq!(taken.get(key).copied().unwrap_or(0), told.count());
    }
    for entry in &trace.roster {
        let told = &trace.practitioners[&entry.who.key];
        let left = told.iter().find(|one| matches!(one.what, PractitionerEvent::Left { .. }));
        assert_eq!(left.map(|one| one.at), entry.left);
    }
}

/// From the day on which somebody goes on long leave until they come back they take on nobody, and no
/// session or assessment is theirs.
#[test]
fn nobody_on_long_leave_sees_children() {
    let often =
        [("long_leave.emhp_maternity_per_year", 0.5), ("long_leave.sickness_per_year", 1.0)];
    let (_, trace) = watched(&PreparedWorld::new(plan(1, 8_000, &often)).unwrap());
    let mut away: BTreeMap<u64, Vec<(SimTime, SimTime)>> = BTreeMap::new();
    let mut returns = 0;
    for (key, told) in &trace.practitioners {
        let mut since = None;
        for Happening { at, what } in told {
            match what {
                PractitionerEvent::WentOnLeave { back, .. } => {
                    assert_eq!(since.replace(*at), None);
                    away.entry(*key).or_default().push((*at, *back));
                }
                PractitionerEvent::CameBack => {
                    let left = away.get(key).and_then(|leaves| leaves.last()).unwrap();
                    assert_eq!(since.take(), Some(left.0));
                    assert!(*at >= left.1 && at.since(left.1) < Span::from_days(7));
                    returns += 1;
                }
                PractitionerEvent::HandedOver { .. } | PractitionerEvent::LeftWaiting { .. } => {}
                other => assert!(since.is_none(), "{other:?}"),
            }
        }
    }
    assert!(returns > 3, "{returns}");
    let mut seen = 0;
    for told in trace.children.values().flatten() {
        let (ChildEvent::Session { by, .. } | ChildEvent::Assessed { by, .. }) = &told.what else {
            continue;
        };
        let leaves = away.get(&by.key).into_iter().flatten();
        assert!(leaves.clone().all(|(from, to)| told.at < *from || *to <= told.at), "{by:?}");
        seen += leaves.count();
    }
    assert!(seen > 20, "{seen}");
}

/// From decision to first contact there is a working day at least, but for urgent referrals, which are
/// those with self-harm; without notice some are seen at once.
#[test]
fn m13_nobody_is_seen_by_the_service_in_the_instant_of_its_decision() {
    let seen_at_once = |set: &[(&str, f64)]| {
        let (_, trace) = watched(&PreparedWorld::new(plan(1, 8_000, set)).unwrap());
        let (mut seen, mut at_once) = (0, 0);
        for told in trace.children.values() {
            let (mut accepted, mut is_urgent) = (None, false);
            for Happening { at, what } in told {
                match what {
                    ChildEvent::Opened(opening) => is_urgent = opening.problem == Problem::SelfHarm,
                    ChildEvent::SpecialistDecided { accepted: true, .. } => accepted = Some(*at),
                    ChildEvent::Moved { reason: Reason::SpecialistFirstContact, .. }
                        if !is_urgent =>
                    {
                        let decided = accepted.unwrap();
                        seen += 1;
                        at_once += u32::from(at.since(decided) < Span::DAY);
                    }
                    _ => {}
                }
            }
        }
        assert!(seen > 50, "{seen}");
        at_once
    };
    let many = ("specialist.capacity_factor", 1.5);
    assert_eq!(seen_at_once(&[many]), 0);
    assert!(seen_at_once(&[many, ("specialist.first_contact_notice_days", 0.0)]) > 20);
}

/// A child whose need has ended and who no longer comes is found recovered, and does not drop out.
#[test]
fn m10_nobody_who_is_well_drops_out() {
    let dropped_out_well = |set: &[(&str, f64)]| {
        let (_, trace) = watched(&PreparedWorld::new(plan(2, 16_000, set)).unwrap());
        let dropped = |one: &Happening<ChildEvent>| match one.what {
            ChildEvent::Moved { reason, .. } => reason == Reason::DroppedOut,
            _ => false,
        };
        let closed = |one: &Happening<ChildEvent>| match one.what {
            ChildEvent::Closed { reason, .. } => reason == Reason::Remitted,
            _ => false,
        };
        let pairs = trace.children.values().flat_map(|told| told.windows(2));
        let all = pairs.filter(|pair| dropped(&pair[0])).collect::<Vec<_>>();
        assert!(all.len() > 10, "{}", all.len());
        all.into_iter().filter(|pair| closed(&pair[1]) && pair[0].at == pair[1].at).count()
    };
    let often = ("intervention.drop_out_per_session", 0.15);
    assert_eq!(dropped_out_well(&[often]), 0);
    assert!(dropped_out_well(&[often, ("intervention.well_stop_recovered", 0.0)]) > 5);
}

/// Half of the children in need in secondary school or older are boys, also those who were first in
/// need in primary school; no child in primary school is a teenager.
#[test]
fn m4_membership_of_teenagers_follows_the_phase() {
    let boys = |set: &[(&str, f64)]| {
        let world = PreparedWorld::new(plan(2, 32_000, set)).unwrap();
        let result =
            world.run(SEED, 1, RunOptions { episodes: true, ..<_>::default() }).unwrap().remove(0);
        let is = |record: &&EpisodeRecord, name: &str| {
            record.subgroups.iter().any(|subgroup| subgroup.name() == name)
        };
        let (primary, older): (Vec<_>, Vec<_>) =
            result.episodes.iter().partition(|record| is(record, "phase=primary"));
        assert!(!primary.iter().any(|record| is(record, "group=teenage_boys")));
        assert!(!primary.iter().any(|record| is(record, "group=lgbtq")));
        let boys = older.iter().filter(|record| is(record, "group=teenage_boys")).count();
        boys as f64 / older.len() as f64
    };
    let (with, without) = (boys(&[]), boys(&[("group.follow_phase", 0.0)]));
    assert!((0.46..0.54).contains(&with), "{with}");
    assert!(without < with - 0.01, "{without} {with}");
}

/// Support that works at once ends no need of children who are with nobody.
#[test]
fn m16_staff_support_nobody_who_is_with_nobody() {
    let helped = |reach_all: f64| {
        let strong =
            [("support.staff_remission_per_month", 2.0), ("support.staff_reach_all", reach_all)];
        let (_, trace) = watched(&PreparedWorld::new(plan(1, 8_000, &strong)).unwrap());
        let mut helped = [0, 0];
        for told in trace.children.values() {
            let mut place = Place::Unrecognised;
            for one in told {
                match one.what {
                    ChildEvent::Opened(_) => place = Place::Unrecognised,
                    ChildEvent::Moved { to, .. } => place = to,
                    ChildEvent::Remitted { by_help: true } => match place.standing() {
                        Standing::WithNobody => helped[0] += 1,
                        Standing::SettingOnly => helped[1] += 1,
                        _ => {}
                    },
                    _ => {}
                }
            }
        }
        helped
    };
    let [with_nobody, held] = helped(0.0);
    assert!(with_nobody == 0 && held > 50, "{with_nobody} {held}");
    assert!(helped(1.0)[0] > 20);
}

/// What an assessment saw amiss stays amiss at the first session: only the child has changed.
#[test]
fn m8_an_error_of_judgement_at_the_assessment_remains_at_the_first_session() {
    let (_, trace) = watched(&PreparedWorld::new(plan(2, 16_000, &[])).unwrap());
    let (mut seen, mut amiss) = (0, 0);
    for told in trace.children.values() {
        let mut assessed = None;
        for one in told {
            match &one.what {
                ChildEvent::Assessed { judgement, .. } => {
                    assessed = Some(judgement.seen - judgement.truth);
                }
                ChildEvent::SeenAtStart(judgement) => {
                    let error = judgement.seen - judgement.truth;
                    let Some(before) = assessed else { panic!("not assessed: {told:?}") };
                    assert!((error - before).abs() < 1e-9, "{error}, {before} at the assessment");
                    seen += 1;
                    amiss += u32::from(error.abs() > 0.05);
                }
                _ => {}
            }
        }
    }
    assert!(seen > 100 && amiss > 50, "{seen} {amiss}");
}

/// Nobody becomes a senior EMHP who has given notice or is on long leave.
#[test]
fn m24_nobody_who_leaves_or_is_away_becomes_a_senior_emhp() {
    let set = [
        ("ladder.exists", 1.0),
        ("ladder.after_months", 6.0),
        ("ladder.share", 1.0),
        ("attrition.other_per_year", 1.0),
        ("attrition.emhp_notice_weeks", 26.0),
        ("long_leave.sickness_per_year", 1.0),
    ];
    let (_, trace) = watched(&PreparedWorld::new(plan(8, 64_000, &set)).unwrap());
    let (mut promoted, mut not_there) = (0, 0);
    for told in trace.practitioners.values() {
        let (mut leaves, mut is_away) = (false, false);
        for Happening { at, what } in told {
            match what {
                PractitionerEvent::GaveNotice { .. } => leaves = true,
                PractitionerEvent::WentOnLeave { .. } => is_away = true,
                PractitionerEvent::CameBack => is_away = false,
                PractitionerEvent::Promoted => {
                    assert!(!leaves && !is_away, "{at:?}: {told:?}");
                    promoted += 1;
                }
                _ => {}
            }
            not_there += u32::from(leaves || is_away);
        }
    }
    assert!(promoted > 5 && not_there > 100, "{promoted} {not_there}");
}

/// Assessments fall on all working days, not on Mondays above all.
#[test]
fn m8_assessments_are_on_any_day_of_the_week() {
    let on_mondays = |set: &[(&str, f64)]| {
        let (_, trace) = watched(&PreparedWorld::new(plan(1, 8_000, set)).unwrap());
        let all = trace.children.values().flatten();
        let assessed = all.filter(|told| matches!(told.what, ChildEvent::Assessed { .. }));
        let days: Vec<i8> =
            assessed.map(|told| told.at.date().weekday().to_monday_zero_offset()).collect();
        assert!(days.len() > 100 && days.iter().all(|day| *day < 5), "{}", days.len());
        days.iter().filter(|day| **day == 0).count() as f64 / days.len() as f64
    };
    let (spread, first) = (on_mondays(&[]), on_mondays(&[("assessment.notice_spread_days", 0.0)]));
    assert!(spread < 0.4 && first > spread + 0.3, "{spread} {first}");
}

#[test]
fn the_lot_falls_on_one_of_each_way_before_a_second_and_on_the_same_again() {
    let world = world();
    let (episodes, _) = watched(&world);
    let time = plan(1, 8_000, &[]).time;
    let drawn = draw_children(&episodes, &time, (SEED, 1), 40);
    assert_eq!(drawn, draw_children(&episodes, &time, (SEED, 1), 40));
    let few = draw_children(&episodes, &time, (SEED, 1), 6);
    let ways: BTreeSet<_> = few.iter().map(|one| one.way).collect();
    assert_eq!((ways.len(), &drawn[..6]), (6, &few[..]));
    let keys: BTreeSet<u64> = drawn.iter().map(|one| one.key).collect();
    assert_eq!(keys.len(), 40);
}

#[test]
fn a_sample_names_children_whose_stories_can_be_asked_for() {
    let bench = Bench::new();
    let done = bench.fine("trace tiny.toml --site Beta --sample 4");
    let titles: Vec<&str> = done.stdout.lines().filter(|line| line.starts_with("Child ")).collect();
    assert_eq!(titles.len(), 4, "{}", done.stdout);
    assert!(done.stdout.lines().all(|line| line.chars().count() <= 100), "{}", done.stdout);
    let number = titles[2].split_whitespace().nth(1).unwrap();
    let beginning = &number[..12];
    let one = bench.fine(&format!("trace tiny.toml --site Beta --child {beginning}"));
    let history: Vec<&str> = one.stdout.lines().skip_while(|line| *line != titles[2]).collect();
    assert!(history.len() > 5, "{}", one.stdout);
    assert!(history[3..].iter().all(|line| done.stdout.contains(line)), "{}", one.stdout);
    let json = bench.fine(&format!("trace tiny.toml --site Beta --child {number} --format json"));
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert!(json[0]["title"].as_str().unwrap().contains(number));
    assert!(json[0]["chapters"][0]["lines"][0]["date"].as_str().unwrap().starts_with("20"));
}

#[test]
fn practitioners_tell_their_stories_too() {
    let bench = Bench::new();
    let done = bench.fine("trace tiny.toml --site Gamma --practitioners --sample 2");
    assert_eq!(done.stdout.matches("Practitioner ").count(), 2, "{}", done.stdout);
    assert!(done.stdout.contains("EMHP") && done.stdout.contains("open cases"));
}

#[test]
fn whom_nobody_knows_is_refused_with_what_is_allowed() {
    let bench = Bench::new();
    for (arguments, word) in [
        ("trace tiny.toml", "Alpha, Beta, Gamma"),
        ("trace tiny.toml --site Betta", "did you mean `Beta`"),
        ("trace tiny.toml --site Beta --child zz", "sixteen hexadecimal digits"),
        ("trace tiny.toml --site Beta --practitioner zz", "sixteen hexadecimal digits"),
        ("trace tiny.toml --site Beta --sample 0", "--sample"),
        ("trace tiny.toml --site Beta --replicate 0", "--replicate"),
        ("trace missing.toml --site Beta", "missing.toml"),
    ] {
        let words = bench.refused(arguments);
        assert!(words.contains(word), "{arguments}: {words}");
    }
}
