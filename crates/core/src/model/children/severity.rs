//! Severity in motion (M2).
//!
//! One continuous score, in units of the mean score at onset; at zero a child is no longer in need.
//! A course moves on a grid of 28 days from its onset, with one addressed draw per step, and is
//! computed when it is needed: a child has the same course in every scenario until someone helps.
//! Help does not suspend it: what help does comes on top of the natural course.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::engine::draws::{BirthKey, Draws};
use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::children::chances::Chances;
use crate::model::children::place::Place;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;

parameters! {
    pub struct SeverityParameters in "severity" {
        /// Standard deviation of the severity score at onset, whose mean is 1
        onset_sd: f64 = 0.55, "score", allowed (0.0, 5.0), plausible (0.3, 0.9),
            "M2", Live, Assumption "prior",
            raises "specialist_threshold";
        /// Probability that a child in need and without help deteriorates in a month
        deterioration_per_month: f64 = 0.013, "per month",
            allowed (0.0, 1.0), plausible (0.005, 0.025),
            "M2", Live, Derived "9 % of pupils above the threshold were reliably worse a year \
             later (Wolpert 2019, 118 secondary schools)",
            raises "severity_days";
        /// Increase in the score at a deterioration
        deterioration_size: f64 = 0.4, "score", allowed (0.0, 5.0), plausible (0.2, 0.8),
            "M2", Live, Assumption "prior",
            raises "severity_days";
        /// Standard deviation of the ups and downs of the score over 28 days
        fluctuation_sd: f64 = 0.03, "score", allowed (0.0, 2.0), plausible (0.01, 0.08),
            "M2", Live, Derived "27 % of pupils above the threshold were reliably better a year \
             later (Wolpert 2019), nearly all of whom remit here: ups and downs add few",
            raises "specialist_threshold";
        /// Width of the range of scores around the specialist threshold over which known need comes
        /// to count as severe, so that others act on it soon
        severe_range: f64 = 0.4, "score", allowed (0.0, 5.0), plausible (0.0, 0.8),
            "M5, M9", Live, Assumption "prior: nobody sees a threshold in a child; as wide as the \
             errors with which families and settings see severity",
            neither "it takes from children above the threshold and gives to those below";
    }
}

/// Days between two steps of a course.
pub(crate) const STEP: Span = Span::from_days(28);

/// The same in months.
pub(crate) const STEP_MONTHS: f64 = 28.0 / DAYS_PER_MONTH;

/// Lowest score of a child in need.
pub(crate) const LEAST_SCORE: f64 = 0.02;

/// The root of 6: two uniform numbers have a variance of a sixth.
const NOISE_SCALE: f64 = 2.449_489_742_783_178;

/// Probability in a step of 28 days of an event with this rate per month.
pub(crate) fn per_step(per_month: f64) -> f64 {
    1.0 - (-per_month * STEP_MONTHS).exp()
}

/// Whether an event with this rate per month happens in a step of 28 days, where `drawn` is uniform.
/// The probability never exceeds the expected number of events, which most draws do.
pub(crate) fn happens_in_step(drawn: f64, per_month: f64) -> bool {
    drawn < per_month * STEP_MONTHS && drawn < per_step(per_month)
}

/// The parameters of a course, per step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CourseRules {
    onset_sd: f64,
    persistent_share: f64,
    /// Probability of remission in a step of a brief and of a persistent course.
    remission: [f64; 2],
    deterioration: f64,
    deterioration_size: f64,
    fluctuation: f64,
}

impl CourseRules {
    pub(crate) fn new(values: &Values) -> Self {
        let per_step = |months: f64| 1.0 - (-STEP_MONTHS / months).exp();
        Self {
            onset_sd: values.severity.onset_sd,
            persistent_share: 1.0 - values.need.brief_share,
            remission: [
                per_step(values.need.brief_mean_months),
                per_step(values.need.persistent_mean_months),
            ],
            deterioration: 1.0 - (1.0 - values.severity.deterioration_per_month).powf(STEP_MONTHS),
            deterioration_size: values.severity.deterioration_size,
            fluctuation: values.severity.fluctuation_sd,
        }
    }

    /// The share of a cohort of onsets that has not remitted by itself after so many steps.
    pub(crate) fn still_in_need(&self, steps: u32) -> f64 {
        let [brief, persistent] = self.remission.map(|in_step| (1.0 - in_step).powi(steps as i32));
        brief + self.persistent_share * (persistent - brief)
    }

