//! The team as a queue in weeks, and exactly so.
//!
//! On Mondays the slots of a week are given out, and a practitioner takes on as many new cases as
//! the cap leaves room for. With slots for all, the cap is the number of servers, and what is
//! waiting or open on successive Mondays is a Markov chain: with `N` children waiting or open on a
//! Monday, `min(N, c)` have a session in that week, each of them ends with it or has another in the
//! next week, and by the next Monday a Poisson number has come. No bound for the discreteness of
//! weeks is needed, because the theory is in weeks too:
//!
//! * interventions of one session: `N' = max(N - c, 0) + A`, which is M/D/c at times one service apart
//!   (C. D. Crommelin, "Delay probability formulae when the holding times are constant", Post Office
//!   Electrical Engineers Journal 25 (1932)), and for one place M/D/1 (F. Pollaczek, 1930);
//! * drop-out with the same probability after each session: `N' = N - Bin(min(N, c), p) + A`,
//!   services with a geometric number of weeks.
//!
//! The stationary distribution is computed from these chains. Children come as a Poisson process:
//! onsets in one school, each recognised at its first look 28 days later, referred without a form
//! to fill, accepted at a meeting that is held every quarter of an hour, and assessed on the Monday
//! after; so that those who join the list for an intervention in different weeks are independent
//! Poisson numbers. All of them have the same severity, and it stands still. What is left of other
//! mechanisms is that one intervention in a thousand does not end with recovery, after which nobody
//! is referred again, and that courses last a million months.

use mhst_core::engine::time::{DAYS_PER_YEAR, SimTime, Week};
use mhst_core::model::plan::TimePlan;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::{EpisodeRecord, SiteResult};
use mhst_core::model::world::RunOptions;

use super::{PUPILS, SEED, Statement, bare};
use crate::controls::adjusted;
use crate::world;

/// Slots of the one practitioner in a week of 60 hours: so many that nobody waits for one.
const SLOTS: f64 = 40.0;

