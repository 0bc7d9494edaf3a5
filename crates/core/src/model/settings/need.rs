//! Need arises (M1): onsets in each setting by phase, deprivation and the level of the year, the
//! stock at time zero, children who join or leave with the school year, and relapse.

use jiff::civil::date;
use rand_distr::{Distribution, Poisson};

use crate::engine::draws::{BirthKey, Draw, Draws};
use crate::engine::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, SimTime, Span};
use crate::model::children::child::{Child, Groups, Journey, Phase, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::{Course, CourseRules};
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, SettingId};
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::settings::setting::{Setting, kind, onset_rate};
use crate::model::world::site::Site;

parameters! {
    pub struct NeedParameters in "need" {
        /// New episodes of need among primary pupils, at an onset index of 1 (2017)
        onsets_primary_per_100_pupils_per_year: f64 = 4.6, "per 100 pupils per year",
            allowed (0.0, 50.0), plausible (3.0, 8.0),
            "M1", Live, Derived "set so that prevalence is close to the national surveys of 2017 \
             (MHCYP, 12.1 % at 7 to 16) with their gradient by age (MHCYP 2023: 15.7 % at 8 to 10, \
             22.6 % at 11 to 16)";
        /// New episodes of need among secondary pupils, at an onset index of 1 (2017)
        onsets_secondary_per_100_pupils_per_year: f64 = 6.9, "per 100 pupils per year",
            allowed (0.0, 50.0), plausible (4.0, 12.0),
            "M1", Live, Derived "as for primary pupils";
        /// New episodes of need in years 12 and 13, at an onset index of 1 (2017)
        onsets_sixteen_plus_per_100_pupils_per_year: f64 = 7.2, "per 100 pupils per year",
            allowed (0.0, 50.0), plausible (3.0, 12.0),
            "M1", Live, Derived "as for primary pupils (MHCYP 2023: 23.3 % at 17 to 19)";
        /// Level of onsets relative to 2017; changes on a timeline in the Trailblazer scenario
        onset_index: f64 = 1.0, "ratio", allowed (0.0, 10.0), plausible (0.7, 2.5),
            "M1", Live, Derived "set so that prevalence is close to the national surveys of 2020 \
             (16.7 %) and 2022 (18.0 %) (MHCYP)";
        /// England's estimated prevalence of emotional disorders at 5 to 16, against which a site's
        /// own figure is an index
        england_emotional_disorder_pct: f64 = 3.6, "percent",
            allowed (0.1, 50.0), plausible (3.0, 4.5),
            "M1", AtStart, Published "Ellins et al. 2023, Table 3";
        /// Need in the most deprived fifth relative to the least deprived, renormalised within a
        /// site
        deprivation_gradient: f64 = 1.5, "ratio", allowed (0.2, 10.0), plausible (1.2, 2.0),
            "M1", AtStart, Assumption "prior";
        /// Share of onsets with a brief course; the rest persist
        brief_share: f64 = 0.55, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.7),
            "M2", Live, Assumption "prior that reconciles 54 % remission in a year (Roach 2023) \
             with 50 % persistence over three years (Ford 2018)";
        /// Mean time to remission of a brief course without help
        brief_mean_months: f64 = 6.9, "months", allowed (0.5, 120.0), plausible (4.0, 10.0),
            "M2", Live, Derived "with the share of brief courses: 54 % remission within a year of \
             onset (Roach 2023)";
        /// Mean time to remission of a persistent course without help
        persistent_mean_months: f64 = 62.0, "months", allowed (1.0, 1e6), plausible (40.0, 90.0),
            "M2", Live, Derived "with the share of brief courses: 50 % persistence over three \
             years in a surveyed population (Ford 2018)";
        /// Share of probable cases below the team's floor
        below_floor_share: f64 = 0.1, "proportion", allowed (0.0, 0.9), plausible (0.03, 0.2),
            "M2", Live, Assumption "prior";
        /// Share of probable cases between the ceiling of the team's remit and the specialist
        /// threshold
        missing_middle_band_share: f64 = 0.15, "proportion",
            allowed (0.0, 0.9), plausible (0.08, 0.25),
            "M2", Live, Assumption "prior; main results should be shown for 0.08, 0.15 and 0.25";
        /// Share of probable cases above the specialist threshold
        above_specialist_share: f64 = 0.15, "proportion", allowed (0.0, 0.9), plausible (0.1, 0.2),
            "M2", Live, Assumption "prior";
        /// Rate at which a child in need moves out of the area
        moves_away_per_month: f64 = 0.0025, "per month",
            allowed (0.0, 1.0), plausible (0.001, 0.006),
            "M1", Live, Assumption "prior: about 3 % of families a year";
        /// Share of leavers of a covered setting who move on to a covered setting of the site
        leavers_to_covered_share: f64 = 0.6, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.9),
            "M1", Live, Assumption "prior; none published";
    }
}