    /// The score at onset below which a share `p` of all onsets lies: lognormal with mean 1.
    pub(crate) fn onset_score(&self, p: f64) -> f64 {
        let variance = self.onset_sd.powi(2).ln_1p();
        (variance.sqrt() * Normal::standard().inverse_cdf(p) - variance / 2.0).exp()
    }

    /// The share of all onsets with a score below this one.
    pub(crate) fn onsets_below(&self, score: f64) -> f64 {
        if score < LEAST_SCORE {
            return 0.0;
        }
        let variance = self.onset_sd.powi(2).ln_1p();
        if variance == 0.0 {
            return f64::from(u8::from(score >= 1.0));
        }
        Normal::standard().cdf((score.ln() + variance / 2.0) / variance.sqrt())
    }

    /// The probability of a deterioration in a step, and its size.
    pub(crate) fn deterioration(&self) -> (f64, f64) {
        (self.deterioration, self.deterioration_size)
    }

    /// The length of the interval of each of the two uniform numbers that are the ups and downs.
    pub(crate) fn length_of_noise(&self) -> f64 {
        self.fluctuation * NOISE_SCALE
    }

    /// How far a score is likely to rise in so many steps: four standard deviations above the mean.
    pub(crate) fn likely_rise(&self, steps: u32) -> f64 {
        let (steps, p) = (f64::from(steps), self.deterioration);
        let variance = self.deterioration_size.powi(2) * p * (1.0 - p) + self.fluctuation.powi(2);
        steps * p * self.deterioration_size + 4.0 * (steps * variance).sqrt()
    }

    /// Mean months in need without help, for brief and for persistent courses.
    pub(crate) fn mean_months(values: &Values) -> [(f64, f64); 2] {
        let brief = values.need.brief_share;
        [(brief, values.need.brief_mean_months), (1.0 - brief, values.need.persistent_mean_months)]
    }
}

/// The parameters of a course, by where the child is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Courses {
    /// Anywhere else.
    pub(crate) usual: CourseRules,
    /// While the team holds them until the specialist service sees them (M15).
    held: CourseRules,
    /// In specialist treatment.
    treated: CourseRules,
}

impl Courses {
    pub(crate) fn new(values: &Values) -> Self {
        let usual = CourseRules::new(values);
        let worsening =
            |factor| CourseRules { deterioration: usual.deterioration * factor, ..usual };
        Self {
            usual,
            held: worsening(values.bridging.deterioration_factor),
            treated: worsening(values.specialist.deterioration_factor),
        }
    }

    /// For a child who is in this place.
    pub(crate) fn at(&self, place: Place) -> &CourseRules {
        match place {
            Place::Bridged => &self.held,
            Place::InSpecialist => &self.treated,
            _ => &self.usual,
        }
    }
}

/// The course of one child's severity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Course {
    score: f64,
    origin: SimTime,
    /// Steps taken.
    steps: u32,
    persistent: bool,
    /// When it remitted; [`SimTime::MAX`] while the child is in need.
    remitted: SimTime,
}

impl Course {
    /// A course that starts at `onset`, of either kind by chance.
    #[cfg(test)]
    pub(crate) fn begin(rules: &CourseRules, draws: &Draws, who: BirthKey, onset: SimTime) -> Self {
        let mut draw = draws.at(who, Purpose::Onset, 0);
        let persistent = draw.uniform() < rules.persistent_share;
        Self::of_kind(rules, draws, who, onset, persistent)
    }

    /// A course of a stated kind that starts at `onset`.
    pub(crate) fn of_kind(
        rules: &CourseRules,
        draws: &Draws,
        who: BirthKey,
        onset: SimTime,
        persistent: bool,
    ) -> Self {
        let score = draws.at(who, Purpose::SeverityAtOnset, 0).lognormal(1.0, rules.onset_sd);
        Self {
            score: score.max(LEAST_SCORE),
            origin: onset,
            steps: 0,
            persistent,
            remitted: SimTime::MAX,
        }
    }

    /// Score now; zero once remitted.
    pub(crate) fn score(&self) -> f64 {
        if self.is_remitted() { 0.0 } else { self.score }
    }

    /// Whether it is of the persistent kind.
    pub(crate) fn is_persistent(&self) -> bool {
        self.persistent
    }

    pub(crate) fn is_remitted(&self) -> bool {
        self.remitted != SimTime::MAX
    }

    /// When it remitted, if it has.
    pub(crate) fn remitted(&self) -> Option<SimTime> {
        self.is_remitted().then_some(self.remitted)
    }

