//! The observer: every change of place of every child passes here. It keeps the ledger of
//! person-time, counts what is reported, and can prove that no child was lost or made.

use std::collections::BTreeMap;

use crate::engine::statistics::{CompetingRisks, DayCounts, Ending, Occupancy};
use crate::engine::time::{Month, SimTime, Span, WEEKS_PER_YEAR, Week};
use crate::model::children::child::{Child, Groups, Phase, Problem};
use crate::model::children::place::{Place, Reason, Spot, Standing};
use crate::model::children::severity::Band;
use crate::model::plan::TimePlan;
use crate::model::results::{
    CohortExit, CoverageMonth, Dimension, EpisodeRecord, FlowKey, Measure, SiteResult, Subgroup,
    Tally, TeamWeek,
};

const STATES: usize = 2 * Place::COUNT;

/// Subgroups of children that are counted for every measure: everybody, phases, bands, problems,
/// groups, fifths, and coverage in a roll-out.
const DENSE: usize = 1 + 3 + 4 + 5 + 6 + 5 + 2;

fn dense(index: usize) -> Subgroup {
    let (dimension, level) = match index {
        0 => (Dimension::All, 0),
        1..=3 => (Dimension::Phase, index - 1),
        4..=7 => (Dimension::SeverityBand, index - 4),
        8..=12 => (Dimension::Problem, index - 8),
        13..=18 => (Dimension::Group, index - 13),
        19..=23 => (Dimension::DeprivationFifth, index - 18),
        _ => (Dimension::Coverage, index - 24),
    };
    Subgroup { dimension, level: level as u16 }
}

/// The subgroups of one child, as dense indices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memberships {
    phase: Phase,
    band: Band,
    problem: Problem,
    groups: Groups,
    fifth: u8,
    covered: Option<bool>,
}

impl Memberships {
    /// The subgroups of a child; `covered` says whether its setting has a team, in a roll-out.
    pub(crate) fn of(child: &Child, deprivation_fifth: u8, covered: Option<bool>) -> Self {
        Self {
            phase: child.phase(),
            band: child.band,
            problem: child.problem,
            groups: child.groups,
            fifth: deprivation_fifth,
            covered,
        }
    }

    pub(crate) fn subgroups(self) -> Vec<Subgroup> {
        let mut subgroups = Vec::new();
        self.for_each(|index| subgroups.push(dense(index)));
        subgroups
    }

    fn for_each(self, mut visit: impl FnMut(usize)) {
        visit(0);
        visit(1 + self.phase as usize);
        visit(4 + self.band as usize);
        visit(8 + self.problem as usize);
        for group in 0..6 {
            if self.groups.contains(group) {
                visit(13 + usize::from(group));
            }
        }
        visit(18 + usize::from(self.fifth.clamp(1, 5)));
        if let Some(covered) = self.covered {
            visit(24 + usize::from(!covered));
        }
    }
}

/// A law that must hold in every run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Breach {
    pub(crate) law: &'static str,
    pub(crate) found: String,
}

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Observer {
    time: TimePlan,
    /// Pupils on roll.
    pupils: f64,
    occupancy: Occupancy<STATES>,
    read_at: SimTime,
    /// Person-minutes in places up to the last reading.
    place_minutes: u64,
    /// Minutes of closed episodes, from their own dates.
    closed_minutes: u64,
    opened: u64,
    closed: u64,
    tallies: Vec<Option<Tally>>,
    /// Tallies that are not of children of covered settings.
    others: BTreeMap<(Subgroup, Measure), Tally>,
    result: SiteResult,
    keep_episodes: bool,
    month: (Month, SimTime),
    breach: Option<Breach>,
}

impl Observer {
    pub(crate) fn new(time: TimePlan, pupils: f64, keep_episodes: bool) -> Self {
        Self {
            time,
            pupils,
            occupancy: Occupancy::new(time.start),
            read_at: time.start,
            place_minutes: 0,
            closed_minutes: 0,
            opened: 0,
            closed: 0,
            tallies: vec![None; Measure::ALL.len() * DENSE],
            others: BTreeMap::new(),
            result: SiteResult::default(),
            keep_episodes,
            month: (Month::default(), SimTime::ZERO),
            breach: None,
        }
    }

