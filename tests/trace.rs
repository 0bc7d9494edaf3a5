//! Case histories: a traced run is the same run, every case history is consistent with itself and with
//! the records of the episodes, and the command says what it is asked.

use std::collections::{BTreeMap, BTreeSet};

use mhst_core::engine::time::Span;
use mhst_core::model::place::Place;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::EpisodeRecord;
use mhst_core::model::trace::{ChildEvent, PractitionerEvent, Trace, Watch, draw_children};
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
    let plain = world.run(SEED, 1, RunOptions { episodes: true }).unwrap().remove(0);
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
