//! Need arises (M1): onsets in each setting by phase, deprivation and the level of the year, the
//! stock at time zero, children who join or leave with the school year. What returns is of `pathway/recurrence`.

use jiff::civil::date;
use rand_distr::{Distribution, Poisson};

use super::Settings;
use super::setting::{Setting, kind, onset_rate};
use crate::engine::draws::{BirthKey, Draw};
use crate::engine::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, SimTime, Span};
use crate::model::children::child::{Child, Groups, Identity, Phase, Problem};
use crate::model::children::groups::share_among_cases;
use crate::model::children::place::Reason;
use crate::model::children::rules::Rules;
use crate::model::children::severity::{Course, CourseRules};
use crate::model::event::Event;
use crate::model::ids::SettingId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;

parameters! {
    pub struct NeedParameters in "need" {
        /// New episodes of need among primary pupils, at an onset index of 1 (2017)
        onsets_primary_per_100_pupils_per_year: f64 = 6.5, "per 100 pupils per year",
            allowed (0.0, 50.0), plausible (4.0, 9.0),
            "M1", Live, Derived "set, with those of the other phases and the index by year, so \
             that prevalence is close to the national surveys: 12.1 % at 7 to 16 in 2017, 16.7 % \
             in 2020 and 18.0 % in 2022; at 6 to 10, 9.9 % in 2017, 15.4 % in 2020 and 17.1 % in \
             2021 (MHCYP)",
            raises "in_need" of "phase=primary";
        /// New episodes of need among secondary pupils, at an onset index of 1 (2017)
        onsets_secondary_per_100_pupils_per_year: f64 = 6.2, "per 100 pupils per year",
            allowed (0.0, 50.0), plausible (4.0, 12.0),
            "M1", Live, Derived "as for primary pupils: 13.3 % at 11 to 16 in 2017, 17.6 % in 2020 \
             and 17.7 % in 2021 (MHCYP); 12 % of those below the threshold at 11 to 13 worsened \
             reliably in a year (Wolpert 2019), which is an upper limit",
            raises "in_need" of "phase=secondary";
        /// New episodes of need in years 12 and 13, at an onset index of 1 (2017)
        onsets_sixteen_plus_per_100_pupils_per_year: f64 = 1.5, "per 100 pupils per year",
            allowed (0.0, 50.0), plausible (0.5, 6.0),
            "M1", Live, Derived "as for primary pupils: 10.1 % at 17 to 19 in 2017, 17.7 % in 2020 \
             and 17.4 % in 2021 (MHCYP); most of it began in secondary school",
            raises "in_need" of "phase=sixteen_plus";
        /// Level of onsets relative to 2017; changes on a timeline in the Trailblazer scenario
        onset_index: f64 = 1.0, "ratio", allowed (0.0, 10.0), plausible (0.7, 2.5),
            "M1", Live, Derived "set so that prevalence is close to the national surveys of 2020 \
             (16.7 %) and 2022 (18.0 %) (MHCYP)",
            raises "in_need";
        /// England's estimated prevalence of emotional disorders at 5 to 16, against which a site's
        /// own figure is an index
        england_emotional_disorder_pct: f64 = 3.6, "percent",
            allowed (0.1, 50.0), plausible (3.0, 4.5),
            "M1", AtStart, Published "Ellins et al. 2023, Table 3",
            lowers "in_need";
        /// Need in the most deprived fifth relative to the least deprived, renormalised within a
        /// site
        deprivation_gradient: f64 = 1.7, "ratio", allowed (0.2, 10.0), plausible (1.2, 2.3),
            "M1", AtStart, Derived "Networked Data Lab Grampian 2015 to 2021: referrals to specialist \
             CAMHS per 100 children by fifth of areas, 29.1 where deprivation is greatest and 17.1 \
             where it is smallest; need is taken to have the same gradient",
            raises "in_need" of "deprivation_fifth=5";
        /// Share of onsets with a brief course; the rest persist
        brief_share: f64 = 0.55, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.7),
            "M2", Live, Assumption "prior that reconciles 54 % remission in a year (Roach 2023) \
             with 50 % persistence over three years (Ford 2018)",
            lowers "in_need";
        /// Share of onsets with a brief course where the problem is a neurodevelopmental condition:
        /// the condition lasts, and the need that comes with it seldom passes soon. Of other
        /// problems as many more are brief as need.brief_share asks for
        neurodevelopmental_brief_share: f64 = 0.2, "proportion",
            allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M2", Live, Assumption "prior",
            lowers "in_need" of "problem=neurodevelopmental";
        /// Mean time to remission of a brief course without help
        brief_mean_months: f64 = 6.9, "months", allowed (0.5, 120.0), plausible (4.0, 10.0),
            "M2", Live, Derived "with the share of brief courses: 54 % remission within a year of \
             onset (Roach 2023)",
            raises "in_need";
        /// Mean time to remission of a persistent course without help
        persistent_mean_months: f64 = 62.0, "months", allowed (1.0, 1e6), plausible (40.0, 90.0),
            "M2", Live, Derived "with the share of brief courses: 50 % persistence over three \
             years in a surveyed population (Ford 2018)",
            raises "in_need";
        /// Share of probable cases below the team's floor
        below_floor_share: f64 = 0.1, "proportion", allowed (0.0, 0.9), plausible (0.03, 0.2),
            "M2", Live, Assumption "prior",
            raises "in_need" of "severity_band=below_floor";
        /// Share of probable cases between the ceiling of the team's remit and the specialist
        /// threshold
        missing_middle_band_share: f64 = 0.15, "proportion",
            allowed (0.0, 0.9), plausible (0.08, 0.25),
            "M2", Live, Assumption "prior; main results should be shown for 0.08, 0.15 and 0.25",
            raises "missing_middle_stock";
        /// Share of probable cases above the specialist threshold
        above_specialist_share: f64 = 0.15, "proportion", allowed (0.0, 0.9), plausible (0.1, 0.2),
            "M2", Live, Assumption "prior",
            raises "in_need" of "severity_band=specialist";
        /// Probability that need returns within a year of its end, with help or without; first onsets
        /// are fewer by as many
        recurrence_within_year: f64 = 0.15, "proportion",
            allowed (0.0, 0.9), plausible (0.05, 0.3),
            "M11", Live, Assumption "prior",
            neither "first onsets are fewer by as many as return";
        /// Least time from the end of an episode to the return of need
        recurrence_gap_days: f64 = 14.0, "days", allowed (0.0, 365.0), plausible (1.0, 42.0),
            "M11", Live, Assumption "prior: need that returns sooner has not ended",
            neither "it puts off a few returns by days";
        /// Rate at which a child in need moves out of the area
        moves_away_per_month: f64 = 0.0025, "per month",
            allowed (0.0, 1.0), plausible (0.001, 0.006),
            "M1", Live, Assumption "prior: about 3 % of families a year",
            lowers "in_need";
        /// Share of leavers of a covered setting who move on to a covered setting of the site
        leavers_to_covered_share: f64 = 0.6, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.9),
            "M1", Live, Assumption "prior; none published",
            neither "fewer children join from elsewhere by as many as stay";
    }
}