    /// Whether `at` lies in the measurement window.
    pub(crate) fn measures(&self, at: SimTime) -> bool {
        self.time.measure_from <= at && at < self.time.end
    }

    // -- the ledger ---------------------------------------------------------------------------

    pub(crate) fn opened(&mut self, child: &Child, reason: Reason, now: SimTime) {
        self.opened += 1;
        self.occupancy.enter(state(child), now);
        self.flow(Spot::Outside, Spot::In(child.place), reason, now);
    }

    /// Accrues what the child has spent where it is, and takes it out of its place.
    pub(crate) fn leaves(&mut self, child: &mut Child, now: SimTime) {
        self.accrue(child, now);
        if !self.occupancy.leave(state(child), now) {
            self.break_law("a child must be in its place to leave it", child.place.name().into());
        }
    }

    /// Puts the child into the place that it now has.
    pub(crate) fn enters(&mut self, child: &mut Child, from: Place, now: SimTime) {
        child.since = now;
        self.occupancy.enter(state(child), now);
        self.flow(Spot::In(from), Spot::In(child.place), child.last_reason, now);
    }

    /// The child has remitted where it is, having left its place just before.
    pub(crate) fn remits(&mut self, child: &mut Child, now: SimTime) {
        child.since = now;
        self.occupancy.enter(state(child), now);
    }

    /// The episode is over; `child` has left its place already.
    pub(crate) fn closed(&mut self, child: &Child, members: Memberships, now: SimTime) {
        self.closed += 1;
        self.closed_minutes += u64::from(now.since(child.opened).minutes());
        self.flow(Spot::In(child.place), Spot::Outside, child.last_reason, now);
        if now >= self.time.measure_from {
            self.episode_counts(child, members);
        }
    }

    fn accrue(&self, child: &mut Child, now: SimTime) {
        if child.course.is_remitted() || child.place.standing() != Standing::Unmet {
            return;
        }
        let minutes = u64::from(now.since(child.since.max(self.time.measure_from)).minutes());
        child.unmet_minutes += minutes;
        if child.place == Place::MissingMiddle {
            child.missing_middle_minutes += minutes;
        }
    }

    fn episode_counts(&mut self, child: &Child, members: Memberships) {
        self.add_minutes(members, Measure::UnmetPersonDays, child.unmet_minutes);
        self.add_minutes(members, Measure::MissingMiddlePersonDays, child.missing_middle_minutes);
        let unmet = Span::from_minutes(u32::try_from(child.unmet_minutes).unwrap_or(u32::MAX));
        self.duration(members, Measure::UnmetDaysPerEpisode, unmet);
        self.share(members, Measure::UnmetOver12Weeks, unmet.whole_days() > 84);
    }

    /// Reads the ledger at the end of a week or of the run.
    pub(crate) fn read(&mut self, now: SimTime) {
        let minutes = self.occupancy.read(now);
        self.place_minutes += minutes.iter().sum::<u64>();
        self.count_prevalence(&minutes, now);
        if self.read_at >= self.time.measure_from && now > self.read_at {
            let week = self.result.places.weeks.entry(self.read_at.week()).or_default();
            for (place, pair) in week.iter_mut().enumerate() {
                pair[0] += minutes[2 * place];
                pair[1] += minutes[2 * place + 1];
            }
        }
        self.read_at = now;
    }

    /// Person-time in need over person-time of pupils, by the year in which the reading began.
    fn count_prevalence(&mut self, minutes: &[u64; STATES], now: SimTime) {
        let in_need: u64 = minutes.iter().step_by(2).sum();
        let pupils = self.pupils * f64::from(now.since(self.read_at).minutes());
        let year = self.read_at.date().year().unsigned_abs();
        let subgroup = Subgroup { dimension: Dimension::Year, level: year };
        self.ratio(subgroup, Measure::PrevalenceShare, in_need as f64, pupils);
    }

    /// Children in a place, in need or remitted.
    pub(crate) fn count(&self, place: Place) -> u32 {
        self.occupancy.count(2 * place as usize) + self.occupancy.count(2 * place as usize + 1)
    }