    /// Need ends now, by what help does.
    pub(crate) fn remit(&mut self, now: SimTime) {
        self.remitted = now;
    }

    /// The date of the next step.
    pub(crate) fn next_step(&self) -> SimTime {
        self.origin + Span::from_minutes(STEP.minutes() * (self.steps + 1))
    }

    /// The date of the step last taken, or of the onset.
    pub(crate) fn last_step(&self) -> SimTime {
        self.origin + Span::from_minutes(STEP.minutes() * self.steps)
    }

    /// The ordinal of the step last taken.
    pub(crate) fn steps(&self) -> u32 {
        self.steps
    }

    /// Whether a step is due by `now`.
    pub(crate) fn is_due(&self, now: SimTime) -> bool {
        self.next_step() <= now
    }

    /// Takes the next step, with its chances. Returns whether the child remits in it.
    #[inline]
    pub(crate) fn step(&mut self, rules: &CourseRules, chances: &Chances) -> bool {
        self.steps += 1;
        if self.is_remitted() {
            return false;
        }
        if chances.course < rules.remission[usize::from(self.persistent)] {
            self.remitted = self.last_step();
            return true;
        }
        self.move_score(rules, chances);
        false
    }

    /// Goes on to where the course stands after step `steps`, at this score.
    pub(crate) fn skip(&mut self, steps: u32, score: f64) {
        (self.steps, self.score) = (steps, score);
    }

    /// Takes the steps due by `now`, for a child who is known not to have remitted.
    pub(crate) fn advance_in_need(
        &mut self,
        rules: &CourseRules,
        draws: &Draws,
        who: BirthKey,
        now: SimTime,
    ) {
        while self.is_due(now) {
            self.steps += 1;
            self.move_score(rules, &Chances::of(draws, who, self.steps));
        }
    }

    #[inline]
    fn move_score(&mut self, rules: &CourseRules, chances: &Chances) {
        if chances.course > 1.0 - rules.deterioration {
            self.score += rules.deterioration_size;
        }
        // The sum of two uniforms, centred and scaled to variance one.
        let noise = (chances.noise[0] + chances.noise[1] - 1.0) * NOISE_SCALE;
        self.score = (self.score + rules.fluctuation * noise).max(LEAST_SCORE);
    }

    /// The score of a child who is still in need when help ends rises, or falls if `by` is negative.
    pub(crate) fn change(&mut self, by: f64) {
        self.score = (self.score + by).max(LEAST_SCORE);
    }
}

/// How need stands at the end of help, against its beginning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Change {
    /// Need has ended.
    Recovered,
    /// Severity has fallen reliably.
    Improved,
    /// Severity has risen reliably.
    Worse,
    /// Neither.
    Same,
}