parameters! {
    pub struct ProblemParameters in "problem" {
        /// Share of primary children in need who present with low mood (the rest: anxiety)
        primary_low_mood_share: f64 = 0.05, "proportion",
            allowed (0.0, 1.0), plausible (0.02, 0.1),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=low_mood";
        /// Share of primary children in need who present with difficult behaviour (the rest:
        /// anxiety)
        primary_behaviour_share: f64 = 0.4, "proportion",
            allowed (0.0, 1.0), plausible (0.16, 0.8),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=behaviour";
        /// Share of primary children in need who present with self-harm or other risk (the rest:
        /// anxiety)
        primary_self_harm_share: f64 = 0.02, "proportion",
            allowed (0.0, 1.0), plausible (0.008, 0.04),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=self_harm";
        /// Share of primary children in need who present with a neurodevelopmental problem (the
        /// rest: anxiety)
        primary_neurodevelopmental_share: f64 = 0.15, "proportion",
            allowed (0.0, 1.0), plausible (0.06, 0.3),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=neurodevelopmental";
        /// Share of secondary and 16-plus children in need who present with low mood (the rest:
        /// anxiety)
        secondary_low_mood_share: f64 = 0.28, "proportion",
            allowed (0.0, 1.0), plausible (0.112, 0.56),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=low_mood";
        /// Share of secondary and 16-plus children in need who present with difficult behaviour
        /// (the rest: anxiety)
        secondary_behaviour_share: f64 = 0.13, "proportion",
            allowed (0.0, 1.0), plausible (0.052, 0.26),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=behaviour";
        /// Share of secondary and 16-plus children in need who present with self-harm or other risk
        /// (the rest: anxiety)
        secondary_self_harm_share: f64 = 0.12, "proportion",
            allowed (0.0, 1.0), plausible (0.048, 0.24),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=self_harm";
        /// Share of secondary and 16-plus children in need who present with a neurodevelopmental
        /// problem (the rest: anxiety)
        secondary_neurodevelopmental_share: f64 = 0.1, "proportion",
            allowed (0.0, 1.0), plausible (0.04, 0.2),
            "M1", Live, Assumption "prior",
            raises "in_need" of "problem=neurodevelopmental";
    }
}