    pub(crate) fn break_law(&mut self, law: &'static str, found: String) {
        self.breach.get_or_insert(Breach { law, found });
    }

    /// The first broken law, if any, of those that are checked as the run goes.
    pub(crate) fn breach(&self) -> Option<&Breach> {
        self.breach.as_ref()
    }

    /// Checks that no child was lost or made and that person-time over places is person-time of
    /// open episodes.
    pub(crate) fn check(&self, open: &[&Child]) -> Result<(), Breach> {
        if self.opened != self.closed + open.len() as u64 {
            return Err(Breach {
                law: "every episode opened is closed or open",
                found: format!(
                    "{} opened, {} closed, {} open",
                    self.opened,
                    self.closed,
                    open.len()
                ),
            });
        }
        let open_minutes: u64 =
            open.iter().map(|child| u64::from(self.read_at.since(child.opened).minutes())).sum();
        if self.place_minutes != self.closed_minutes + open_minutes {
            return Err(Breach {
                law: "person-time over places is person-time of episodes",
                found: format!(
                    "{} minutes in places, {} in episodes",
                    self.place_minutes,
                    self.closed_minutes + open_minutes
                ),
            });
        }
        for place in Place::ALL {
            let there = open.iter().filter(|child| child.place == place).count();
            if there != self.count(place) as usize {
                return Err(Breach {
                    law: "the ledger and the children agree on who is where",
                    found: format!("{}: {} and {there}", place.name(), self.count(place)),
                });
            }
        }
        Ok(())
    }

    // -- counting -----------------------------------------------------------------------------

    fn slot(&mut self, measure: Measure, index: usize) -> &mut Option<Tally> {
        &mut self.tallies[measure as usize * DENSE + index]
    }

    pub(crate) fn count_one(&mut self, members: Memberships, measure: Measure) {
        members.for_each(|index| match self.slot(measure, index).get_or_insert(Tally::Count(0)) {
            Tally::Count(n) => *n += 1,
            _ => unreachable!("one kind of tally for each measure"),
        });
    }

    fn add_minutes(&mut self, members: Memberships, measure: Measure, minutes: u64) {
        members.for_each(|index| {
            match self.slot(measure, index).get_or_insert(Tally::Minutes(0)) {
                Tally::Minutes(total) => *total += minutes,
                _ => unreachable!("one kind of tally for each measure"),
            }
        });
    }

    pub(crate) fn duration(&mut self, members: Memberships, measure: Measure, time: Span) {
        members.for_each(|index| {
            let empty = || Tally::Durations(DayCounts::default());
            match self.slot(measure, index).get_or_insert_with(empty) {
                Tally::Durations(days) => days.add(time),
                _ => unreachable!("one kind of tally for each measure"),
            }
        });
    }

    pub(crate) fn share(&mut self, members: Memberships, measure: Measure, is_part: bool) {
        self.average(members, measure, f64::from(u8::from(is_part)));
    }

