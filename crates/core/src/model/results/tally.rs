//! Everything that was counted, in a form that can be added over sites. Each kind of measure has a
//! store of its own, which only a measure of that kind opens.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};

use super::measure::{Kind, Measure, Of, kinds};
use super::subgroup::Subgroup;
use crate::engine::statistics::{CompetingRisks, DayCounts};

/// Children of which subgroup, and what.
type Key = (Subgroup, Measure);

/// A part of a whole, or a sum over what it is averaged over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// The part.
    pub part: f64,
    /// The whole; nothing is reported where it is zero.
    pub whole: f64,
}

impl Ratio {
    /// Adds to both.
    pub fn add(&mut self, part: f64, whole: f64) {
        self.part += part;
        self.whole += whole;
    }
}

/// A sum over readings or years, and how many of them there were: the same for every site, so that
/// the level of several sites is the sum of theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Sum over readings or years.
    pub total: f64,
    /// Number of readings or years; nothing is reported where it is zero.
    pub times: f64,
}

impl Level {
    fn merge(&mut self, other: &Self) {
        self.total += other.total;
        self.times = self.times.max(other.times);
    }
}

/// One thing that was counted, whatever its kind, to look at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TallyRef<'a> {
    /// A number of children, referrals or events.
    Count(u64),
    /// Person-time, in minutes.
    Minutes(u64),
    /// A part of a whole.
    Ratio(Ratio),
    /// A level that adds up over sites.
    Level(Level),
    /// Durations.
    Durations(&'a DayCounts),
    /// Durations to a start of help, to a competing exit, or to the end of observation.
    FollowUp(&'a CompetingRisks),
}

/// One thing counted, whatever its kind, to store.
#[derive(Clone, Debug, PartialEq)]
pub enum Tally {
    /// A number of children, referrals or events.
    Count(u64),
    /// Person-time, in minutes.
    Minutes(u64),
    /// A part of a whole.
    Share {
        /// The part.
        part: f64,
        /// The whole.
        whole: f64,
    },
    /// A level that adds up over sites.
    Level(Level),
    /// Durations.
    Durations(DayCounts),
    /// Durations to a start of help, to a competing exit, or to the end of observation.
    FollowUp(CompetingRisks),
}

/// Everything counted, by subgroup and measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tallies {
    counts: BTreeMap<Key, u64>,
    minutes: BTreeMap<Key, u64>,
    ratios: BTreeMap<Key, Ratio>,
    levels: BTreeMap<Key, Level>,
    durations: BTreeMap<Key, DayCounts>,
    /// Starts of help are followed up once: every share started within some days is read off the
    /// same curve.
    follow_ups: BTreeMap<Subgroup, CompetingRisks>,
}

impl Tallies {
    /// A number of children, referrals or events; `None` where none was counted.
    pub fn count(&self, subgroup: Subgroup, of: Of<kinds::Count>) -> Option<u64> {
        self.counts.get(&(subgroup, of.measure())).copied()
    }

    /// Person-time, in minutes; `None` where none was counted.
    pub fn minutes(&self, subgroup: Subgroup, of: Of<kinds::PersonTime>) -> Option<u64> {
        self.minutes.get(&(subgroup, of.measure())).copied()
    }

    /// A share or a mean; `None` where nothing was counted.
    pub fn ratio<K: kinds::Ratio>(&self, subgroup: Subgroup, of: Of<K>) -> Option<Ratio> {
        self.ratios.get(&(subgroup, of.measure())).copied()
    }

    /// A level; `None` where nothing was read.
    pub fn level(&self, subgroup: Subgroup, of: Of<kinds::Level>) -> Option<Level> {
        self.levels.get(&(subgroup, of.measure())).copied()
    }

    /// Durations; `None` where there were none.
    pub fn durations(&self, subgroup: Subgroup, of: Of<kinds::Durations>) -> Option<&DayCounts> {
        self.durations.get(&(subgroup, of.measure()))
    }

    /// All durations, in order of subgroup and measure.
    pub fn all_durations(&self) -> impl Iterator<Item = (Subgroup, Measure, &DayCounts)> {
        self.durations.iter().map(|(&(subgroup, measure), days)| (subgroup, measure, days))
    }

    /// How accepted referrals ended, by time since referral; `None` where there were none.
    pub fn follow_up(&self, subgroup: Subgroup) -> Option<&CompetingRisks> {
        self.follow_ups.get(&subgroup)
    }

    /// The number to which something is added.
    pub(super) fn count_mut(&mut self, subgroup: Subgroup, of: Of<kinds::Count>) -> &mut u64 {
        self.counts.entry((subgroup, of.measure())).or_default()
    }