/// Share of episodes after which need may return: those that end while the child is in view, who has
/// not left the covered settings, school or the area by then. Counted in runs, so that the level of
/// need does not depend on how much of it returns.
const ENDS_IN_VIEW: f64 = 0.72;

/// Years of onsets before time zero from which the initial stock remains.
const HISTORY_YEARS: f64 = 6.0;

/// Years in which a child who enters reception can have fallen ill before.
const EARLY_YEARS: f64 = 1.5;

/// A child whose episode of need opens, with its course.
#[derive(Clone, Debug)]
pub(crate) struct Newcomer {
    pub(crate) child: Child,
    pub(crate) course: Course,
}

impl Newcomer {
    pub(crate) fn new(
        rules: &Rules,
        now: SimTime,
        who: Identity,
        course: Course,
        reason: Reason,
    ) -> Self {
        let score = course.score();
        let child = Child::in_need(who, score, rules.thresholds.band(score), now, reason);
        Self { child, course }
    }
}

impl Settings {
    /// The initial stock of a setting; starts its clock of onsets.
    pub(crate) fn begin_need(&mut self, at: &Moment, id: SettingId) -> Vec<Newcomer> {
        let stock = self.initial_stock(at, id);
        self.next_onset_gap(at, id);
        stock
    }

    /// Children of a setting whose need remitted in the year before the run and will return in the
    /// run: half of the returns that a year's remissions lead to.
    pub(crate) fn remitted_before(&self, at: &Moment, id: SettingId) -> Vec<Identity> {
        let (setting, values) = (&self[id], at.values());
        let episodes = setting.onsets_per_year(values) * values.need.onset_index;
        let expected = 0.5 * ENDS_IN_VIEW * episodes * values.need.recurrence_within_year;
        let returning = poisson(at.draws.at(setting.key, Purpose::Recurrence, 0), expected);
        let birth = |ordinal| setting.key.child(kind::RETURNING, ordinal);
        (0..returning).map(|ordinal| self.identity(at, id, birth(ordinal), None, None)).collect()
    }

    fn initial_stock(&self, at: &Moment, id: SettingId) -> Vec<Newcomer> {
        let (setting, values) = (&self[id], at.values());
        let per_year = setting.onsets_per_year(values) * values.need.onset_index;
        let mut ordinal = 0;
        let mut stock = Vec::new();
        for (course, (share, months)) in CourseRules::mean_months(values).into_iter().enumerate() {
            let expected = per_year * share * remaining_years(months, HISTORY_YEARS);
            let draw = at.draws.at(setting.key, Purpose::InitialStock, course as u64);
            for _ in 0..poisson(draw, expected) {
                let birth = setting.key.child(kind::STOCK, ordinal);
                ordinal += 1;
                let history = History { persistent: course == 1, months, years: HISTORY_YEARS };
                let reason = Reason::InitialStock;
                stock.push(self.with_history(at, id, birth, history, None, reason));
            }
        }
        stock
    }