parameters! {
    pub struct ProblemParameters in "problem" {
        /// Share of primary children in need who present with low mood (the rest: anxiety)
        primary_low_mood_share: f64 = 0.05, "proportion",
            allowed (0.0, 1.0), plausible (0.02, 0.1),
            "M1", Live, Assumption "prior";
        /// Share of primary children in need who present with difficult behaviour (the rest:
        /// anxiety)
        primary_behaviour_share: f64 = 0.4, "proportion",
            allowed (0.0, 1.0), plausible (0.16, 0.8),
            "M1", Live, Assumption "prior";
        /// Share of primary children in need who present with self-harm or other risk (the rest:
        /// anxiety)
        primary_self_harm_share: f64 = 0.02, "proportion",
            allowed (0.0, 1.0), plausible (0.008, 0.04),
            "M1", Live, Assumption "prior";
        /// Share of primary children in need who present with a neurodevelopmental problem (the
        /// rest: anxiety)
        primary_neurodevelopmental_share: f64 = 0.15, "proportion",
            allowed (0.0, 1.0), plausible (0.06, 0.3),
            "M1", Live, Assumption "prior";
        /// Share of secondary and 16-plus children in need who present with low mood (the rest:
        /// anxiety)
        secondary_low_mood_share: f64 = 0.28, "proportion",
            allowed (0.0, 1.0), plausible (0.112, 0.56),
            "M1", Live, Assumption "prior";
        /// Share of secondary and 16-plus children in need who present with difficult behaviour
        /// (the rest: anxiety)
        secondary_behaviour_share: f64 = 0.13, "proportion",
            allowed (0.0, 1.0), plausible (0.052, 0.26),
            "M1", Live, Assumption "prior";
        /// Share of secondary and 16-plus children in need who present with self-harm or other risk
        /// (the rest: anxiety)
        secondary_self_harm_share: f64 = 0.12, "proportion",
            allowed (0.0, 1.0), plausible (0.048, 0.24),
            "M1", Live, Assumption "prior";
        /// Share of secondary and 16-plus children in need who present with a neurodevelopmental
        /// problem (the rest: anxiety)
        secondary_neurodevelopmental_share: f64 = 0.1, "proportion",
            allowed (0.0, 1.0), plausible (0.04, 0.2),
            "M1", Live, Assumption "prior";
    }
}

/// Years of onsets before time zero from which the initial stock remains.
const HISTORY_YEARS: f64 = 6.0;

/// Years in which a child who enters reception can have fallen ill before.
const EARLY_YEARS: f64 = 1.5;

/// A child who has recovered and will be in need again.
#[derive(Clone, Debug)]
pub(crate) struct Returning {
    birth: BirthKey,
    episode: u32,
    setting: SettingId,
    year_group: u8,
    problem: Problem,
    groups: Groups,
}

/// Who a child is, apart from the course of its need.
struct Identity {
    key: BirthKey,
    birth: BirthKey,
    episode: u32,
    setting: SettingId,
    year_group: u8,
    problem: Problem,
    groups: Groups,
}

impl Site {
    /// Fills the site with its initial stock and starts the clocks of onsets.
    pub(crate) fn begin_need(&mut self, at: &mut Moment) {
        for setting in self.setting_ids() {
            self.initial_stock(at, setting);
            self.next_onset_gap(at, setting);
        }
        self.change_onset_rates(at);
        let next = first_of_september_after(at.now);
        at.schedule(next, Event::NewSchoolYear);
    }