    /// The part and the whole to which something is added.
    pub(super) fn ratio_mut<K: kinds::Ratio>(
        &mut self,
        subgroup: Subgroup,
        of: Of<K>,
    ) -> &mut Ratio {
        self.ratios.entry((subgroup, of.measure())).or_default()
    }

    /// The level to which a reading is added.
    pub(super) fn level_mut(&mut self, subgroup: Subgroup, of: Of<kinds::Level>) -> &mut Level {
        self.levels.entry((subgroup, of.measure())).or_default()
    }

    /// The durations to which one is added.
    pub(super) fn durations_mut(
        &mut self,
        subgroup: Subgroup,
        of: Of<kinds::Durations>,
    ) -> &mut DayCounts {
        self.durations.entry((subgroup, of.measure())).or_default()
    }

    /// Stores what was counted of a measure, in the place of what was there.
    pub fn insert(&mut self, (subgroup, measure): Key, tally: Tally) {
        let key = (subgroup, measure);
        match tally {
            Tally::Count(count) => _ = self.counts.insert(key, count),
            Tally::Minutes(minutes) => _ = self.minutes.insert(key, minutes),
            Tally::Share { part, whole } => _ = self.ratios.insert(key, Ratio { part, whole }),
            Tally::Level(level) => _ = self.levels.insert(key, level),
            Tally::Durations(days) => _ = self.durations.insert(key, days),
            Tally::FollowUp(risks) => _ = self.follow_ups.insert(subgroup, risks),
        }
    }

    /// What was counted of a measure; `None` where nothing was.
    pub fn get(&self, subgroup: Subgroup, measure: Measure) -> Option<TallyRef<'_>> {
        let key = (subgroup, measure);
        match measure.kind() {
            Kind::Count => self.counts.get(&key).copied().map(TallyRef::Count),
            Kind::PersonTime => self.minutes.get(&key).copied().map(TallyRef::Minutes),
            Kind::Share | Kind::Mean => self.ratios.get(&key).copied().map(TallyRef::Ratio),
            Kind::Level => self.levels.get(&key).copied().map(TallyRef::Level),
            Kind::Durations => self.durations.get(&key).map(TallyRef::Durations),
            Kind::StartedWithin(_) => self.follow_ups.get(&subgroup).map(TallyRef::FollowUp),
        }
    }

    /// What was counted, of whom; starts of help under the first measure that is read off the curve.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        let counts = self.counts.keys().chain(self.minutes.keys());
        let others = self.ratios.keys().chain(self.levels.keys()).chain(self.durations.keys());
        let follow_ups = self.follow_ups.keys();
        counts
            .chain(others)
            .copied()
            .chain(follow_ups.map(|&subgroup| (subgroup, Measure::StartedWithin28Days)))
    }

    /// Keeps what was counted of everybody.
    pub fn keep_everybody(&mut self) {
        let everybody = |&(subgroup, _): &Key| subgroup == Subgroup::ALL;
        self.counts.retain(|key, _| everybody(key));
        self.minutes.retain(|key, _| everybody(key));
        self.ratios.retain(|key, _| everybody(key));
        self.levels.retain(|key, _| everybody(key));
        self.durations.retain(|key, _| everybody(key));
        self.follow_ups.retain(|&subgroup, _| subgroup == Subgroup::ALL);
    }

    /// Adds what was counted elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        merge(&mut self.counts, &other.counts, |mine, theirs| *mine += theirs);
        merge(&mut self.minutes, &other.minutes, |mine, theirs| *mine += theirs);
        merge(&mut self.ratios, &other.ratios, |mine, theirs| mine.add(theirs.part, theirs.whole));
        merge(&mut self.levels, &other.levels, Level::merge);
        merge(&mut self.durations, &other.durations, DayCounts::merge);
        merge(&mut self.follow_ups, &other.follow_ups, CompetingRisks::merge);
    }
}

fn merge<K: Ord + Copy, T: Clone>(
    mine: &mut BTreeMap<K, T>,
    theirs: &BTreeMap<K, T>,
    add: impl Fn(&mut T, &T),
) {
    for (key, tally) in theirs {
        match mine.entry(*key) {
            Entry::Vacant(entry) => _ = entry.insert(tally.clone()),
            Entry::Occupied(mut entry) => add(entry.get_mut(), tally),
        }
    }
}

impl Extend<(Key, Tally)> for Tallies {
    fn extend<I: IntoIterator<Item = (Key, Tally)>>(&mut self, tallies: I) {
        tallies.into_iter().for_each(|(key, tally)| self.insert(key, tally));
    }
}

impl FromIterator<(Key, Tally)> for Tallies {
    fn from_iter<I: IntoIterator<Item = (Key, Tally)>>(tallies: I) -> Self {
        let mut all = Self::default();
        all.extend(tallies);
        all
    }
}