    /// A child who has been in need for some time already.
    fn with_history(
        &self,
        at: &Moment,
        setting: SettingId,
        birth: BirthKey,
        history: History,
        year_group: Option<u8>,
        reason: Reason,
    ) -> Newcomer {
        let key = birth.child(kind::EPISODE, 0);
        let rules = &at.rules.courses.usual;
        let mut draw = at.draws.at(key, Purpose::InitialAge, 0);
        let elapsed = Span::from_days_f64(history.elapsed_days(&mut draw));
        let onset = at.now - elapsed;
        let mut course = Course::of_kind(rules, &at.draws, key, onset, history.persistent);
        course.advance_in_need(rules, &at.draws, key, at.now);
        let kind = Some(history.persistent);
        let identity = self.identity(at, setting, birth, year_group, kind);
        Newcomer::new(at.rules, at.now, identity, course, reason)
    }

    // -- onsets -------------------------------------------------------------------------------

    fn next_onset_gap(&mut self, at: &Moment, id: SettingId) {
        let setting = &mut self[id];
        let mut draw = at.draws.at(setting.key, Purpose::OnsetGap, setting.onsets.ordinal);
        setting.onsets.left = draw.exponential(1.0);
        setting.onsets.since = at.now;
    }

    /// Sets the clocks of all settings to the present rates; the onsets to come stay the same
    /// children in the same order.
    pub(crate) fn change_onset_rates(&mut self, at: &mut Moment) {
        let values = at.values();
        for id in self.ids() {
            let first = 1.0 - ENDS_IN_VIEW * values.need.recurrence_within_year;
            let per_year = self[id].onsets_per_year(values) * values.need.onset_index * first;
            let rate = per_year / DAYS_PER_YEAR * self[id].not_prevented(values);
            let clock = &mut self[id].onsets;
            clock.left -= clock.rate * at.now.since(clock.since).days();
            clock.since = at.now;
            clock.rate = rate;
            at.cancel(clock.ticket.take());
            self.schedule_onset(at, id);
        }
    }

    fn schedule_onset(&mut self, at: &mut Moment, id: SettingId) {
        let clock = &mut self[id].onsets;
        if clock.rate > 0.0 {
            let wait = Span::from_days_f64(clock.left.max(0.0) / clock.rate);
            clock.ticket = Some(at.schedule(at.now + wait, Event::Onset(id)));
        }
    }

    /// A child of a setting falls ill.
    pub(crate) fn onset(&mut self, at: &mut Moment, id: SettingId) -> Newcomer {
        let setting = &mut self[id];
        let birth = setting.key.child(kind::CHILD, setting.onsets.ordinal);
        setting.onsets.ordinal += 1;
        self.next_onset_gap(at, id);
        self.schedule_onset(at, id);
        let identity = self.identity(at, id, birth, None, None);
        let course = course(at, &identity);
        Newcomer::new(at.rules, at.now, identity, course, Reason::Onset)
    }

    /// Who a child is, of this year group and with a course of this kind (persistent or not) where
    /// they are known.
    fn identity(
        &self,
        at: &Moment,
        id: SettingId,
        birth: BirthKey,
        year_group: Option<u8>,
        persistent: Option<bool>,
    ) -> Identity {
        let (setting, values, draws) = (&self[id], at.values(), &at.draws);
        let year_group = year_group.unwrap_or_else(|| {
            year_of_onset(setting, values, draws.uniform(birth, Purpose::YearGroup, 0))
        });
        let phase = Phase::of_year(year_group);
        Identity {
            key: birth.child(kind::EPISODE, 0),
            birth,
            episode: 0,
            setting: id,
            year_group,
            problem: problem(values, phase, persistent, draws.uniform(birth, Purpose::Problem, 0)),
            groups: groups(at.rules, draws.at(birth, Purpose::Groups, 0), setting, phase),
        }
    }

    // -- the school year ----------------------------------------------------------------------