    fn initial_stock(&mut self, at: &mut Moment, id: SettingId) {
        let setting = &self.settings[id.index()];
        let (key, index) = (setting.key, self.values.need.onset_index);
        let per_year = onsets_per_year(setting, &self.values) * index;
        let mut ordinal = 0;
        for (course, (share, months)) in
            CourseRules::mean_months(&self.values).into_iter().enumerate()
        {
            let expected = per_year * share * remaining_years(months, HISTORY_YEARS);
            let number = poisson(at.draws.at(key, Purpose::InitialStock, course as u64), expected);
            for _ in 0..number {
                let birth = key.child(kind::STOCK, ordinal);
                ordinal += 1;
                self.open_with_history(
                    at,
                    id,
                    birth,
                    History { persistent: course == 1, months, years: HISTORY_YEARS },
                    None,
                    Reason::InitialStock,
                );
            }
        }
    }

    /// Opens the episode of a child who has been in need for some time already.
    fn open_with_history(
        &mut self,
        at: &mut Moment,
        setting: SettingId,
        birth: BirthKey,
        history: History,
        year_group: Option<u8>,
        reason: Reason,
    ) {
        let key = birth.child(kind::EPISODE, 0);
        let mut draw = at.draws.at(key, Purpose::InitialAge, 0);
        let elapsed = Span::from_days_f64(history.elapsed_days(&mut draw));
        let onset = at.now - elapsed;
        let mut course = Course::of_kind(&self.rules, &at.draws, key, onset, history.persistent);
        course.advance_in_need(&self.rules, &at.draws, key, at.now);
        let identity = self.identity(&at.draws, setting, birth, year_group);
        self.open(at, identity, course, reason);
    }

    // -- onsets -------------------------------------------------------------------------------

    fn next_onset_gap(&mut self, at: &Moment, id: SettingId) {
        let setting = &mut self.settings[id.index()];
        let mut draw = at.draws.at(setting.key, Purpose::OnsetGap, setting.onsets.ordinal);
        setting.onsets.left = draw.exponential(1.0);
        setting.onsets.since = at.now;
    }

    /// Sets the clocks of all settings to the present rates; the onsets to come stay the same
    /// children in the same order.
    pub(crate) fn change_onset_rates(&mut self, at: &mut Moment) {
        for id in self.setting_ids() {
            let index = self.values.need.onset_index;
            let rate = onsets_per_year(&self.settings[id.index()], &self.values) * index
                / DAYS_PER_YEAR
                * self.not_prevented(id);
            let clock = &mut self.settings[id.index()].onsets;
            clock.left -= clock.rate * at.now.since(clock.since).days();
            clock.since = at.now;
            clock.rate = rate;
            at.cancel(clock.ticket.take());
            self.schedule_onset(at, id);
        }
    }

    fn schedule_onset(&mut self, at: &mut Moment, id: SettingId) {
        let clock = &mut self.settings[id.index()].onsets;
        if clock.rate > 0.0 {
            let wait = Span::from_days_f64(clock.left.max(0.0) / clock.rate);
            clock.ticket = Some(at.schedule(at.now + wait, Event::Onset(id)));
        }
    }

    pub(crate) fn onset(&mut self, at: &mut Moment, id: SettingId) {
        let setting = &mut self.settings[id.index()];
        let birth = setting.key.child(kind::CHILD, setting.onsets.ordinal);
        setting.onsets.ordinal += 1;
        self.next_onset_gap(at, id);
        self.schedule_onset(at, id);
        let identity = self.identity(&at.draws, id, birth, None);
        let course = Course::begin(&self.rules, &at.draws, identity.key, at.now);
        self.open(at, identity, course, Reason::Onset);
    }

