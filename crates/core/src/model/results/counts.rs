//! Counts: what is counted in a run, by measure and subgroup. How each measure follows from what
//! happens to children, practitioners and the specialist service is in `counted`.

use std::collections::BTreeMap;

use super::account::Account;
use super::dense::{DENSE, EVERYBODY, dense};
use super::returns::Returns;
use super::{
    CohortExit, Measure, Of, Ratio, ReferralCohort, Return, Subgroup, Tallies, Tally, kinds,
    measured,
};
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
    counts: OfChildren<u64>,
    pub(super) account: Account,
    ratios: OfChildren<Ratio>,
    durations: OfChildren<DayCounts>,
    follow_ups: OfChildren<CompetingRisks>,
    /// Of subgroups that are not of children.
    others: Tallies,
    pub(super) cohorts: BTreeMap<Month, ReferralCohort>,
    pub(super) returns: Returns,
}

/// Everything that was counted.
pub(crate) struct Counted {
    pub(crate) tallies: Tallies,
    /// Referrals to the team by month.
    pub(crate) cohorts: BTreeMap<Month, ReferralCohort>,
    /// Children of the teams by quarter.
    pub(crate) returns: BTreeMap<(u32, Month), Return>,
}

impl Counts {
    pub(crate) fn new(time: TimePlan, pupils: f64) -> Self {
        Self {
            time,
            pupils,
            counts: OfChildren::default(),
            account: Account::new(),
            ratios: OfChildren::default(),
            durations: OfChildren::default(),
            follow_ups: OfChildren::default(),
            others: Tallies::default(),
            cohorts: BTreeMap::new(),
            returns: Returns::default(),
        }
    }

    /// Whether `at` lies in the measurement window.
    pub(super) fn measures(&self, at: SimTime) -> bool {
        self.time.measure_from <= at && at < self.time.end
    }

    pub(super) fn count_one(&mut self, members: Memberships, of: Of<kinds::Count>) {
        members.for_each(|index| *self.counts.at(of, index) += 1);
    }

    pub(super) fn duration(&mut self, members: Memberships, of: Of<kinds::Durations>, time: Span) {
        members.for_each(|index| self.durations.at(of, index).add(time));
    }

    pub(super) fn share(&mut self, members: Memberships, of: Of<kinds::Share>, is_part: bool) {
        let part = f64::from(u8::from(is_part));
        members.for_each(|index| self.ratios.at(of, index).add(part, 1.0));
    }

    /// Adds one observation of a quantity that is averaged.
    pub(super) fn average(&mut self, members: Memberships, of: Of<kinds::Mean>, value: f64) {
        members.for_each(|index| self.ratios.at(of, index).add(value, 1.0));
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
            let of = measured::StartedWithin28Days;
            members.for_each(|index| self.follow_ups.at(of, index).add(ending, time));
        }
    }

    // -- what is not of children ------------------------------------------------------------------

    /// Adds to a part and a whole.
    pub(super) fn ratio<K: kinds::Ratio>(
        &mut self,
        subgroup: Subgroup,
        of: Of<K>,
        part: f64,
        whole: f64,
    ) {
        if subgroup == Subgroup::ALL {
            self.ratios.at(of, EVERYBODY).add(part, whole);
        } else {
            self.others.ratio_mut(subgroup, of).add(part, whole);
        }
    }

    pub(super) fn other_duration(
        &mut self,
        subgroup: Subgroup,
        of: Of<kinds::Durations>,
        time: Span,
    ) {
        if subgroup == Subgroup::ALL {
            self.durations.at(of, EVERYBODY).add(time);
        } else {
            self.others.durations_mut(subgroup, of).add(time);
        }
    }

    pub(super) fn other_one(&mut self, subgroup: Subgroup, of: Of<kinds::Count>) {
        self.other_count(subgroup, of, 1);
    }

    /// So many more.
    pub(super) fn other_count(&mut self, subgroup: Subgroup, of: Of<kinds::Count>, more: u64) {
        if subgroup == Subgroup::ALL {
            *self.counts.at(of, EVERYBODY) += more;
        } else {
            *self.others.count_mut(subgroup, of) += more;
        }
    }

    /// How many were counted of all children.
    pub(crate) fn counted(&self, of: Of<kinds::Count>) -> f64 {
        self.counts.of_everybody(of).map_or(0.0, |n| *n as f64)
    }

    /// Hands over everything that was counted.
    pub(crate) fn into_counted(self) -> Counted {
        let mut tallies = self.others;
        tallies.extend(self.counts.into_filled().map(|(key, n)| (key, Tally::Count(n))));
        tallies.extend(self.account.into_tallies());
        let share = |Ratio { part, whole }| Tally::Share { part, whole };
        tallies.extend(self.ratios.into_filled().map(|(key, ratio)| (key, share(ratio))));
        tallies.extend(self.durations.into_filled().map(|(key, it)| (key, Tally::Durations(it))));
        tallies.extend(self.follow_ups.into_filled().map(|(key, it)| (key, Tally::FollowUp(it))));
        Counted { tallies, cohorts: self.cohorts, returns: self.returns.into_rows() }
    }
}

/// Tallies by measure and position of the subgroup.
#[derive(Clone, Debug, Default)]
struct OfChildren<T> {
    /// Empty before something is counted.
    tallies: Vec<Option<T>>,
}

impl<T: Default> OfChildren<T> {
    fn at<K>(&mut self, of: Of<K>, index: usize) -> &mut T {
        if self.tallies.is_empty() {
            self.tallies.resize_with(Measure::ALL.len() * DENSE, || None);
        }
        self.tallies[of.measure() as usize * DENSE + index].get_or_insert_default()
    }

    fn of_everybody<K>(&self, of: Of<K>) -> Option<&T> {
        self.tallies.get(of.measure() as usize * DENSE + EVERYBODY)?.as_ref()
    }

    /// Those to which something was added.
    fn into_filled(self) -> impl Iterator<Item = ((Subgroup, Measure), T)> {
        let key = |index: usize| (dense(index % DENSE), Measure::ALL[index / DENSE]);
        let numbered = self.tallies.into_iter().enumerate();
        numbered.filter_map(move |(index, tally)| Some((key(index), tally?)))
    }
}