    /// Children who join a setting in need when the school year begins.
    pub(crate) fn joiners(&self, at: &Moment, id: SettingId) -> Vec<Newcomer> {
        let (setting, values) = (&self[id], at.values());
        let (first, last) = setting.phase.years();
        let intake = f64::from(setting.pupils) / f64::from(last - first + 1);
        let (before, years, from_elsewhere) = match first {
            0 => (Phase::Primary, EARLY_YEARS, 1.0),
            7 => (Phase::Primary, HISTORY_YEARS, self.share_from_elsewhere(values, 7)),
            _ => (Phase::Secondary, HISTORY_YEARS, self.share_from_elsewhere(values, 12)),
        };
        let onsets = intake
            * from_elsewhere
            * onset_rate(values, before)
            * values.need.onset_index
            * setting.need;
        let (key, year) = (setting.key, u64::from(at.now.date().year().unsigned_abs()));
        let mut joiners = Vec::new();
        for (course, (share, months)) in CourseRules::mean_months(values).into_iter().enumerate() {
            let expected = onsets * share * remaining_years(months, years);
            let ordinal = 2 * year + course as u64;
            for n in 0..poisson(at.draws.at(key, Purpose::Joiners, ordinal), expected) {
                let birth = key.child(kind::JOINER, (ordinal << 32) | n);
                let history = History { persistent: course == 1, months, years };
                let reason = Reason::Joined;
                joiners.push(self.with_history(at, id, birth, history, Some(first), reason));
            }
        }
        joiners
    }