    fn identity(
        &self,
        draws: &Draws,
        id: SettingId,
        birth: BirthKey,
        year_group: Option<u8>,
    ) -> Identity {
        let setting = &self.settings[id.index()];
        let year_group = year_group.unwrap_or_else(|| {
            year_of_onset(setting, &self.values, draws.uniform(birth, Purpose::YearGroup, 0))
        });
        let phase = Phase::of_year(year_group);
        Identity {
            key: birth.child(kind::EPISODE, 0),
            birth,
            episode: 0,
            setting: id,
            year_group,
            problem: problem(&self.values, phase, draws.uniform(birth, Purpose::Problem, 0)),
            groups: self.groups(draws.at(birth, Purpose::Groups, 0), setting, phase),
        }
    }

    fn open(&mut self, at: &mut Moment, who: Identity, course: Course, reason: Reason) {
        let score = course.score();
        let child = Child {
            key: who.key,
            birth: who.birth,
            episode: who.episode,
            setting: who.setting,
            year_group: who.year_group,
            problem: who.problem,
            groups: who.groups,
            course,
            severity_at_onset: score,
            band: self.thresholds.band(score),
            perceived: score,
            seen_amiss: 0.0,
            is_known: false,
            opened: at.now,
            place: Place::Unrecognised,
            since: at.now,
            last_reason: reason,
            exit: None,
            appointment: None,
            look: None,
            journey: Journey::default(),
            request: None,
            referrals: 0,
            specialist_referrals: 0,
            list_order: 0,
            ready: at.now,
            missed_assessments: 0,
            complex: false,
            needs_senior: false,
            group_suited: false,
            agreed: false,
            stepped_up: false,
            specialist_referred: at.now,
            specialist_first: at.now,
            case: None,
            unmet_minutes: 0,
            missing_middle_minutes: 0,
        };
        self.open_episode(at, child, reason);
    }

    /// Memberships given that the child is a case. Shares among all pupils and the ratio of need
    /// give the share among cases, so that the total of need is unchanged.
    fn groups(&self, mut draw: Draw, setting: &Setting, phase: Phase) -> Groups {
        let values = &self.values;
        let low_income = values.group.low_income_share
            * values
                .group
                .low_income_gradient
                .powf((f64::from(setting.deprivation_fifth) - 3.0) / 4.0);
        let lgbtq = if phase == Phase::Primary { 0.0 } else { values.group.lgbtq_share };
        let mut groups = Groups::default();
        for (group, share, ratio) in [
            (Groups::SEND, values.group.send_share, values.group.send_need_ratio),
            (
                Groups::MINORITY_ETHNIC,
                self.minority_ethnic_share,
                values.group.minority_ethnic_need_ratio,
            ),
            (Groups::LOW_INCOME, low_income, values.group.low_income_need_ratio),
            (
                Groups::LOOKED_AFTER,
                values.group.looked_after_share,
                values.group.looked_after_need_ratio,
            ),
            (Groups::LGBTQ, lgbtq, values.group.lgbtq_need_ratio),
        ] {
            if draw.uniform() < share_among_cases(share.min(1.0), ratio) {
                groups.join(group);
            }
        }
        let is_boy = draw.uniform() < 0.5;
        if is_boy && phase != Phase::Primary {
            groups.join(Groups::TEENAGE_BOYS);
        }
        groups
    }

    // -- relapse ------------------------------------------------------------------------------

    /// After a recovery in help, need may come back within a year.
    pub(crate) fn may_relapse(&mut self, at: &mut Moment, child: &Child) {
        let mut draw = at.draws.at(child.key, Purpose::Relapse, 0);
        if draw.uniform() >= self.values.outcome.relapse_within_year {
            return;
        }
        let back = at.now + Span::from_days_f64(draw.uniform() * DAYS_PER_YEAR);
        let returning = Returning {
            birth: child.birth,
            episode: child.episode + 1,
            setting: child.setting,
            year_group: child.year_group,
            problem: child.problem,
            groups: child.groups,
        };
        let position = self.returning.insert(returning) as u32;
        at.schedule(back, Event::Relapse(position));
    }

    pub(crate) fn relapse(&mut self, at: &mut Moment, position: u32) {
        let back = self.returning.remove(position as usize);
        let key = back.birth.child(kind::EPISODE, u64::from(back.episode));
        let course = Course::begin(&self.rules, &at.draws, key, at.now);
        let identity = Identity {
            key,
            birth: back.birth,
            episode: back.episode,
            setting: back.setting,
            year_group: back.year_group,
            problem: back.problem,
            groups: back.groups,
        };
        self.open(at, identity, course, Reason::Relapse);
    }

