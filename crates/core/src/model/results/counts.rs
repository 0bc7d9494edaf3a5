//! Counts: what is counted in a run, by measure and subgroup. How each measure follows from what
//! happens to children, practitioners and the specialist service is in `counted`.

use std::collections::BTreeMap;

use super::dense::{DENSE, dense};
use super::{CohortExit, Measure, ReferralCohort, Subgroup, Tallies, Tally};
use crate::engine::statistics::{CompetingRisks, DayCounts, Ending};
use crate::engine::time::{Month, SimTime, Span};
use crate::model::children::transition::Memberships;
use crate::model::plan::TimePlan;

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Counts {
    pub(super) time: TimePlan,
    /// Pupils on roll.
    pub(super) pupils: f64,
    /// Of children, by measure and position of the subgroup.
    of_children: Vec<Option<Tally>>,
    /// Of all else.
    others: BTreeMap<(Subgroup, Measure), Tally>,
    pub(super) cohorts: BTreeMap<Month, ReferralCohort>,
}

impl Counts {
    pub(crate) fn new(time: TimePlan, pupils: f64) -> Self {
        Self {
            time,
            pupils,
            of_children: vec![None; Measure::ALL.len() * DENSE],
            others: BTreeMap::new(),
            cohorts: BTreeMap::new(),
        }
    }

    /// Whether `at` lies in the measurement window.
    pub(super) fn measures(&self, at: SimTime) -> bool {
        self.time.measure_from <= at && at < self.time.end
    }

    fn slot(&mut self, measure: Measure, index: usize) -> &mut Option<Tally> {
        &mut self.of_children[measure as usize * DENSE + index]
    }

    pub(super) fn count_one(&mut self, members: Memberships, measure: Measure) {
        members.for_each(|index| match self.slot(measure, index).get_or_insert(Tally::Count(0)) {
            Tally::Count(n) => *n += 1,
            _ => unreachable!("one kind of tally for each measure"),
        });
    }

    pub(super) fn add_minutes(&mut self, members: Memberships, measure: Measure, minutes: u64) {
        members.for_each(|index| {
            match self.slot(measure, index).get_or_insert(Tally::Minutes(0)) {
                Tally::Minutes(total) => *total += minutes,
                _ => unreachable!("one kind of tally for each measure"),
            }
        });
    }

    pub(super) fn duration(&mut self, members: Memberships, measure: Measure, time: Span) {
        members.for_each(|index| {
            let empty = || Tally::Durations(DayCounts::default());
            match self.slot(measure, index).get_or_insert_with(empty) {
                Tally::Durations(days) => days.add(time),
                _ => unreachable!("one kind of tally for each measure"),
            }
        });
    }

    pub(super) fn share(&mut self, members: Memberships, measure: Measure, is_part: bool) {
        self.average(members, measure, f64::from(u8::from(is_part)));
    }

    /// Adds one observation of a quantity that is averaged.
    pub(super) fn average(&mut self, members: Memberships, measure: Measure, value: f64) {
        members.for_each(|index| {
            let empty = Tally::Share { part: 0.0, whole: 0.0 };
            match self.slot(measure, index).get_or_insert(empty) {
                Tally::Share { part, whole } => {
                    *part += value;
                    *whole += 1.0;
                }
                _ => unreachable!("one kind of tally for each measure"),
            }
        });
    }

    fn follow_up(&mut self, members: Memberships, measure: Measure, ending: Ending, time: Span) {
        members.for_each(|index| {
            let empty = || Tally::FollowUp(CompetingRisks::default());
            match self.slot(measure, index).get_or_insert_with(empty) {
                Tally::FollowUp(risks) => risks.add(ending, time),
                _ => unreachable!("one kind of tally for each measure"),
            }
        });
    }

    /// A referral to the team came to an end, one way or another.
    pub(super) fn request_ended(
        &mut self,
        members: Memberships,
        referred: SimTime,
        accepted: bool,
        exit: CohortExit,
        now: SimTime,
    ) {
        if !self.measures(referred) {
            return;
        }
        let time = now.since(referred);
        let cohort = self.cohorts.entry(referred.month()).or_default();
        cohort.exits.entry(exit).or_default().add(time);
        if accepted {
            let ending = match exit {
                CohortExit::Started => Ending::Event,
                CohortExit::Censored => Ending::Censored,
                _ => Ending::Competing,
            };
            self.follow_up(members, Measure::StartedWithin28Days, ending, time);
        }
    }

    // -- what is not of children ------------------------------------------------------------------

    fn other(&mut self, subgroup: Subgroup, measure: Measure, empty: Tally) -> &mut Tally {
        self.others.entry((subgroup, measure)).or_insert(empty)
    }

    /// Adds to a part and a whole.
    pub(super) fn ratio(&mut self, subgroup: Subgroup, measure: Measure, part: f64, whole: f64) {
        let empty = Tally::Share { part: 0.0, whole: 0.0 };
        match self.other(subgroup, measure, empty) {
            Tally::Share { part: p, whole: w } => {
                *p += part;
                *w += whole;
            }
            _ => unreachable!("one kind of tally for each measure"),
        }
    }

    pub(super) fn other_duration(&mut self, subgroup: Subgroup, measure: Measure, time: Span) {
        let empty = Tally::Durations(DayCounts::default());
        match self.other(subgroup, measure, empty) {
            Tally::Durations(days) => days.add(time),
            _ => unreachable!("one kind of tally for each measure"),
        }
    }

    pub(super) fn other_one(&mut self, subgroup: Subgroup, measure: Measure) {
        match self.other(subgroup, measure, Tally::Count(0)) {
            Tally::Count(n) => *n += 1,
            _ => unreachable!("one kind of tally for each measure"),
        }
    }

    /// How many were counted of all children.
    pub(crate) fn counted(&self, measure: Measure) -> f64 {
        match &self.of_children[measure as usize * DENSE] {
            Some(Tally::Count(n)) => *n as f64,
            _ => 0.0,
        }
    }

    /// Hands over all tallies, and the referrals by month.
    pub(crate) fn into_tallies(mut self) -> (Tallies, BTreeMap<Month, ReferralCohort>) {
        for (index, tally) in self.of_children.iter_mut().enumerate() {
            if let Some(tally) = tally.take() {
                let measure = Measure::ALL[index / DENSE];
                self.others.insert((dense(index % DENSE), measure), tally);
            }
        }
        (self.others.into_iter().collect(), self.cohorts)
    }
}