    /// Share of the intake of `year` that does not come from the site's own covered settings.
    fn share_from_elsewhere(&self, values: &Values, year: u8) -> f64 {
        let (mut leavers, mut intake) = (0.0, 0.0);
        for setting in self.iter() {
            let (first, last) = setting.phase.years();
            let cohort = f64::from(setting.pupils) / f64::from(last - first + 1);
            if last + 1 == year || (last == 11 && year == 12) {
                leavers += cohort;
            }
            if (first..=last).contains(&year) && first > 0 {
                intake += cohort;
            }
        }
        let own = leavers * values.need.leavers_to_covered_share;
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

pub(crate) fn poisson(mut draw: Draw, mean: f64) -> u64 {
    Poisson::new(mean).map_or(0, |distribution| distribution.sample(&mut draw) as u64)
}

/// The first day of the next school year.
pub(crate) fn first_of_september_after(now: SimTime) -> SimTime {
    let year = now.date().year();
    [year, year + 1]
        .into_iter()
        .filter_map(|year| SimTime::from_date(date(year, 9, 1)))
        .find(|&day| day > now)
        .unwrap_or(SimTime::MAX)
}

/// Memberships given that the child is a case. Shares among all pupils and the ratio of need
/// give the share among cases, so that the total of need is unchanged.
fn groups(rules: &Rules, mut draw: Draw, setting: &Setting, phase: Phase) -> Groups {
    let values = &rules.values;
    let low_income = values.group.low_income_share
        * values.group.low_income_gradient.powf((f64::from(setting.deprivation_fifth) - 3.0) / 4.0);
    let mut groups = Groups::default();
    for (group, share, ratio) in [
        (Groups::SEND, setting.character.send_share(values), values.group.send_need_ratio),
        (
            Groups::MINORITY_ETHNIC,
            rules.minority_ethnic_share,
            values.group.minority_ethnic_need_ratio,
        ),
        (Groups::LOW_INCOME, low_income, values.group.low_income_need_ratio),
        (
            Groups::LOOKED_AFTER,
            values.group.looked_after_share,
            values.group.looked_after_need_ratio,
        ),
    ] {
        if draw.uniform() < share_among_cases(share.min(1.0), ratio) {
            groups.join(group);
        }
    }
    let of_teenagers = [draw.uniform(), draw.uniform()];
    if phase != Phase::Primary {
        join_as_teenager(values, of_teenagers, &mut groups);
    }
    groups
}

/// Memberships of those who are in secondary school or older.
fn join_as_teenager(values: &Values, [lgbtq, boy]: [f64; 2], groups: &mut Groups) {
    let group = &values.group;
    if lgbtq < share_among_cases(group.lgbtq_share.min(1.0), group.lgbtq_need_ratio) {
        groups.join(Groups::LGBTQ);
    }
    if boy < 0.5 {
        groups.join(Groups::TEENAGE_BOYS);
    }
}

/// The groups of a child who is now in this year: those of teenagers from the first year of
/// secondary school on.
pub(crate) fn groups_in_year(at: &Moment, birth: BirthKey, year: u8, groups: Groups) -> Groups {
    let mut groups = groups;
    if at.values().group.follow_phase && Phase::of_year(year) == Phase::Secondary {
        let mut draw = at.draws.at(birth, Purpose::Groups, 0);
        let [.., lgbtq, boy]: [f64; 6] = draw.uniforms();
        join_as_teenager(at.values(), [lgbtq, boy], &mut groups);
    }
    groups
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

/// The course of the need of a child that begins now.
pub(crate) fn course(at: &Moment, who: &Identity) -> Course {
    let phase = Phase::of_year(who.year_group);
    let share = brief_share(at.values(), phase, who.problem == Problem::Neurodevelopmental);
    let persistent = at.draws.happens(who.key, Purpose::Onset, 0, 1.0 - share);
    Course::of_kind(&at.rules.courses.usual, &at.draws, who.key, at.now, persistent)
}

/// Share of brief courses with a neurodevelopmental condition and without one. Together they are the
/// share of all.
fn brief_share(values: &Values, phase: Phase, has_condition: bool) -> f64 {
    let (all, with) = (values.need.brief_share, values.need.neurodevelopmental_brief_share);
    let condition = problem_shares(values, phase)[3];
    if has_condition || condition >= 1.0 {
        with
    } else {
        ((all - condition * with) / (1.0 - condition)).clamp(0.0, 1.0)
    }
}

/// Shares of low mood, behaviour, self-harm and neurodevelopmental conditions; the rest is anxiety.
fn problem_shares(values: &Values, phase: Phase) -> [f64; 4] {
    match phase {
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
    }
}

/// The problem of a child; where the course is known to be persistent or not, given that.
fn problem(values: &Values, phase: Phase, persistent: Option<bool>, choice: f64) -> Problem {
    let given = |has_condition| {
        let (of_these, of_all) =
            (brief_share(values, phase, has_condition), values.need.brief_share);
        match persistent {
            None => 1.0,
            Some(true) => (1.0 - of_these) / (1.0 - of_all),
            Some(false) => of_these / of_all,
        }
    };
    let (with, without) = (given(true), given(false));
    let problems =
        [Problem::LowMood, Problem::Behaviour, Problem::SelfHarm, Problem::Neurodevelopmental];
    let mut left = choice;
    problem_shares(values, phase)
        .into_iter()
        .zip(problems)
        .find_map(|(share, problem)| {
            let has_condition = problem == Problem::Neurodevelopmental;
            left -= share * if has_condition { with } else { without };
            (left < 0.0).then_some(problem)
        })
        .unwrap_or(Problem::Anxiety)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of one problem changes how the others share, and not the whole.
    #[test]
    fn brief_courses_with_a_condition_and_without_are_as_many_as_stated() {
        let values = Values::default();
        for phase in [Phase::Primary, Phase::Secondary, Phase::SixteenPlus] {
            let condition = problem_shares(&values, phase)[3];
            let (with, without) =
                (brief_share(&values, phase, true), brief_share(&values, phase, false));
            assert!(with < without);
            let all = condition * with + (1.0 - condition) * without;
            assert!((all - values.need.brief_share).abs() < 1e-12, "{all}");
        }
    }

    /// The problems of persistent and of brief courses together are those of all.
    #[test]
    fn problems_by_kind_of_course_add_up_to_the_stated_shares() {
        let values = Values::default();
        let share = |persistent| {
            let n = 20_000;
            let has_condition = |i: &u32| {
                let choice = (f64::from(*i) + 0.5) / f64::from(n);
                problem(&values, Phase::Primary, persistent, choice) == Problem::Neurodevelopmental
            };
            (0..n).filter(has_condition).count() as f64 / f64::from(n)
        };
        let (brief, persistent) = (share(Some(false)), share(Some(true)));
        let mixed = values.need.brief_share * brief + (1.0 - values.need.brief_share) * persistent;
        assert!(persistent > 2.0 * brief, "{persistent} and {brief}");
        assert!((mixed - share(None)).abs() < 1e-3, "{mixed}");
    }
}