    // -- the school year ----------------------------------------------------------------------

    /// On 1 September everybody is a year older: leavers move on or leave coverage, and new
    /// entrants bring need with them.
    pub(crate) fn new_school_year(&mut self, at: &mut Moment) {
        at.schedule(first_of_september_after(at.now), Event::NewSchoolYear);
        let returning: Vec<usize> = self.returning.iter().map(|(position, _)| position).collect();
        for position in returning {
            self.returning[position].year_group += 1;
        }
        let ids: Vec<ChildId> = self.children.iter().map(|(i, _)| ChildId(i as u32)).collect();
        for id in ids {
            self.child_mut(id).year_group += 1;
            let (_, last) = self.setting_of(id).phase.years();
            if self.child(id).year_group > last {
                self.move_on(at, id);
            }
        }
        for setting in self.setting_ids() {
            self.joiners(at, setting);
        }
    }

    fn move_on(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        let (key, year) = (child.birth, child.year_group);
        if year > 13 {
            self.close(at, id, Reason::AgedOut);
            return;
        }
        let stays = at.draws.happens(
            key,
            Purpose::MoveOn,
            u64::from(year),
            self.values.need.leavers_to_covered_share,
        );
        let choice = at.draws.uniform(key, Purpose::NextSetting, u64::from(year));
        match if stays { self.next_setting(year, choice) } else { None } {
            Some(next) => {
                self.leave_team_behind(at, id, next);
                self.change_setting(at.now, id, next);
            }
            None => {
                self.close(at, id, Reason::LeftCoverage);
            }
        }
    }

    /// A covered setting that teaches `year`, chosen in proportion to its intake.
    fn next_setting(&self, year: u8, choice: f64) -> Option<SettingId> {
        let intake = |setting: &Setting| {
            let (first, last) = setting.phase.years();
            let teaches = (first..=last).contains(&year) && first > 0;
            if teaches { f64::from(setting.pupils) / f64::from(last - first + 1) } else { 0.0 }
        };
        let total: f64 = self.settings.iter().map(intake).sum();
        let mut left = choice * total;
        self.setting_ids().find(|id| {
            let share = intake(&self.settings[id.index()]);
            left -= share;
            share > 0.0 && left < 0.0
        })
    }

    fn joiners(&mut self, at: &mut Moment, id: SettingId) {
        let setting = &self.settings[id.index()];
        let (first, last) = setting.phase.years();
        let intake = f64::from(setting.pupils) / f64::from(last - first + 1);
        let (before, years, from_elsewhere) = match first {
            0 => (Phase::Primary, EARLY_YEARS, 1.0),
            7 => (Phase::Primary, HISTORY_YEARS, self.share_from_elsewhere(7)),
            _ => (Phase::Secondary, HISTORY_YEARS, self.share_from_elsewhere(12)),
        };
        let onsets = intake
            * from_elsewhere
            * onset_rate(&self.values, before)
            * self.values.need.onset_index
            * setting.need;
        let (key, year) = (setting.key, u64::from(at.now.date().year().unsigned_abs()));
        for (course, (share, months)) in
            CourseRules::mean_months(&self.values).into_iter().enumerate()
        {
            let expected = onsets * share * remaining_years(months, years);
            let ordinal = 2 * year + course as u64;
            let number = poisson(at.draws.at(key, Purpose::Joiners, ordinal), expected);
            for n in 0..number {
                let birth = key.child(kind::JOINER, (ordinal << 32) | n);
                let history = History { persistent: course == 1, months, years };
                self.open_with_history(at, id, birth, history, Some(first), Reason::Joined);
            }
        }
    }