impl Change {
    /// From the score at the beginning and at the end, which is zero once need has ended.
    pub(crate) fn between(values: &Values, before: f64, after: f64) -> Self {
        let reliable = values.outcome.reliable_change;
        if after == 0.0 {
            Self::Recovered
        } else if after <= before - reliable {
            Self::Improved
        } else if after >= before + reliable {
            Self::Worse
        } else {
            Self::Same
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What two rates leave undone together is what one leaves of what the other leaves, and however
    /// high a rate, what it does happens once.
    #[test]
    fn rates_that_act_in_one_step_leave_what_each_leaves_of_the_other() {
        let left = |per_month: f64| 1.0 - per_step(per_month);
        for (one, other) in [(0.01, 0.02), (0.3, 0.3), (0.1, 1.5), (2.0, 3.0)] {
            assert!((left(one) * left(other) - left(one + other)).abs() < 1e-12);
        }
        assert_eq!((per_step(0.0), per_step(1e3)), (0.0, 1.0));
        let happens = |per_month: f64| {
            let drawn = (0..10_000).map(|n| (f64::from(n) + 0.5) / 10_000.0);
            drawn.filter(|drawn| happens_in_step(*drawn, per_month)).count() as f64 / 10_000.0
        };
        for per_month in [0.01, 0.3, 2.0] {
            assert!((happens(per_month) - per_step(per_month)).abs() < 1e-4);
        }
    }

    fn cohort(n: u64) -> (CourseRules, Draws, Vec<(BirthKey, Course)>) {
        let rules = CourseRules::new(&Values::default());
        let draws = Draws::new(3, 1);
        let root = BirthKey::named("cohort");
        let children = (0..n)
            .map(|i| root.child(0, i))
            .map(|who| (who, Course::begin(&rules, &draws, who, SimTime::ZERO)))
            .collect();
        (rules, draws, children)
    }

    /// Takes all steps due by `now`. Returns whether the child remits in one of them.
    fn advance(
        course: &mut Course,
        (rules, draws): (&CourseRules, &Draws),
        who: BirthKey,
        now: SimTime,
    ) -> bool {
        let mut remits = false;
        while course.is_due(now) {
            remits |= course.step(rules, &Chances::of(draws, who, course.steps + 1));
        }
        remits
    }

    fn years(n: u32) -> SimTime {
        SimTime::ZERO + Span::from_days(n * 365)
    }

    /// Roach 2023: 54 % (45 to 63) of untreated young people remit within a year.
    #[test]
    fn remission_within_a_year_of_onset_is_within_the_published_interval() {
        let (rules, draws, mut children) = cohort(4000);
        let remitted = children
            .iter_mut()
            .filter_map(|(who, course)| {
                advance(course, (&rules, &draws), *who, years(1)).then_some(())
            })
            .count();
        let share = remitted as f64 / 4000.0;
        assert!((0.45..0.63).contains(&share), "{share}");
    }

    /// Ford 2018: half of those found with a disorder in a survey still have one after three
    /// years. A survey finds the long courses more often.
    #[test]
    fn persistence_over_three_years_of_a_surveyed_population_is_about_a_half() {
        let (rules, draws, mut children) = cohort(12_000);
        let (mut surveyed, mut persisted) = (0, 0);
        for (index, (who, course)) in children.iter_mut().enumerate() {
            let survey = SimTime::ZERO + Span::from_days((index as u32 % 3000) * 2);
            advance(course, (&rules, &draws), *who, survey);
            if !course.is_remitted() {
                surveyed += 1;
                advance(course, (&rules, &draws), *who, survey + Span::from_days(3 * 365));
                persisted += u32::from(!course.is_remitted());
            }
        }
        let share = f64::from(persisted) / f64::from(surveyed);
        assert!((0.40..0.60).contains(&share), "{share}");
    }

    /// Wolpert 2019: of 2,270 pupils above the threshold, 27 % were reliably better a year later and
    /// 9 % reliably worse. The limits are the 95 % intervals of these shares, and the cohort is large,
    /// so that its own chance is a fifth of theirs.
    #[test]
    fn a_year_without_help_is_better_and_worse_for_as_many_as_in_a_school_sample() {
        let values = Values::default();
        let (rules, draws, mut children) = cohort(240_000);
        let (mut surveyed, mut better, mut worse) = (0.0, 0.0, 0.0);
        for (index, (who, course)) in children.iter_mut().enumerate() {
            let survey = SimTime::ZERO + Span::from_days((index as u32 % 2190) + 1);
            advance(course, (&rules, &draws), *who, survey);
            if course.is_remitted() {
                continue;
            }
            let before = course.score();
            advance(course, (&rules, &draws), *who, survey + Span::from_days(365));
            surveyed += 1.0;
            let change = course.score() - before;
            better += f64::from(u8::from(change <= -values.outcome.reliable_change));
            worse += f64::from(u8::from(change >= values.outcome.reliable_change));
        }
        let (better, worse) = (better / surveyed, worse / surveyed);
        assert!((0.25..0.29).contains(&better), "{better} of {surveyed}");
        assert!((0.078..0.102).contains(&worse), "{worse} of {surveyed}");
    }

    /// A course does not depend on how often it is computed.
    #[test]
    fn looking_changes_nothing() {
        let (rules, draws, children) = cohort(200);
        for (who, course) in children {
            let (mut seldom, mut often) = (course, course);
            advance(&mut seldom, (&rules, &draws), who, years(3));
            for day in 0..=1095 {
                advance(&mut often, (&rules, &draws), who, SimTime::ZERO + Span::from_days(day));
            }
            assert_eq!(seldom.score().to_bits(), often.score().to_bits());
            assert_eq!(seldom.is_remitted(), often.is_remitted());
        }
    }

    #[test]
    fn those_who_stay_in_need_worsen_with_time() {
        let (rules, draws, mut children) = cohort(12_000);
        let (mut open, mut rise) = (0.0, 0.0);
        for (who, course) in &mut children {
            let at_onset = course.score;
            advance(course, (&rules, &draws), *who, years(1));
            if !course.is_remitted() {
                open += 1.0;
                rise += course.score - at_onset;
            }
        }
        assert!(rise / open > 0.05, "{}", rise / open);
    }
}
