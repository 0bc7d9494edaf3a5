//! Long leave: practitioners who see children go on maternity leave or are sick for months. The post
//! stays theirs and nobody covers it; while they are away it counts as vacant wherever a vacancy is
//! felt, and they come back with their experience. Trainees and those who have given notice do not go.

use super::Workforce;
use super::practitioner::OpenCase;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span, WEEKS_PER_YEAR};
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::trace::{LeaveCause, PractitionerEvent};

parameters! {
    pub struct LongLeaveParameters in "long_leave" {
        /// Rate at which qualified EMHPs and wellbeing practitioners go on maternity leave
        emhp_maternity_per_year: f64 = 0.05, "per year", allowed (0.0, 20.0), plausible (0.02, 0.09),
            "M22", Live, Assumption "prior; most EMHPs are women of 20 to 35; no rate is reported",
            raises "emhp_vacancy_share";
        /// Rate at which seniors go on maternity leave
        senior_maternity_per_year: f64 = 0.03, "per year",
            allowed (0.0, 20.0), plausible (0.01, 0.06),
            "M22", Live, Assumption "prior; seniors are older than EMHPs; no rate is reported",
            raises "senior_vacancy_share";
        /// Rate at which EMHPs, wellbeing practitioners and seniors fall sick for months
        sickness_per_year: f64 = 0.04, "per year", allowed (0.0, 20.0), plausible (0.02, 0.08),
            "M22", Live, Assumption "prior; beside the short sickness of hours.sickness_share",
            raises "emhp_vacancy_share";
        /// Shortest maternity leave
        maternity_months_least: f64 = 9.0, "months", allowed (0.0, 60.0), plausible (6.0, 10.0),
            "M22", Live, Assumption "prior; statutory maternity pay lasts for 39 weeks",
            raises "emhp_vacancy_share";
        /// Longest maternity leave; all durations between the two are equally likely
        maternity_months_most: f64 = 12.0, "months", allowed (0.0, 60.0), plausible (11.0, 14.0),
            "M22", Live, Assumption "prior; statutory maternity leave ends after 52 weeks",
            raises "emhp_vacancy_share";
        /// Shortest long sickness
        sickness_months_least: f64 = 2.0, "months", allowed (0.0, 60.0), plausible (1.0, 3.0),
            "M22", Live, Assumption "prior",
            raises "emhp_vacancy_share";
        /// Longest long sickness; all durations between the two are equally likely
        sickness_months_most: f64 = 6.0, "months", allowed (0.0, 60.0), plausible (4.0, 12.0),
            "M22", Live, Assumption "prior",
            raises "emhp_vacancy_share";
    }
}

/// Somebody has gone on long leave: the cases that were open.
#[derive(Clone, Debug)]
pub(crate) struct LeftOpen {
    pub(crate) who: PractitionerId,
    pub(crate) cases: Vec<OpenCase>,
}

impl Workforce {
    /// Those of a team whose leave has ended come back. Returns how many.
    pub(crate) fn come_back(&mut self, at: &mut Moment, team: TeamId) -> u64 {
        let mut returned = 0;
        for id in self.posts_held(at.now, team) {
            let person = &mut self.practitioners[id.index()];
            if person.back.is_some_and(|back| back <= at.now) {
                person.back = None;
                returned += 1;
                at.record.tell_of(at.now, person.key, || PractitionerEvent::CameBack);
            }
        }
        returned
    }

    /// Those of a team who go on long leave this week give up their cases.
    pub(crate) fn go_on_leave(&mut self, at: &mut Moment, team: TeamId) -> Vec<LeftOpen> {
        let mut gone = Vec::new();
        for who in self.clinicians(team) {
            let person = &mut self.practitioners[who.index()];
            if person.is_trainee(at.now) || person.gives_notice() {
                continue;
            }
            let Some((cause, back)) = leave_begins(at, person.key, person.role) else { continue };
            person.back = Some(back);
            let open_cases = person.open_cases();
            at.record.tell_of(at.now, person.key, || PractitionerEvent::WentOnLeave {
                cause,
                back,
                open_cases,
            });
            gone.push(LeftOpen { who, cases: person.give_up_cases() });
        }
        gone
    }
}

/// The leave that somebody begins this week, if any, and when it ends. Who goes at some rate also
/// goes at a higher one.
fn leave_begins(at: &Moment, who: BirthKey, role: Role) -> Option<(LeaveCause, SimTime)> {
    let week = u64::from(at.now.week().0);
    [LeaveCause::Maternity, LeaveCause::Sickness].into_iter().find_map(|cause| {
        let (rate, least, most) = of_cause(at.values(), cause, role);
        let purpose = match cause {
            LeaveCause::Maternity => Purpose::MaternityLeave,
            LeaveCause::Sickness => Purpose::LongSickness,
        };
        let mut draw = at.draws.at(who, purpose, week);
        if draw.uniform() >= rate / WEEKS_PER_YEAR {
            return None;
        }
        let months = least + (most - least) * draw.uniform();
        Some((cause, at.now + Span::from_days_f64(months * DAYS_PER_MONTH)))
    })
}

/// The yearly rate of a kind of leave, and its shortest and longest duration in months.
fn of_cause(values: &Values, cause: LeaveCause, role: Role) -> (f64, f64, f64) {
    let long_leave = &values.long_leave;
    match cause {
        LeaveCause::Maternity => {
            let rate = match role {
                Role::Senior => long_leave.senior_maternity_per_year,
                _ => long_leave.emhp_maternity_per_year,
            };
            (rate, long_leave.maternity_months_least, long_leave.maternity_months_most)
        }
        LeaveCause::Sickness => (
            long_leave.sickness_per_year,
            long_leave.sickness_months_least,
            long_leave.sickness_months_most,
        ),
    }
}