    /// Share of the intake of `year` that does not come from the site's own covered settings.
    fn share_from_elsewhere(&self, year: u8) -> f64 {
        let (mut leavers, mut intake) = (0.0, 0.0);
        for setting in &self.settings {
            let (first, last) = setting.phase.years();
            let cohort = f64::from(setting.pupils) / f64::from(last - first + 1);
            if last + 1 == year || (last == 11 && year == 12) {
                leavers += cohort;
            }
            if (first..=last).contains(&year) && first > 0 {
                intake += cohort;
            }
        }
        let own = leavers * self.values.need.leavers_to_covered_share;
        if intake > 0.0 { (1.0 - own / intake).max(0.0) } else { 1.0 }
    }
}

/// Need that began before the child came into view.
#[derive(Clone, Copy)]
struct History {
    persistent: bool,
    /// Mean length of such courses.
    months: f64,
    /// Years within which it can have begun.
    years: f64,
}

impl History {
    /// Days since onset of a case still open: exponential, cut at the years that count.
    fn elapsed_days(self, draw: &mut Draw) -> f64 {
        let mean = self.months * DAYS_PER_MONTH;
        let cut = 1.0 - (-self.years * DAYS_PER_YEAR / mean).exp();
        -mean * (1.0 - draw.uniform() * cut).ln()
    }
}

/// Mean years that a case of mean length `months` remains open within `years` of its onset: what
/// a constant rate of onsets leaves as stock.
fn remaining_years(months: f64, years: f64) -> f64 {
    let mean = months / 12.0;
    mean * (1.0 - (-years / mean).exp())
}

/// Mean years for which an episode is open where nobody helps, as far as the history of the run
/// goes back.
pub(crate) fn years_in_need(values: &Values) -> f64 {
    let courses = CourseRules::mean_months(values);
    courses.into_iter().map(|(share, months)| share * remaining_years(months, HISTORY_YEARS)).sum()
}

fn poisson(mut draw: Draw, mean: f64) -> u64 {
    Poisson::new(mean).map_or(0, |distribution| distribution.sample(&mut draw) as u64)
}

fn first_of_september_after(now: SimTime) -> SimTime {
    let year = now.date().year();
    [year, year + 1]
        .into_iter()
        .filter_map(|year| SimTime::from_date(date(year, 9, 1)))
        .find(|&day| day > now)
        .unwrap_or(SimTime::MAX)
}

/// Share of a group among cases, from its share among pupils and the ratio of its need to that of
/// the others.
pub(crate) fn share_among_cases(share: f64, ratio: f64) -> f64 {
    share * ratio / (share * ratio + 1.0 - share)
}

/// Onsets per year in a setting at an index of one.
pub(crate) fn onsets_per_year(setting: &Setting, values: &Values) -> f64 {
    let (first, last) = setting.phase.years();
    let per_year_group = f64::from(setting.pupils) / f64::from(last - first + 1);
    let rates: f64 = (first..=last).map(|year| onset_rate(values, Phase::of_year(year))).sum();
    per_year_group * rates * setting.need
}

fn year_of_onset(setting: &Setting, values: &Values, choice: f64) -> u8 {
    let (first, last) = setting.phase.years();
    let rate = |year| onset_rate(values, Phase::of_year(year));
    let total: f64 = (first..=last).map(rate).sum();
    let mut left = choice * total;
    (first..=last)
        .find(|&year| {
            left -= rate(year);
            left < 0.0
        })
        .unwrap_or(last)
}

fn problem(values: &Values, phase: Phase, choice: f64) -> Problem {
    let shares = match phase {
        Phase::Primary => [
            values.problem.primary_low_mood_share,
            values.problem.primary_behaviour_share,
            values.problem.primary_self_harm_share,
            values.problem.primary_neurodevelopmental_share,
        ],
        Phase::Secondary | Phase::SixteenPlus => [
            values.problem.secondary_low_mood_share,
            values.problem.secondary_behaviour_share,
            values.problem.secondary_self_harm_share,
            values.problem.secondary_neurodevelopmental_share,
        ],
    };
    let problems =
        [Problem::LowMood, Problem::Behaviour, Problem::SelfHarm, Problem::Neurodevelopmental];
    let mut left = choice;
    shares
        .into_iter()
        .zip(problems)
        .find_map(|(share, problem)| {
            left -= share;
            (left < 0.0).then_some(problem)
        })
        .unwrap_or(Problem::Anxiety)
}