/// What makes the team a queue.
const NEUTRAL: &[(&str, f64)] = &[
    // Who comes: secondary pupils with one kind of problem, whose severity stands still.
    ("need.onsets_primary_per_100_pupils_per_year", 0.0),
    ("need.onsets_secondary_per_100_pupils_per_year", 10.0),
    ("need.onsets_sixteen_plus_per_100_pupils_per_year", 0.0),
    ("need.brief_share", 0.0),
    ("need.persistent_mean_months", 1e6),
    ("need.moves_away_per_month", 0.0),
    ("severity.deterioration_per_month", 0.0),
    ("severity.fluctuation_sd", 0.0),
    ("problem.secondary_low_mood_share", 0.0),
    ("problem.secondary_behaviour_share", 0.0),
    ("problem.secondary_self_harm_share", 0.0),
    ("problem.secondary_neurodevelopmental_share", 0.0),
    // Everybody is recognised at the first look, and referred to the team at once.
    ("setting.engagement_sd", 0.0),
    ("lead.no_lead_factor", 1.0),
    ("lead.no_time_factor", 1.0),
    ("engagement.never_share", 0.0),
    ("engagement.rises_over_months", 0.0),
    ("engagement.learns_over_months", 0.0),
    ("triage.declines_helped_share", 0.0),
    ("presence.elasticity", 0.0),
    ("season.by_date", 0.0),
    ("season.on_school_days", 0.0),
    ("season.august", 1.0),
    ("season.december_april", 1.0),
    ("season.busy_months", 1.0),
    ("recognition.staff_per_month", 2.0),
    ("recognition.visibility_anxiety", 10.0),
    ("recognition.noise_sd", 0.0),
    ("referral.staff_request_share", 1.0),
    ("referral.family_request_share", 1.0),
    ("referral.others_to_specialist_share_with_team", 0.0),
    ("referral.form_mean_days", 0.0),
    ("referral.incomplete_form_share", 0.0),
    ("referral.consent_refused_share", 0.0),
    ("referral.parents_not_reached_share", 0.0),
    ("referral.again_per_month", 0.0),
    ("referral.again_disengaged_per_month", 0.0),
    // Everybody is accepted and waits.
    ("triage.meeting_every_days", 0.01),
    ("triage.noise_sd", 0.0),
    ("triage.withheld_share", 0.0),
    ("assessment.noise_sd", 0.0),
    ("assessment.notice_days", 0.0),
    ("assessment.slots_per_practitioner_week", 40.0),
    ("waiting.give_up_per_month", 0.0),
    // One practitioner with slots for all, who stays.
    ("team.emhps", 1.0),
    ("team.seniors", 0.0),
    ("hours.contracted_per_week", 60.0),
    ("hours.leave_days_per_year", 0.0),
    ("hours.training_days_per_year", 0.0),
    ("hours.sickness_share", 0.0),
    ("hours.direct_share", 1.0),
    ("hours.slot_inexperienced", 0.0),
    ("duties.hours_per_setting", 0.0),
    ("duties.hours_per_referral", 0.0),
    ("duties.hours_per_appointment", 0.0),
    ("duties.hours_per_team", 0.0),
    ("hours.slot_minutes", 60.0 * 60.0 / SLOTS),
    // Sessions every week of the year, attended by all.
    ("intervention.notice_days", 0.0),
    ("intervention.session_spacing_days", 1.0),
    ("intervention.holiday_slots_share", 1.0),
    ("intervention.holiday_missed_extra", 0.0),
    ("intervention.group_suited_share", 0.0),
    ("intervention.missed_share", 0.0),
    ("intervention.exam_missed_extra", 0.0),
    ("intervention.drop_out_site_sd", 0.0),
    ("intervention.drop_out_practitioner_sd", 0.0),
    ("outcome.remission_per_session", 0.0),
    ("outcome.severity_slope", 0.0),
    ("outcome.log_rate_inexperienced", 0.0),
    ("outcome.worsened_share", 0.0),
    ("need.recurrence_within_year", 0.0),
    // Nobody else helps.
    ("support.counselling_share", 0.0),
    ("support.therapy_share", 0.0),
    ("support.staff_remission_per_month", 0.0),
    ("advice.held_remission_per_month", 0.0),
    ("onward.after_help_share", 0.0),
    ("specialist.other_inflow_index", 0.0),
];

/// A queue in weeks: children a week, places, and the probability that a session is the last.
#[derive(Clone, Copy)]
struct Weekly {
    rate: f64,
    places: usize,
    ends: f64,
}

/// What the chain says of a Monday in steady state.
struct Expected {
    /// Children on the list whom the cap leaves waiting for another week.
    left_waiting: f64,
    /// Open cases when the week begins.
    open: f64,
}

impl Weekly {
    /// More children than that are never present.
    const MOST: usize = 400;

    fn poisson(self) -> Vec<f64> {
        let mut weights = vec![(-self.rate).exp()];
        for n in 1..60 {
            weights.push(weights[n - 1] * self.rate / n as f64);
        }
        weights
    }

    /// P(`n` of `sessions` are the last).
    fn ending(self, sessions: usize, n: usize) -> f64 {
        let choose = (0..n).fold(1.0, |c, i| c * (sessions - i) as f64 / (i + 1) as f64);
        choose * self.ends.powi(n as i32) * (1.0 - self.ends).powi((sessions - n) as i32)
    }

    /// Every step that the chain can take from `present`: the probability, how many stay open, and
    /// how many are present a week later.
    fn steps(self, present: usize, arrivals: &[f64]) -> Vec<(f64, usize, usize)> {
        let sessions = present.min(self.places);
        let mut steps = Vec::new();
        for ended in 0..=sessions {
            let probability = self.ending(sessions, ended);
            for (come, weight) in arrivals.iter().enumerate() {
                let next = (present - ended + come).min(Self::MOST);
                steps.push((probability * weight, sessions - ended, next));
            }
        }
        steps
    }