    /// Adds one observation of a quantity that is averaged.
    pub(crate) fn average(&mut self, members: Memberships, measure: Measure, value: f64) {
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

    /// A tally of a subgroup that is not one of children of covered settings.
    pub(crate) fn tally(
        &mut self,
        subgroup: Subgroup,
        measure: Measure,
        empty: Tally,
    ) -> &mut Tally {
        self.others.entry((subgroup, measure)).or_insert(empty)
    }

    /// A referral to the team came to an end, one way or another.
    pub(crate) fn request_ended(
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
        let cohort = self.result.cohorts.entry(referred.month()).or_default();
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

    pub(crate) fn team_week(&mut self, team: u32, week: Week, row: TeamWeek) {
        if week.start() >= self.time.measure_from {
            self.result.teams.insert((team, week), row);
        }
    }

    pub(crate) fn team_week_mut(&mut self, team: u32, week: Week) -> Option<&mut TeamWeek> {
        self.result.teams.get_mut(&(team, week))
    }

    /// The coverage of the site in the month of `now`, of which there is one reading.
    pub(crate) fn coverage(&mut self, now: SimTime, read: CoverageMonth) {
        self.result.coverage.entry(now.month()).or_insert(read);
    }

    fn flow(&mut self, from: Spot, to: Spot, reason: Reason, now: SimTime) {
        if now < self.time.measure_from {
            return;
        }
        if now >= self.month.1 {
            let month = now.month();
            let end = SimTime::from_date(Month(month.0 + 1).first_day()).unwrap_or(SimTime::MAX);
            self.month = (month, end);
        }
        let key = FlowKey { month: self.month.0, from, to, reason };
        *self.result.flows.entry(key).or_default() += 1;
    }

    pub(crate) fn episode(&mut self, record: impl FnOnce() -> EpisodeRecord) {
        if self.keep_episodes {
            self.result.episodes.push(record());
        }
    }

    /// Counts an episode that is still open at the end of the run.
    pub(crate) fn still_open(&mut self, child: &mut Child, members: Memberships, now: SimTime) {
        self.accrue(child, now);
        self.episode_counts(child, members);
    }

    /// Adds to a part and a whole that are not of children.
    pub(crate) fn ratio(&mut self, subgroup: Subgroup, measure: Measure, part: f64, whole: f64) {
        let empty = Tally::Share { part: 0.0, whole: 0.0 };
        if let Tally::Share { part: p, whole: w } = self.tally(subgroup, measure, empty) {
            *p += part;
            *w += whole;
        }
    }

    fn counted(&self, measure: Measure) -> f64 {
        match &self.tallies[measure as usize * DENSE] {
            Some(Tally::Count(n)) => *n as f64,
            _ => 0.0,
        }
    }

    /// Adds up what the weeks of the teams came to.
    fn workforce_measures(&mut self) {
        let weeks: Vec<TeamWeek> = self.result.teams.values().copied().collect();
        let sum = |of: fn(&TeamWeek) -> f64| weeks.iter().map(of).sum::<f64>();
        let working = |of: fn(&TeamWeek) -> f64| {
            weeks.iter().filter(|week| week.slots_offered > 0).map(of).sum::<f64>()
        };
        let years = |person_weeks: f64| person_weeks / WEEKS_PER_YEAR;
        let qualified = |week: &TeamWeek| week.emhps - week.trainees;
        let costs = sum(|week| week.pay + week.other_costs);
        for (measure, part, whole) in [
            (
                Measure::SlotsUsedShare,
                working(|week| week.slots_used as f64),
                working(|week| week.slots_offered as f64),
            ),
            (
                Measure::CaseloadMean,
                working(|week| week.open_cases as f64),
                working(|week| week.clinicians),
            ),
            (Measure::SlotsPerEmhpWeek, working(|week| week.emhp_slots as f64), working(qualified)),
            (Measure::CasesPerEmhpYear, self.counted(Measure::Started), years(sum(qualified))),
            (
                Measure::EmhpVacancyShare,
                sum(|week| week.emhp_posts - week.emhps),
                sum(|week| week.emhp_posts),
            ),
            (
                Measure::SeniorVacancyShare,
                sum(|week| week.senior_posts - week.seniors),
                sum(|week| week.senior_posts),
            ),
            (
                Measure::SessionsLostToVacancy,
                sum(|week| week.slots_lost_to_vacancy),
                years(weeks.len() as f64),
            ),
            (
                Measure::SupervisionGivenShare,
                sum(|week| week.supervision_given),
                sum(|week| week.supervision_due),
            ),
            (Measure::StrainMean, sum(|week| week.strain), sum(|week| week.clinicians)),
            (Measure::CostPerChildStarted, costs, self.counted(Measure::Started)),
            (Measure::CostPerRecovery, costs, self.counted(Measure::Recovered)),
        ] {
            self.result.tallies.insert((Subgroup::ALL, measure), Tally::Share { part, whole });
        }
    }

    /// Hands over everything that was counted.
    pub(crate) fn into_result(mut self) -> SiteResult {
        self.workforce_measures();
        self.result.tallies.extend(std::mem::take(&mut self.others));
        for (index, tally) in self.tallies.iter_mut().enumerate() {
            if let Some(tally) = tally.take() {
                let measure = Measure::ALL[index / DENSE];
                self.result.tallies.insert((dense(index % DENSE), measure), tally);
            }
        }
        self.result
    }
}

fn state(child: &Child) -> usize {
    2 * child.place as usize + usize::from(child.course.is_remitted())
}
