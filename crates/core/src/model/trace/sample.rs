//! Whose case histories to write if nobody is named: some of each type of outcome, at random. The
//! draw is addressed, so that it gives the same children each time.

use std::collections::BTreeMap;

use super::witness::RosterEntry;
use crate::engine::draws::{BirthKey, Draws};
use crate::model::children::place::{Place, Reason};
use crate::model::plan::{Role, TimePlan};
use crate::model::purpose::Purpose;
use crate::model::results::EpisodeRecord;

/// A way in which an episode goes, or a time in post. In the order in which samples take them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    /// Recovered with help by the team.
    Recovered,
    /// In the missing middle at the end.
    MissingMiddle,
    /// Gave up waiting for the team, or for the specialist service.
    GaveUp,
    /// In specialist treatment, or had it.
    Specialist,
    /// Nobody ever noticed.
    NeverRecognised,
    /// Began help by the team and dropped out.
    DroppedOut,
    /// Completed help by the team and was still in need.
    StillInNeed,
    /// Known, and never referred to anybody.
    NeverReferred,
    /// Declined for the condition.
    OutOfScope,
    /// Out of contact before help by the team began: consent refused, parents not reached,
    /// assessments missed, or given up and then gone.
    NotReached,
    /// On a list or in help at the end of the run.
    UnderWay,
    /// Any other way: recovered while waiting, advice, moved on.
    Other,
    /// An EMHP who left.
    EmhpLeft,
    /// An EMHP who was still in post at the end.
    EmhpStayed,
    /// A senior who left.
    SeniorLeft,
    /// A senior who was still in post at the end.
    SeniorStayed,
}

impl Way {
    /// How an episode went.
    pub fn of_episode(record: &EpisodeRecord) -> Self {
        let open = record.closed.is_none();
        match (record.last_place, record.last_reason) {
            (_, Reason::CompletedRecovered) => Self::Recovered,
            (Place::MissingMiddle, _) => Self::MissingMiddle,
            (_, Reason::GaveUpWaiting | Reason::SpecialistGaveUp) => Self::GaveUp,
            _ if record.specialist_second.is_some() => Self::Specialist,
            _ if record.recognised.is_none() => Self::NeverRecognised,
            (Place::Disengaged, _) if record.started.is_some() => Self::DroppedOut,
            (Place::AfterHelp, _) if record.started.is_some() => Self::StillInNeed,
            (Place::OutOfScope, _) => Self::OutOfScope,
            (Place::Disengaged, _) => Self::NotReached,
            _ if record.referred.is_none() && record.specialist_referred.is_none() => {
                Self::NeverReferred
            }
            (place, _) if open && (place.is_list() || place.is_help()) => Self::UnderWay,
            _ => Self::Other,
        }
    }

    fn of_post(entry: &RosterEntry) -> Self {
        match (entry.who.role, entry.left) {
            (Role::Senior, Some(_)) => Self::SeniorLeft,
            (Role::Senior, None) => Self::SeniorStayed,
            (_, Some(_)) => Self::EmhpLeft,
            (_, None) => Self::EmhpStayed,
        }
    }
}

/// One that the lot fell on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// Birth key.
    pub key: u64,
    /// How it went.
    pub way: Way,
    /// How many went that way.
    pub alike: usize,
    /// Of how many in all.
    pub of: usize,
}

/// Draws `number` children with an episode that touches the measurement window: one of each way
/// in turn. A child with several such episodes counts by their last.
pub fn draw_children(
    records: &[EpisodeRecord],
    time: &TimePlan,
    (seed, replicate): (u64, u64),
    number: usize,
) -> Vec<Drawn> {
    let in_window =
        |record: &&EpisodeRecord| record.closed.is_none_or(|at| at >= time.measure_from);
    let mut last: BTreeMap<u64, &EpisodeRecord> = BTreeMap::new();
    for record in records.iter().filter(in_window) {
        let kept = last.entry(record.child).or_insert(record);
        if record.episode > kept.episode {
            *kept = record;
        }
    }
    let ways = last.into_iter().map(|(child, record)| (child, Way::of_episode(record)));
    in_turn(ways, (seed, replicate), number)
}

/// Draws `number` practitioners who were in post in the measurement window: leavers and stayers,
/// EMHPs and seniors in turn.
pub fn draw_practitioners(
    roster: &[RosterEntry],
    time: &TimePlan,
    (seed, replicate): (u64, u64),
    number: usize,
) -> Vec<Drawn> {
    let in_window = |entry: &&RosterEntry| entry.left.is_none_or(|at| at >= time.measure_from);
    let ways = roster.iter().filter(in_window).map(|entry| (entry.who.key, Way::of_post(entry)));
    in_turn(ways, (seed, replicate), number)
}

fn in_turn(
    ways: impl Iterator<Item = (u64, Way)>,
    (seed, replicate): (u64, u64),
    number: usize,
) -> Vec<Drawn> {
    let draws = Draws::new(seed, replicate);
    let root = BirthKey::named("stories");
    let mut by_way: BTreeMap<Way, Vec<(f64, u64)>> = BTreeMap::new();
    for (key, way) in ways {
        let lot = draws.uniform(root.child(0, key), Purpose::StoryDrawn, 0);
        by_way.entry(way).or_default().push((lot, key));
    }
    let of = by_way.values().map(Vec::len).sum();
    for one_way in by_way.values_mut() {
        one_way.sort_by(|a, b| f64::total_cmp(&a.0, &b.0).then(a.1.cmp(&b.1)));
    }
    let longest = by_way.values().map(Vec::len).max().unwrap_or(0);
    let turns = (0..longest).flat_map(|turn| {
        by_way.iter().filter_map(move |(&way, alike)| {
            let &(_, key) = alike.get(turn)?;
            Some(Drawn { key, way, alike: alike.len(), of })
        })
    });
    turns.take(number).collect()
}