    fn stationary(self) -> Vec<f64> {
        let arrivals = self.poisson();
        let steps: Vec<_> = (0..=Self::MOST).map(|n| self.steps(n, &arrivals)).collect();
        let mut now = vec![0.0; Self::MOST + 1];
        now[0] = 1.0;
        loop {
            let mut next = vec![0.0; Self::MOST + 1];
            for (steps, weight) in steps.iter().zip(&now).filter(|(_, weight)| **weight > 1e-15) {
                for &(probability, _, to) in steps {
                    next[to] += weight * probability;
                }
            }
            let change: f64 = now.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
            now = next;
            if change < 1e-10 {
                return now;
            }
        }
    }

    fn expected(self) -> Expected {
        let arrivals = self.poisson();
        let mut expected = Expected { left_waiting: 0.0, open: 0.0 };
        for (present, weight) in self.stationary().into_iter().enumerate() {
            for (probability, open, next) in self.steps(present, &arrivals) {
                let p = weight * probability;
                expected.left_waiting += p * next.saturating_sub(self.places) as f64;
                expected.open += p * open as f64;
            }
        }
        expected
    }
}

/// One replicate, week by week.
struct Seen {
    /// Children waiting or open on the Monday.
    present: Vec<f64>,
    left_waiting: Vec<f64>,
    /// Open cases on the Monday.
    open: Vec<f64>,
    /// Sessions in the week.
    sessions: Vec<f64>,
    /// Of which are the last of their child.
    ended: Vec<f64>,
    /// Children assessed in the week, who join the list.
    assessed: Vec<f64>,
}

/// First week of the run, weeks that are not counted, and weeks that are.
const FIRST: u32 = 52;
const WARM_UP: u32 = 150;
const WEEKS: u32 = 1350;

impl Seen {
    /// From the records of children, when each was assessed and had its first and last session.
    fn of(result: &SiteResult, places: usize) -> Self {
        const ALL: usize = (WARM_UP + WEEKS) as usize;
        let index = |at: SimTime| (at.week().0 - FIRST) as usize;
        let count = |of: fn(&EpisodeRecord) -> Option<SimTime>| {
            let mut weeks = vec![0.0; ALL];
            result.episodes.iter().filter_map(of).for_each(|at| weeks[index(at)] += 1.0);
            weeks
        };
        let (assessed, started) = (count(|r| r.assessed), count(|r| r.started));
        let ended = count(|r| r.ended);
        let mut seen = Self {
            present: Vec::new(),
            left_waiting: Vec::new(),
            open: Vec::new(),
            sessions: Vec::new(),
            ended: ended.clone(),
            assessed: assessed.clone(),
        };
        let (mut waiting, mut open) = (0.0, 0.0);
        for week in 0..ALL {
            seen.present.push(waiting + open);
            seen.open.push(open);
            waiting -= started[week];
            seen.left_waiting.push(waiting);
            seen.sessions.push(open + started[week]);
            assert!(open + started[week] <= places as f64, "more open cases than the cap");
            open += started[week] - ended[week];
            waiting += assessed[week];
        }
        seen
    }

    /// Mean over the weeks that are counted.
    fn mean(&self, of: impl Fn(&Self, usize) -> f64) -> f64 {
        (WARM_UP as usize..self.present.len()).map(|week| of(self, week)).sum::<f64>()
            / f64::from(WEEKS)
    }

    /// Deviations of those who come and of those who end from what was expected before, alone and
    /// with what they find.
    fn controls(&self, queue: Weekly) -> [f64; CONTROLS] {
        let p = queue.ends;
        let come = |s: &Self, week: usize| s.assessed[week] - queue.rate;
        let end = |s: &Self, week: usize| s.ended[week] - p * s.sessions[week];
        [
            self.mean(come),
            self.mean(|s, week| come(s, week) * s.left_waiting[week]),
            self.mean(|s, week| come(s, week) * s.sessions[week]),
            self.mean(|s, week| come(s, week).powi(2) - queue.rate),
            self.mean(end),
            self.mean(|s, week| end(s, week) * s.left_waiting[week]),
            self.mean(|s, week| end(s, week) * s.sessions[week]),
            self.mean(|s, week| end(s, week).powi(2) - p * (1.0 - p) * s.sessions[week]),
            self.mean(|s, week| come(s, week) * end(s, week)),
        ]
    }
}

const CONTROLS: usize = 9;

/// Three years to settle from an empty list, and then twenty-six.
fn compare(name: &'static str, queue: Weekly, replicates: u32) {
    let monday = |week: u32| Week(FIRST + week).start();
    let time = TimePlan {
        start: monday(0),
        teams_start: monday(0),
        measure_from: monday(WARM_UP),
        end: monday(WARM_UP + WEEKS),
    };
    let once = queue.ends == 1.0;
    let places = queue.places as f64;
    let set = [
        ("caseload.newly_qualified", places),
        ("caseload.experienced", places),
        ("intervention.sessions", if once { 1.0 } else { 50.0 }),
        ("intervention.drop_out_per_session", if once { 0.0 } else { queue.ends }),
    ];
    // Five of fourteen year groups are of secondary age.
    let onsets_per_week = 0.1 * f64::from(PUPILS) * 5.0 / 14.0 * 7.0 / DAYS_PER_YEAR;
    // The thresholds are cut from a population that differs; those who come are all of score one.
    let changes = [("severity.onset_sd", 0.0), ("need.onset_index", queue.rate / onsets_per_week)];
    let world =
        PreparedWorld::new(bare(time, &[NEUTRAL, world::ALL_STAY, &set].concat(), &changes))
            .unwrap();
    let run = |n: u32| {
        let result = world
            .run(SEED, n.into(), RunOptions { episodes: true, ..<_>::default() })
            .unwrap()
            .remove(0);
        Seen::of(&result, queue.places)
    };
    let seen: Vec<Seen> = (0..replicates).map(run).collect();

    let expected = queue.expected();
    let controls: Vec<_> = seen.iter().map(|s| s.controls(queue)).collect();
    let each = |of: &dyn Fn(&Seen, usize) -> f64| -> Vec<f64> {
        seen.iter().map(|s| s.mean(of)).collect()
    };
    let mut statement = Statement::new(name);
    let waiting = adjusted(&each(&|s, week| s.left_waiting[week]), &controls);
    statement.compare("left waiting on a Monday", &waiting, expected.left_waiting);
    let sessions = adjusted(&each(&|s, week| s.sessions[week]), &controls);
    statement.compare("sessions a week", &sessions, queue.rate / queue.ends);
    if !once {
        let open = adjusted(&each(&|s, week| s.open[week]), &controls);
        statement.compare("open cases on a Monday", &open, expected.open);
    }
    // The controls are zero, judged against the means of what they are made of.
    let rate = queue.rate;
    let (sessions, present) = (rate / queue.ends, rate / queue.ends + expected.left_waiting);
    let zero = [
        ("who comes", rate),
        ("who comes by those waiting", rate * present),
        ("who comes by sessions", rate * sessions),
        ("squares of who comes", rate + rate.powi(2)),
        ("who ends", rate),
        ("who ends by those waiting", rate * present),
        ("who ends by sessions", rate * sessions),
        ("squares of who ends", rate + rate.powi(2)),
        ("who comes by who ends", rate.powi(2)),
    ];
    for (control, (what, scale)) in zero.into_iter().enumerate() {
        if !once || !what.contains("ends") {
            let values: Vec<f64> = controls.iter().map(|c| c[control]).collect();
            statement.compare_on(what, &values, 0.0, scale);
        }
    }
    statement.close();
}

/// M/D/1 has a formula of its own: the mean number left waiting is that of Pollaczek and Khinchine.
#[test]
fn one_place() {
    let queue = Weekly { rate: 0.7, places: 1, ends: 1.0 };
    let formula = 0.7 * 0.7 / 2.0 / (1.0 - 0.7);
    assert!((queue.expected().left_waiting - formula).abs() < 1e-6);
    compare("M/D/1 in weeks", queue, 96);
}

#[test]
fn several_places() {
    compare("M/D/c in weeks", Weekly { rate: 5.1, places: 6, ends: 1.0 }, 64);
}

#[test]
fn geometric_sessions() {
    compare("M/Geo/c in weeks", Weekly { rate: 1.65, places: 5, ends: 0.45 }, 96);
}
